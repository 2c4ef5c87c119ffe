import { SEEN_ENTRIES_MAX } from "@/lib/contracts/ticket-fields";
import type { TicketSeen } from "@/lib/contracts/ticket-seen";
import type { TicketDetail } from "@/lib/contracts/tickets";

type Shown = Pick<
  TicketDetail,
  "events" | "conversation" | "updatedAt" | "statusLabel" | "assigneeRef" | "assigneeName"
>;

/**
 * What the reader of a page has seen of its ticket.
 * @param stored as it was read, with its conversation oldest first
 * @param pending the same with the reader's own acts on their way already done
 */
export function toSeen(stored: Shown, pending: Shown): TicketSeen {
  const newest = stored.events.slice(-SEEN_ENTRIES_MAX);
  return {
    entries: newest.map(({ id }) => id),
    from: seenFrom(stored, newest[0]?.at),
    statuses: [...new Set([stored.statusLabel, pending.statusLabel])],
    assignees: [stored, pending].map((one) => ({ ref: one.assigneeRef, name: one.assigneeName })),
  };
}

/** Of a conversation that is not there, nobody has seen anything; but only what came since then is news. */
function seenFrom(stored: Shown, oldestNamedAt: string | undefined): string | null {
  if (stored.conversation.state === "missing") return stored.updatedAt;
  return stored.events.length > SEEN_ENTRIES_MAX ? (oldestNamedAt ?? null) : null;
}

/** Everything that either of two knows. `known` may name more than the page shows yet. */
export function mergeSeen(page: TicketSeen, known: TicketSeen | null): TicketSeen {
  if (known === null) return page;
  const entries = [...new Set([...page.entries, ...known.entries])];
  return {
    entries: entries.slice(-SEEN_ENTRIES_MAX),
    from: laterOf(page.from, known.from),
    statuses: [...new Set([...page.statuses, ...known.statuses])],
    assignees: [...page.assignees, ...known.assignees],
  };
}

function laterOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
