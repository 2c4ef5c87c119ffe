import "server-only";
import type { TicketOptionsQuery, TicketOptionsResult } from "@/lib/contracts/ticket-acts";
import type { z } from "zod";
import { splitRef } from "@/lib/domain/ref";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { absenceOf } from "@/lib/server/auth/home";
import { actorFor } from "@/lib/server/auth/vault";
import type { Db } from "@/lib/server/store/db";
import { readQueueLists } from "@/lib/server/store/read/people";
import * as store from "@/lib/server/store/read/tickets";
import type { Call, UpstreamActor } from "@/lib/server/upstream/port";
import type { PatternBeginning } from "@/lib/server/upstream/ticket-desk";
import { permissionsOf } from "./ticket-permissions";

type Asker = Pick<Actor, "runtime" | "viewer" | "signal">;

/**
 * What the rarer acts on a ticket can be, asked of its source as the viewer when somebody is about to choose: the
 * templates of its queue, with what one of them begins with, and whether it can be deleted. Throws {@link absenceOf} and
 * what the source throws.
 */
export async function readTicketOptions(
  { runtime, viewer, signal }: Asker,
  refText: string | undefined,
  { pattern }: z.infer<typeof TicketOptionsQuery>,
): Promise<TicketOptionsResult> {
  const ref = requireRef(refText, ["ticket", "record"], "ticket");
  const { db } = runtime.store;
  const ticket = await store.readTicket(db, visibilityOf(viewer), ref);
  if (!ticket) throw absenceOf(runtime, viewer, { ref, what: "ticket" });
  const hands = await actorFor(runtime, viewer, splitRef(ref).source);
  const permissions = permissionsOf(ticket, viewer);
  const call = { priority: "person", signal } as const;
  const { queueRef } = ticket;
  const desk = permissions.switchPattern.allowed && queueRef !== null ? hands.tickets : undefined;
  const [patterns, begins, removal] = await Promise.all([
    queueRef === null ? [] : (desk?.patterns?.(queueRef, call) ?? []),
    pattern === undefined || queueRef === null
      ? null
      : (desk?.patternBegins?.({ queueRef, patternId: pattern }, call) ?? null),
    readRemoval(hands, { viewer, ticket, permission: permissions.delete }, call),
  ]);
  return {
    patterns: patterns.map(({ id, label }) => ({ id, label })),
    begins: begins && (await nameBeginnings(db, viewer, ticket, begins)),
    removal,
  };
}

interface Removing {
  viewer: Viewer;
  ticket: store.StoredTicket;
  permission: TicketOptionsResult["removal"];
}

/** Its queue may keep owners from deleting; administrators may try all the same. */
async function readRemoval(
  hands: UpstreamActor,
  { viewer, ticket, permission }: Removing,
  call: Call,
): Promise<TicketOptionsResult["removal"]> {
  const { ref, queueRef, source } = ticket;
  if (!permission.allowed || viewer.accounts[source]?.role === "administrator") return permission;
  const may = await hands.tickets?.mayRemove({ ref, queueRef }, call);
  if (may !== false) return permission;
  const { label } = SOURCE_LABELS[source];
  const whose = ticket.queueLabel === null ? "Its queue" : `The queue ${ticket.queueLabel}`;
  return { allowed: false, reason: `${whose} of ${label} does not let its agents delete tickets.` };
}

const LABELS = {
  title: "Title",
  summary: "Description",
  status: "Status",
  priority: "Priority",
  category: "Category",
} as const satisfies Record<PatternBeginning["field"], string>;

async function nameBeginnings(
  db: Db,
  viewer: Viewer,
  { source, queueRef }: store.StoredTicket,
  begins: readonly PatternBeginning[],
): Promise<NonNullable<TicketOptionsResult["begins"]>> {
  const lists = await readQueueLists(db, visibilityOf(viewer), { source, queueRef, orAny: false });
  return begins.map(({ field, value }) => {
    const label = LABELS[field];
    if (field === "title" || field === "summary") return { label, value };
    return { label, value: lists?.[field]?.find(({ id }) => id === value)?.label ?? value };
  });
}
