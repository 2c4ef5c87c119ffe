import type { KeptView } from "@/lib/contracts/ticket-views";
import {
  TICKET_VIEW_FILTERS,
  TICKET_VIEW_IDS,
  type QueueGrouping,
  type TicketViewId,
} from "@/lib/contracts/ticket-fields";
import { TICKET_AGES } from "@/lib/domain/ticket";

export const VIEW_LABELS = {
  open: "Open",
  mine: "Mine",
  unassigned: "Unassigned",
  overdue: "Overdue",
  dueWithinHour: "Due within the hour",
  waiting: "Waiting",
  new: "New since I looked",
  myApproval: "Waiting for my approval",
  approval: "Awaits approval",
  all: "All",
} as const satisfies Record<TicketViewId, string>;

/** Why a view without any other filter is empty. */
export const VIEW_EMPTY = {
  open: "No ticket is open. All that was asked for is done.",
  mine: "No open ticket is assigned to you.",
  unassigned: "Every open ticket has somebody.",
  overdue: "Nothing is late.",
  dueWithinHour: "Nothing is due within the hour.",
  waiting: "No ticket waits for anything.",
  new: "Nothing came since you looked.",
  myApproval: "Nothing waits for your decision.",
  approval: "No open ticket waits for an approval.",
  all: "There is no ticket that you may see.",
} as const satisfies Record<TicketViewId, string>;

/** Something that the sidebar opens: a ready-made view, open tickets of one group, person, priority or status, or a list that somebody keeps. */
export type Queue =
  | { kind: "view"; id: TicketViewId }
  | { kind: "group"; by: QueueGrouping; value: string }
  | { kind: "kept"; view: Pick<KeptView, "id" | "search"> };

type Search = Readonly<Record<string, string>>;

/** What a queue is asked by, as the list's address spells it. */
export function searchOf(queue: Queue): Search {
  switch (queue.kind) {
    case "kept":
      return queue.view.search;
    case "group":
      return { flag: "open", [queue.by]: queue.value };
    case "view": {
      const { flag, status } = filtersOf(queue.id);
      return {
        ...(flag.length === 0 ? {} : { flag: flag.join(",") }),
        ...(status.length === 0 ? {} : { status: status.join(",") }),
      };
    }
  }
}

/** What the address calls `view` for a queue: a kept one's id; `all` where nothing else would stand there. */
export function markOf(queue: Queue): string | null {
  if (queue.kind === "kept") return queue.view.id;
  return queue.kind === "view" && queue.id === "all" ? "all" : null;
}

/** The id of the kept view that an address names, or `null`: ready-made views go by their filters. */
export function keptIdIn(mark: string | null): string | null {
  return mark !== null && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(mark) ? mark : null;
}

/** One word for the queue that a list's filters stand for, whatever narrows it further. Two equal words are one queue. */
export function queueKey(queue: Queue): string {
  switch (queue.kind) {
    case "kept":
      return `kept:${queue.view.id}`;
    case "group":
      return `group:${queue.by}:${queue.value}`;
    case "view":
      return `view:${queue.id}`;
  }
}

/**
 * The {@link queueKey} of what is shown. A kept view wins; a group says more than "open" does.
 * @param by what groups are shown
 */
export function currentKey(
  values: Readonly<Record<string, readonly string[]>>,
  keptId: string | null,
  by: QueueGrouping = "queue",
): string {
  if (keptId !== null) return `kept:${keptId}`;
  const flags = values["flag"] ?? [];
  const [value, other] = values[by] ?? [];
  if (value !== undefined && other === undefined && flags.join() === "open") {
    return queueKey({ kind: "group", by, value });
  }
  return queueKey({ kind: "view", id: readView(flags, values["status"]).view });
}

/** Whether two searches ask the same. */
export function sameSearch(a: Search, b: Search): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => (a[name] ?? "") === (b[name] ?? ""));
}

interface ViewFilters {
  flag: readonly string[];
  status: readonly string[];
}

function filtersOf(id: TicketViewId): ViewFilters {
  return { status: [], ...TICKET_VIEW_FILTERS[id] };
}

const IMPLY_OPEN = ["overdue", "dueWithinHour"];

/**
 * Which view the address's flags stand for, and which flags narrow it further. Of several views that fit, the one that
 * says most wins. A view by status is meant only where nothing else is said of it.
 */
export function readView(
  flags: readonly string[],
  status: readonly string[] = [],
): { view: TicketViewId; more: string[] } {
  // Late means open; saying both says no more.
  const told = flags.some((flag) => IMPLY_OPEN.includes(flag))
    ? flags.filter((flag) => flag !== "open")
    : flags;
  const fits = (id: TicketViewId) => {
    const view = filtersOf(id);
    if (view.status.length > 0 && view.status.join() !== status.join()) return false;
    return view.flag.every((flag) => told.includes(flag));
  };
  const weight = (id: TicketViewId) => filtersOf(id).flag.length + filtersOf(id).status.length;
  const view = TICKET_VIEW_IDS.filter(fits).reduce<TicketViewId>(
    (best, id) => (weight(id) > weight(best) ? id : best),
    "all",
  );
  return { view, more: told.filter((flag) => !filtersOf(view).flag.includes(flag)) };
}

/** The flags of a view that is narrowed further. */
export function writeView(view: TicketViewId, more: readonly string[]): string[] {
  return [...new Set([...filtersOf(view).flag, ...more])];
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
