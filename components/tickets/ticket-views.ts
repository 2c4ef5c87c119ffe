import {
  TICKET_VIEW_FLAGS,
  TICKET_VIEW_IDS,
  type TicketViewId,
} from "@/lib/contracts/ticket-fields";
import { TICKET_AGES } from "@/lib/domain/ticket";

export const VIEW_LABELS = {
  open: "Open",
  mine: "Mine",
  unassigned: "Unassigned",
  overdue: "Overdue",
  approval: "Awaits approval",
  all: "All",
} as const satisfies Record<TicketViewId, string>;

/** Why a view without any other filter is empty. */
export const VIEW_EMPTY = {
  open: "No ticket is open. All that was asked for is done.",
  mine: "No open ticket is assigned to you.",
  unassigned: "Every open ticket has somebody.",
  overdue: "Nothing is late.",
  approval: "No open ticket waits for an approval.",
  all: "There is no ticket that you may see.",
} as const satisfies Record<TicketViewId, string>;

const flagsOf = (id: TicketViewId): readonly string[] => TICKET_VIEW_FLAGS[id];

/**
 * Which view the address's flags stand for, and which flags narrow it further. Of several views that fit, the one that
 * says most wins.
 */
export function readView(flags: readonly string[]): { view: TicketViewId; more: string[] } {
  // Late means open; saying both says no more.
  const told = flags.includes("overdue") ? flags.filter((flag) => flag !== "open") : flags;
  const fitting = TICKET_VIEW_IDS.filter((id) => flagsOf(id).every((flag) => told.includes(flag)));
  const view = fitting.reduce<TicketViewId>(
    (best, id) => (flagsOf(id).length > flagsOf(best).length ? id : best),
    "all",
  );
  return { view, more: told.filter((flag) => !flagsOf(view).includes(flag)) };
}

/** The flags of a view that is narrowed further. */
export function writeView(view: TicketViewId, more: readonly string[]): string[] {
  return [...new Set([...flagsOf(view), ...more])];
}

interface AgeSpan {
  minAgeDays: string | null;
  maxAgeDays: string | null;
}

/** The ages that a span of days covers whole; a span that cuts through one stands as itself: `5-12`, `5-`. */
export function readAges({ minAgeDays, maxAgeDays }: AgeSpan): string[] {
  if (minAgeDays === null && maxAgeDays === null) return [];
  const from = Number(minAgeDays ?? 0);
  const below = maxAgeDays === null ? null : Number(maxAgeDays);
  const starts = TICKET_AGES.some((age) => age.minAgeDays === from);
  const ends = TICKET_AGES.some((age) => age.maxAgeDays === below);
  if (!starts || !ends) return [`${from}-${below ?? ""}`];
  return TICKET_AGES.filter(
    (age) =>
      age.minAgeDays >= from &&
      (below === null || (age.maxAgeDays !== null && age.maxAgeDays <= below)),
  ).map((age) => age.key);
}

/** The span from the youngest to the oldest of some ages; none is no bound. */
export function writeAges(keys: readonly string[]): AgeSpan {
  const spans = keys.flatMap((key) => {
    const match = /^(\d+)-(\d*)$/.exec(key);
    if (match === null) return [];
    const [, from = "0", below = ""] = match;
    return [{ from: Number(from), below: below === "" ? Number.POSITIVE_INFINITY : Number(below) }];
  });
  if (spans.length === 0) return { minAgeDays: null, maxAgeDays: null };
  const from = Math.min(...spans.map((span) => span.from));
  const below = Math.max(...spans.map((span) => span.below));
  return {
    minAgeDays: from === 0 ? null : String(from),
    maxAgeDays: Number.isFinite(below) ? String(below) : null,
  };
}

/** A span's words: `3 to 7 days`, `5 days or more`. */
export function sayAge(key: string): string {
  const known = TICKET_AGES.find((age) => age.key === key);
  if (known) return known.label;
  const [from = "", below = ""] = key.split("-");
  return below === "" ? `${from} days or more` : `${from} to ${below} days`;
}
