import type { FacetDef, FacetOption } from "@/components/grid/facet-filter";
import type { Facets } from "@/lib/contracts/list";
import type { TicketFlag } from "@/lib/contracts/ticket-fields";
import { DUE_DAYS, PAST_DAYS } from "@/lib/domain/relative-days";
import { TICKET_AGES } from "@/lib/domain/ticket";
import { formatDay } from "@/lib/format/dates";
import {
  NO_PRIORITY,
  PRIORITY_DISPLAYS,
  STATUS_DISPLAYS,
  TICKET_KIND_LABELS,
} from "@/lib/format/displays";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { OLDER_OFFERED, sayDays } from "./ticket-days";
import { sayAge } from "./ticket-views";

type Words = Readonly<Record<string, string>>;
type Picked = Readonly<Record<string, readonly string[]>>;

const labelsOf = (displays: Readonly<Record<string, { label: string }>>): Words =>
  Object.fromEntries(Object.entries(displays).map(([value, { label }]) => [value, label]));

/** What the values of filters are called, where both systems have the same few. */
export const FACET_WORDS = {
  source: labelsOf(SOURCE_LABELS),
  kind: TICKET_KIND_LABELS,
  status: labelsOf(STATUS_DISPLAYS),
  priority: { ...labelsOf(PRIORITY_DISPLAYS), none: NO_PRIORITY.label },
  queue: {},
  assignee: {},
  requester: {},
} as const satisfies Readonly<Record<string, Words>>;

export const FLAG_LABELS = {
  mine: "Assigned to me",
  requested: "Asked for by me",
  unassigned: "Unassigned",
  overdue: "Overdue",
  dueSoon: "Due within a day",
  dueWithinHour: "Due within the hour",
  newSince: "New since I looked",
  open: "Open",
  team: "My team's",
  awaitsApproval: "Awaits approval",
  awaitsMyApproval: "Waiting for my approval",
} as const satisfies Record<TicketFlag, string>;

/** The narrowing flags that are offered; the others come only by links. */
const OFFERED_FLAGS: readonly string[] = ["requested", "team", "dueSoon"];

const DATES = [
  ["due", "Due"],
  ["created", "Created"],
  ["updated", "Updated"],
  ["closed", "Closed"],
] as const;

/** Filters that only links from elsewhere set; they show while they are set. */
const LINKED = [
  ["person", "Person"],
  ["device", "Device"],
  ["ci", "CI"],
  ["createdFrom", "Created from"],
  ["createdBefore", "Created before"],
  ["closedFrom", "Closed from"],
  ["closedBefore", "Closed before"],
] as const;

/** The filters of the queue as chips, with their counts. `names` holds what refs are called, as far as rows tell. */
export function toTicketFacets(
  facets: Facets | undefined,
  picked: Picked,
  names: ReadonlyMap<string, string>,
): FacetDef[] {
  const counted = (id: keyof typeof FACET_WORDS, label: string): FacetDef => ({
    id,
    label,
    options:
      facets === undefined ? undefined : named(inWords(facets[id], FACET_WORDS[id]), picked[id]),
  });
  const named = (options: FacetOption[], values: readonly string[] = []): FacetOption[] => [
    ...options,
    ...values
      .filter((value) => options.every((option) => option.value !== value))
      .map((value) => ({ value, label: names.get(value) ?? sayRef(value), count: null })),
  ];
  return [
    counted("source", "In"),
    counted("status", "Status"),
    counted("priority", "Priority"),
    counted("queue", "Queue"),
    counted("assignee", "Assignee"),
    counted("requester", "Requester"),
    counted("kind", "Kind"),
    { id: "age", label: "Age", options: ageOptions(facets?.["age"], picked["age"]) },
    { id: "flag", label: "Only", options: flagOptions(picked["flag"]) },
    ...DATES.map(([id, label]): FacetDef => ({ id, label, options: dateOptions(id, picked[id]) })),
    ...LINKED.flatMap(([id, label]): FacetDef[] => {
      const values = picked[id] ?? [];
      const say = (value: string) => names.get(value) ?? sayValue(value);
      const options = values.map((value) => ({ value, label: say(value), count: null }));
      return values.length === 0 ? [] : [{ id, label, options }];
    }),
  ];
}

function inWords(options: readonly FacetOption[] | undefined, words: Words): FacetOption[] {
  return (options ?? []).map((one) => ({ ...one, label: words[one.value] ?? one.label }));
}

/** Ages stand in their own order, not by count. */
function ageOptions(
  counts: readonly FacetOption[] | undefined,
  picked: readonly string[] = [],
): FacetOption[] | undefined {
  if (counts === undefined) return undefined;
  const other = picked.filter((key) => TICKET_AGES.every((age) => age.key !== key));
  return [
    ...other.map((key) => ({ value: key, label: sayAge(key), count: null })),
    ...TICKET_AGES.map(({ key, label }) => ({
      value: key,
      label: label.replace(/^./, (first) => first.toUpperCase()),
      count: counts.find((one) => one.value === key)?.count ?? 0,
    })),
  ];
}

function flagOptions(picked: readonly string[] = []): FacetOption[] {
  return Object.entries(FLAG_LABELS)
    .filter(([value]) => OFFERED_FLAGS.includes(value) || picked.includes(value))
    .map(([value, label]) => ({ value, label, count: null }));
}

function dateOptions(id: (typeof DATES)[number][0], picked: readonly string[] = []): FacetOption[] {
  const offered: readonly string[] = id === "due" ? DUE_DAYS : [...PAST_DAYS, ...OLDER_OFFERED];
  const others = picked.filter((key) => !offered.includes(key));
  return [...offered, ...others].map((value) => ({ value, label: sayDays(value), count: null }));
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function sayValue(value: string): string {
  return DAY.test(value) ? `${formatDay(value, "en-GB")} ${value.slice(0, 4)}` : sayRef(value);
}

/** A ref whose name no row tells: `KACE 12`. */
export function sayRef(ref: string): string {
  const [source = "", , ...id] = ref.split(":");
  const label = source === "kace" || source === "sysaid" ? SOURCE_LABELS[source].label : source;
  return `${label} ${id.join(":")}`.trim();
}
