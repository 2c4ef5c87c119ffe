import "server-only";
import { COMMENT_KINDS } from "@/lib/contracts/ticket-fields";
import type { TicketDetailResult, TicketEventRow } from "@/lib/contracts/tickets";
import { isPictureName, soundFileName } from "@/lib/domain/file-name";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { calendarOf } from "@/lib/domain/sla/calendar-setting";
import { isOverdue, type Ticket, type TicketEvent } from "@/lib/domain/ticket";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { absenceOf } from "@/lib/server/auth/home";
import { actorFor } from "@/lib/server/auth/vault";
import { SourceSignInNeeded } from "@/lib/server/failures";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import { log } from "@/lib/server/log";
import { isSourceFault } from "@/lib/server/source-fault";
import { toSafeHtml } from "@/lib/server/safe-html";
import { readCalendars } from "@/lib/server/store/calendars-repo";
import type { Db } from "@/lib/server/store/db";
import * as store from "@/lib/server/store/read/tickets";
import { applyTickets } from "@/lib/server/store/write/apply";
import { withTargets } from "@/lib/server/store/write/targets";
import { applyTicketEvents } from "@/lib/server/store/write/apply-parts";
import { UpstreamError, UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { Priority } from "@/lib/server/upstream/port";
import { fileLimitsOf } from "./file-limits";
import { pictureFor } from "./pictures";
import { readChoices } from "./ticket-choices";
import { permissionsOf } from "./ticket-permissions";

type Asker = Pick<Actor, "runtime" | "viewer" | "signal">;
type Conversation = TicketDetailResult["ticket"]["conversation"];

/** What the viewer's own session showed just now. */
interface Live {
  ticket: Ticket;
  events: TicketEvent[];
  asOf: string;
}

/**
 * A ticket with its conversation: the index's copy, or with `fresh` what the viewer's own session shows
 * now. A source that does not answer is no error: the saved copy comes with the reason. Throws {@link absenceOf}.
 */
export async function readTicket(
  asker: Asker,
  refText: string | undefined,
  { fresh }: { fresh?: "0" | "1" | undefined },
): Promise<TicketDetailResult> {
  const ref = requireRef(refText, ["ticket", "record"], "ticket");
  if (fresh !== "1") return composeTicket(asker, ref, null);
  try {
    return await composeTicket(asker, ref, await readLive(asker, ref));
  } catch (error) {
    if (!isSourceFault(error)) throw error;
    return composeTicket(asker, ref, { reason: reasonOf(error, splitRef(ref).source) });
  }
}

/** Reads a ticket through the viewer's session and, where that session sees everything, keeps what it read. */
export async function readLive(
  asker: Asker,
  ref: Ref,
  priority: Priority = "person",
): Promise<Live | { reason: string }> {
  const { runtime, viewer, signal } = asker;
  const { source } = splitRef(ref);
  const actor = await actorFor(runtime, viewer, source);
  const asOf = new Date().toISOString();
  const found = await actor.readTicket(ref, { priority, signal });
  if (!found) return { reason: `${SOURCE_LABELS[source].label} does not show it to you any more` };
  // An end user's session hides internal comments; what it read must not replace what the index knows.
  if (visibilityOf(viewer)[source] === "all") {
    await applyTickets(runtime.store, [found.ticket], { readAt: asOf, single: true });
    const { updatedAt } = found.ticket;
    await applyTicketEvents(runtime.store, ref, found.events, { readAt: asOf, of: updatedAt });
  }
  return { ...found, asOf };
}

/** The answer of a ticket: the index's copy, with what was read live laid over it. Throws {@link absenceOf}. */
export async function composeTicket(
  { runtime, viewer }: Asker,
  ref: Ref,
  live: Live | { reason: string } | null,
): Promise<TicketDetailResult> {
  const { db } = runtime.store;
  const visibility = visibilityOf(viewer);
  const [stored, savedEvents, sources, calendars] = await Promise.all([
    store.readTicket(db, visibility, ref),
    store.readTicketEvents(db, visibility, ref),
    readSourceStatesFor(runtime, viewer),
    readCalendars(db),
  ]);
  if (!stored) throw absenceOf(runtime, viewer, { ref, what: "ticket" });
  const isLive = live !== null && "ticket" in live;
  const ticket = isLive ? await withLive(db, stored, live.ticket) : stored;
  const held = calendarOf(calendars, ticket);
  const permissions = permissionsOf(ticket, viewer);
  const events = isLive ? readableOf(live.events, ticket, viewer) : savedEvents;
  const choices = await readChoices(db, viewer, ticket, permissions);
  const { description, resolution, ...rest } = ticket;
  const toHtml = htmlOf(ref, events);
  return {
    ticket: {
      ...rest,
      descriptionHtml: description === null ? null : toHtml(description),
      resolutionHtml: resolution === null ? null : toHtml(resolution),
      dueAt: ticket.targetAt,
      dueBasis: ticket.targetBasis,
      dueMinutes: ticket.targetMinutes,
      dueInHours: ticket.targetInHours,
      calendar: held.key,
      hours: held.key === null ? null : held.calendar,
      timers: ticket.timers ?? null,
      isOverdue: isOverdue({ ...ticket, dueAt: ticket.targetAt }, new Date().toISOString()),
      events: toEventRows(ref, events),
      conversation: conversationOf(live, stored.eventsReadAt),
      permissions,
      commentKinds: COMMENT_KINDS.filter((kind) => permissions[`${kind}Comment`].allowed),
      fileLimits: fileLimitsOf(runtime, ticket.source),
      viewerRef: viewer.accounts[ticket.source]?.ref ?? null,
      ...choices,
    },
    sources,
  };
}

/** A saved ticket with what was read live laid over it, and by when it must be done by that. */
async function withLive(
  db: Db,
  stored: store.StoredTicket,
  live: Ticket,
): Promise<store.StoredTicket> {
  const [now] = await withTargets(db, [{ ...stored, ...live, ...approverOf(stored, live) }]);
  return now ?? stored;
}

/** The approver's name: the source may tell an id alone, whose account the index knows. */
function approverOf(
  stored: Pick<Ticket, "approverRefs" | "approverName">,
  live: Pick<Ticket, "approverRefs" | "approverName">,
): Pick<Ticket, "approverName"> {
  const isSame = stored.approverRefs[0] === live.approverRefs[0];
  return { approverName: live.approverName ?? (isSame ? stored.approverName : null) };
}

/**
 * Entries of a conversation as they leave the server: texts and names made harmless, pictures that texts refer to
 * shown where they are one of the files.
 * @param all the whole conversation that the viewer may read, where `events` are only some of it
 */
export function toEventRows(
  ref: Ref,
  events: readonly TicketEvent[],
  all: readonly TicketEvent[] = events,
): TicketEventRow[] {
  const toHtml = htmlOf(ref, all);
  return events.map(({ id, kind, at, authorName, body, minutes, attachments, steps }) => ({
    id,
    kind,
    at,
    authorName,
    html: toHtml(body),
    minutes,
    attachments: attachments.map((file) => {
      const name = soundFileName(file.name);
      const isPicture = isPictureName(name);
      return { id: file.id, name, sizeBytes: file.sizeBytes, kind: isPicture ? "picture" : "file" };
    }),
    steps,
  }));
}

function htmlOf(ref: Ref, events: readonly TicketEvent[]): (text: string) => string {
  const files = events.flatMap(({ attachments }) => attachments);
  return (text) => toSafeHtml(text, (source) => pictureFor(ref, files, source));
}

/**
 * What this viewer may read of a live conversation: the same that the store gives them of a saved one, even
 * where a source's API is more talkative towards an end user than its own pages.
 */
export function readableOf(
  events: TicketEvent[],
  ticket: Pick<Ticket, "source" | "assigneeRef">,
  viewer: Viewer,
): TicketEvent[] {
  const readsAll = visibilityOf(viewer)[ticket.source] === "all";
  const isTheirs = ticket.assigneeRef !== null && hasAccount(viewer, ticket.assigneeRef);
  if (readsAll || isTheirs) return events;
  return events.filter(({ kind }) => kind === "comment" || kind === "change");
}

function hasAccount(viewer: Viewer, ref: Ref): boolean {
  return Object.values(viewer.accounts).some((account) => account.ref === ref);
}

function conversationOf(
  live: Live | { reason: string } | null,
  savedAt: string | null,
): Conversation {
  if (live !== null && "ticket" in live) return { state: "live", asOf: live.asOf };
  const reason = live?.reason ?? "not read again yet";
  if (savedAt !== null) return { state: "saved", asOf: savedAt, reason };
  return { state: "missing", reason };
}

function reasonOf(error: unknown, source: keyof typeof SOURCE_LABELS): string {
  const { label } = SOURCE_LABELS[source];
  if (error instanceof SourceSignInNeeded) return `You are not signed in to ${label}`;
  if (error instanceof UpstreamShapeError) {
    log.error({ source, issues: error.issues }, "a live ticket was not understood");
    return `${label} answered in a way that Sightline does not understand`;
  }
  if (error instanceof UpstreamError && error.kind === "auth") {
    return `Your sign-in to ${label} has ended`;
  }
  if (error instanceof UpstreamError && error.kind === "busy") {
    return `${label} allows no more requests for now`;
  }
  return `${label} does not answer`;
}
