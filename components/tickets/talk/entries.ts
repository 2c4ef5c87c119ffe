import type { TicketEventRow } from "@/lib/contracts/tickets";
import type { TicketEventKind } from "@/lib/domain/ticket";

/** Which entries of a conversation are shown. */
export const SHOWN_ENTRIES = ["all", "comments", "work", "changes"] as const;
export type ShownEntries = (typeof SHOWN_ENTRIES)[number];

export const SHOWN_LABELS = {
  all: "All",
  comments: "Comments",
  work: "Work",
  changes: "Changes",
} as const satisfies Record<ShownEntries, string>;

const GROUP_OF = {
  comment: "comments",
  internal: "comments",
  work: "work",
  change: "changes",
} as const satisfies Record<TicketEventKind, ShownEntries>;

/** A word of an address or a cookie as a choice, or `null`. */
export function parseShown(word: string): ShownEntries | null {
  return SHOWN_ENTRIES.find((one) => one === word) ?? null;
}

/** How many entries each choice shows. */
export function countShown(events: readonly TicketEventRow[]): Record<ShownEntries, number> {
  const counts = { all: events.length, comments: 0, work: 0, changes: 0 };
  for (const { kind } of events) counts[GROUP_OF[kind]] += 1;
  return counts;
}

/** The entries that a choice shows, in their order. */
export function entriesShown(
  events: readonly TicketEventRow[],
  shown: ShownEntries,
): readonly TicketEventRow[] {
  return shown === "all" ? events : events.filter(({ kind }) => GROUP_OF[kind] === shown);
}

/** So many of the newest entries stand open; older ones are folded until they are asked for, so many at a time. */
export const OPEN_ENTRIES = 100;
const MORE_ENTRIES = 400;

/** How many of the newest entries are open after older ones were asked for once more. */
export function openedMore(open: number): number {
  return open + MORE_ENTRIES;
}

/** How many of the newest entries must be open for one of them to stand there. */
export function openFor(events: readonly TicketEventRow[], id: string | null): number {
  const at = id === null ? -1 : events.findIndex((event) => event.id === id);
  return at < 0 ? OPEN_ENTRIES : Math.max(OPEN_ENTRIES, events.length - at);
}

/** Minutes of all work entries. */
export function totalMinutes(events: readonly TicketEventRow[]): number {
  return events.reduce((sum, { kind, minutes }) => sum + (kind === "work" ? (minutes ?? 0) : 0), 0);
}

const ANCHOR = "entry-";

/** Where an entry stands on its page. */
export const anchorOf = (id: string) => `${ANCHOR}${id}`;

/** The entry that an address leads to, by its part behind `#`; `null` for none. */
export function entryInHash(hash: string): string | null {
  const text = hash.replace(/^#/, "");
  if (!text.startsWith(ANCHOR)) return null;
  try {
    return decodeURIComponent(text.slice(ANCHOR.length));
  } catch {
    return null;
  }
}
