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
import { readLive, readableOf, toEventRow } from "./read-ticket";

/** A system that takes longer to show a ticket must not keep its people from writing. */
const LOOK_MS = 5_000;

/**
 * Holds a comment whose author has not seen how the ticket stands now, as their own session shows it. A ticket that
 * cannot be read in time holds nothing. Throws {@link TicketChanged} with what is new to them.
 */
export async function requireSeen(
  actor: Pick<Actor, "runtime" | "viewer" | "requestId">,
  ref: Ref,
  seen: TicketSeen,
  { lookMs = LOOK_MS } = {},
): Promise<void> {
  const { viewer } = actor;
  const account = viewer.accounts[splitRef(ref).source];
  const live = await look(actor, ref, lookMs);
  if (live === null || account === undefined) return;
  const events = readableOf(live.events, live.ticket, viewer);
  const unseen = unseenOf(seen, { ticket: live.ticket, events }, (event) => isBy(account, event));
  if (unseen === null) return;
  throw new TicketChanged({
    entries: unseen.entries.map(toEventRow),
    changes: unseen.changes,
    seen: seenNow(live.ticket, events),
  });
}

async function look(
  { runtime, viewer, requestId }: Pick<Actor, "runtime" | "viewer" | "requestId">,
  ref: Ref,
  lookMs: number,
): Promise<{ ticket: Ticket; events: TicketEvent[] } | null> {
  const signal = AbortSignal.timeout(lookMs);
  try {
    const live = await readLive({ runtime, viewer, signal }, ref);
    return "ticket" in live ? live : null;
  } catch (error) {
    if (!isSourceFault(error) && !signal.aborted) throw error;
    const { source } = splitRef(ref);
    const reason = error instanceof Error ? error.name : "unknown";
    log.info({ source, reason, requestId }, "a comment goes out without a look at its ticket");
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
