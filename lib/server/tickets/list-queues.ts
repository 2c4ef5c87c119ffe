import "server-only";
import { TICKET_VIEW_FILTERS, TICKET_VIEW_IDS } from "@/lib/contracts/ticket-fields";
import {
  toQuestion,
  type TicketQueuesQuery,
  type TicketQueuesResult,
} from "@/lib/contracts/ticket-views";
import { ListTicketsQuery } from "@/lib/contracts/tickets";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { countQueues, type QueueQuestion } from "@/lib/server/store/read/ticket-queues";
import { listViews } from "@/lib/server/store/ticket-views-repo";
import { accountRefsOf, toKeptView } from "./kept-views";
import { readSince } from "./looks";

const GROUPS_MAX = 200;

/**
 * Every list of tickets that the viewer can open, each with the number of rows that they would find in it: ready-made
 * views, the groups that hold open tickets, and what they and others keep. `zone` says whose days a kept view means.
 */
export async function listQueues(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  { zone }: TicketQueuesQuery,
): Promise<TicketQueuesResult> {
  const { db } = runtime.store;
  const [stored, since] = await Promise.all([
    listViews(db, accountRefsOf(viewer)),
    readSince(db, viewer),
  ]);
  const ready = TICKET_VIEW_IDS.map((id): QueueQuestion => ({
    id,
    filter: { ...TICKET_VIEW_FILTERS[id], since },
  }));
  const kept = stored.flatMap(({ id, search }): QueueQuestion[] => {
    const parsed = ListTicketsQuery.safeParse(toQuestion(search));
    return parsed.success ? [{ id, filter: { ...parsed.data, zone, since } }] : [];
  });
  const { counts, groups } = await countQueues(db, visibilityOf(viewer), [...ready, ...kept]);
  return {
    views: TICKET_VIEW_IDS.map((id) => ({ id, count: counts.get(id) ?? 0 })),
    groups: groups.slice(0, GROUPS_MAX),
    kept: stored.map((view) => ({
      ...toKeptView(viewer, view),
      count: counts.get(view.id) ?? null,
    })),
  };
}
