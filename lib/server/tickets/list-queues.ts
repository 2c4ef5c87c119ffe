import "server-only";
import { TICKET_VIEW_FILTERS, TICKET_VIEW_IDS } from "@/lib/contracts/ticket-fields";
import {
  toQuestion,
  type TicketQueuesQuery,
  type TicketQueuesResult,
} from "@/lib/contracts/ticket-views";
import { ListTicketsQuery } from "@/lib/contracts/tickets";
import { visibilityOf, type Visibility } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { keepUntilChanged } from "@/lib/server/events/keep-until-changed";
import type { Runtime } from "@/lib/server/runtime";
import { readDueHorizon } from "@/lib/server/store/read/due-horizon";
import {
  countAllTickets,
  countQueues,
  readNextDue,
  type QueueQuestion,
} from "@/lib/server/store/read/ticket-queues";
import { listViews } from "@/lib/server/store/ticket-views-repo";
import { accountRefsOf, toKeptView } from "./kept-views";
import { readSince } from "./looks";

const GROUPS_MAX = 200;

const keepAll = keepUntilChanged<number>();

/** Of two people who see all or nothing of each system, the same systems hold the same tickets: one reading serves both. */
function countAll({ store, hub }: Pick<Runtime, "store" | "hub">, visibility: Visibility) {
  const read = () => countAllTickets(store.db, visibility);
  const { kace, sysaid } = visibility;
  if (kace === "own" || sysaid === "own") return read();
  return keepAll(hub, `${kace} ${sysaid}`, read);
}

/**
 * Every list of tickets that the viewer can open, each with the number of rows that they would find in it: ready-made
 * views, the groups that hold open tickets, and what they and others keep. `zone` says whose days a kept view means, `by` what the groups are.
 */
export async function listQueues(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  { zone, by }: TicketQueuesQuery,
): Promise<TicketQueuesResult> {
  const { db } = runtime.store;
  const now = new Date().toISOString();
  const [stored, since, horizon] = await Promise.all([
    listViews(db, accountRefsOf(viewer)),
    readSince(db, viewer),
    readDueHorizon(db, now),
  ]);
  const visibility = visibilityOf(viewer);
  const ready = TICKET_VIEW_IDS.filter((id) => id !== "all").map((id): QueueQuestion => ({
    id,
    filter: { ...TICKET_VIEW_FILTERS[id], since, horizon },
  }));
  const kept = stored.flatMap(({ id, search }): QueueQuestion[] => {
    const parsed = ListTicketsQuery.safeParse(toQuestion(search));
    return parsed.success ? [{ id, filter: { ...parsed.data, zone, since, horizon } }] : [];
  });
  const [all, changesAt, { counts, groups }] = await Promise.all([
    countAll(runtime, visibility),
    readNextDue(db, visibility, horizon, now),
    countQueues(db, visibility, [...ready, ...kept], { by, now }),
  ]);
  return {
    views: TICKET_VIEW_IDS.map((id) => ({ id, count: id === "all" ? all : (counts.get(id) ?? 0) })),
    by,
    groups: groups.slice(0, GROUPS_MAX),
    changesAt,
    kept: stored.map((view) => ({
      ...toKeptView(viewer, view),
      count: counts.get(view.id) ?? null,
    })),
  };
}
