import type { GridGroup } from "@/components/grid/group-layout";
import { NO_GROUP, OTHER_GROUP, type TicketGrouping } from "@/lib/contracts/ticket-fields";
import type { DueGroup } from "@/lib/domain/due-groups";
import { NO_PRIORITY } from "@/lib/format/displays";
import { FACET_WORDS } from "./ticket-facets";
import { sayAge } from "./ticket-views";

/** By what rows can stand under headings, in words. */
export const GROUPING_LABELS = {
  queue: "Queue",
  assignee: "Assignee",
  priority: "Priority",
  status: "Status",
  kind: "Kind",
  source: "System",
  requester: "Requester",
  category: "Category",
  due: "Due",
  age: "Age",
} as const satisfies Record<TicketGrouping, string>;

const NOTHING_WORDS: Partial<Record<TicketGrouping, string>> = {
  queue: "No queue",
  assignee: "Nobody",
  requester: "Nobody",
  category: "No category",
  priority: NO_PRIORITY.label,
  due: "No due date",
};

const DUE_WORDS: Readonly<Record<string, string>> = {
  overdue: "Overdue",
  today: "Today",
  week: "This week",
  later: "Later",
  closed: "Closed",
} satisfies Record<DueGroup, string>;

/** A heading with the words that people know its tickets by. */
export function nameHeading(by: TicketGrouping, group: GridGroup): GridGroup {
  return { ...group, label: sayHeading(by, group) };
}

function sayHeading(by: TicketGrouping, { value, label }: GridGroup): string {
  if (value === OTHER_GROUP) return "All others";
  if (value === NO_GROUP) return NOTHING_WORDS[by] ?? "None";
  switch (by) {
    case "age":
      return sayAge(value).replace(/^./, (first) => first.toUpperCase());
    case "due":
      return DUE_WORDS[value] ?? label;
    case "source":
    case "kind":
    case "status":
    case "priority": {
      const words: Readonly<Record<string, string>> = FACET_WORDS[by];
      return words[value] ?? label;
    }
    default:
      return label;
  }
}
