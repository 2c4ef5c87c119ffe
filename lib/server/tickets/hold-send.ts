import "server-only";
import { SEEN_ENTRIES_MAX } from "@/lib/contracts/ticket-fields";
import type { TicketSeen } from "@/lib/contracts/ticket-seen";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { Ticket, TicketEvent } from "@/lib/domain/ticket";
import { unseenOf } from "@/lib/domain/unseen";
import type { ViewerAccount } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { TicketChanged } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import { isSourceFault } from "@/lib/server/source-fault";
import { readLive, readableOf, toEventRows } from "./read-ticket";

/** A system that takes longer to show a ticket must not keep its people from writing. */
const LOOK_MS = 5_000;

/**
 * Holds a comment whose author has not seen how the ticket stands now, as their own session shows it. A ticket that
 * cannot be read in time holds nothing. Throws {@link TicketChanged} with what is new to them.
 * @returns the ids of the entries that stand there now; `null` where the ticket could not be read
 */
export async function requireSeen(
  actor: Pick<Actor, "runtime" | "viewer" | "requestId">,
  ref: Ref,
  seen: TicketSeen,
  { lookMs = LOOK_MS } = {},
): Promise<ReadonlySet<string> | null> {
  const { viewer } = actor;
  const account = viewer.accounts[splitRef(ref).source];
  const live = await lookAt(actor, ref, { lookMs });
  if (live === null || account === undefined) return null;
  const events = readableOf(live.events, live.ticket, viewer);
  const unseen = unseenOf(seen, { ticket: live.ticket, events }, (event) => isBy(account, event));
  if (unseen === null) return idsOf(live.events);
  throw new TicketChanged({
    entries: toEventRows(ref, unseen.entries, events),
    changes: unseen.changes,
    seen: seenNow(live.ticket, events),
  });
}

/** The ids of some entries. */
export function idsOf(events: readonly TicketEvent[]): ReadonlySet<string> {
  return new Set(events.map(({ id }) => id));
}

/**
 * How a ticket stands now, as the viewer's own session shows it; `null` where it cannot be read in time.
 * @param options.orService whether a ticket that the source does not show them, though Sightline does, is read as the
 *   service account: never to be shown to them as it comes
 */
export async function lookAt(
  { runtime, viewer, requestId }: Pick<Actor, "runtime" | "viewer" | "requestId">,
  ref: Ref,
  { lookMs = LOOK_MS, orService = false } = {},
): Promise<{ ticket: Ticket; events: TicketEvent[] } | null> {
  const signal = AbortSignal.timeout(lookMs);
  try {
    const live = await readLive({ runtime, viewer, signal }, ref);
    if ("ticket" in live) return live;
    const service = orService ? runtime.services[splitRef(ref).source] : undefined;
    return (await service?.readTicket(ref, { priority: "person", signal })) ?? null;
  } catch (error) {
    if (!isSourceFault(error) && !signal.aborted) throw error;
    const { source } = splitRef(ref);
    const reason = error instanceof Error ? error.name : "unknown";
    log.info({ source, reason, requestId }, "a ticket that is written to cannot be looked at");
    return null;
  }
}

/** Whether an entry is an account's own. A source may name an author that its index does not know as an account. */
export function isBy(account: ViewerAccount, { authorRef, authorName }: TicketEvent): boolean {
  if (authorRef !== null) return authorRef === account.ref;
  return authorName !== null && authorName.toLowerCase() === account.userName.toLowerCase();
}

function seenNow(ticket: Ticket, events: readonly TicketEvent[]): TicketSeen {
  const newest = events.slice(-SEEN_ENTRIES_MAX);
  return {
    entries: newest.map(({ id }) => id),
    from: events.length > newest.length ? (newest[0]?.at ?? null) : null,
    statuses: [ticket.statusLabel],
    assignees: [{ ref: ticket.assigneeRef, name: ticket.assigneeName }],
  };
}
