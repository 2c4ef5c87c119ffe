import type { AskedColumn } from "@/components/grid/condition-words";
import type { Facets } from "@/lib/contracts/list";
import {
  TICKET_CONDITION_COLUMNS,
  type TicketConditionColumn,
} from "@/lib/contracts/ticket-condition-fields";
import {
  nameOfFound,
  type FoundKind,
  type RecordFinder,
} from "@/lib/client/tickets/use-record-finder";
import { readConditions } from "@/lib/domain/condition-text";
import { conditionsIn } from "@/lib/domain/conditions";
import { FACET_WORDS, FLAG_LABELS, sayRef } from "./ticket-facets";

const HEADERS = {
  title: "Title",
  number: "Number",
  status: "Status",
  statusLabel: "Status in its system",
  priority: "Priority",
  priorityLabel: "Priority in its system",
  queue: "Queue",
  category: "Category",
  assignee: "Assignee",
  requester: "Requester",
  device: "Device",
  ci: "CI",
  source: "System",
  kind: "Kind",
  created: "Created",
  updated: "Updated",
  due: "Due",
  closed: "Closed",
  age: "Age",
  flag: "Ticket",
} as const satisfies Record<TicketConditionColumn, string>;

const EMPTY_WORDS: Partial<Record<TicketConditionColumn, string>> = {
  assignee: "nobody",
  requester: "nobody",
  queue: "none",
  device: "none",
  ci: "none",
};

/**
 * The columns of the list as conditions ask them, with what can be picked.
 * @param facets counts under the list's other filters
 * @param names what refs are called, as far as rows tell
 * @param finders what looks devices and CIs up
 */
export function toAskedColumns(
  text: string,
  facets: Facets | undefined,
  names: ReadonlyMap<string, string>,
  finders: Readonly<Record<FoundKind, RecordFinder>>,
): AskedColumn[] {
  const asked = conditionsIn(
    readConditions(text, TICKET_CONDITION_COLUMNS).tree ?? { join: "all", parts: [] },
  );
  return TICKET_CONDITION_COLUMNS.map((column): AskedColumn => {
    const emptyWord = EMPTY_WORDS[column.id];
    const used = asked.flatMap((one) => (one.column === column.id ? one.values : []));
    return {
      ...column,
      header: HEADERS[column.id],
      ...(emptyWord === undefined ? {} : { emptyWord }),
      ...optionsOf(column, { facets, names, used, finders }),
    };
  });
}

interface Known {
  facets: Facets | undefined;
  names: ReadonlyMap<string, string>;
  /** Values that the conditions hold now. */
  used: readonly string[];
  finders: Readonly<Record<FoundKind, RecordFinder>>;
}

function optionsOf(
  column: (typeof TICKET_CONDITION_COLUMNS)[number],
  { facets, names, used, finders }: Known,
): Pick<AskedColumn, "options" | "finder"> {
  const counted = facets?.[column.id];
  const countOf = (value: string) => counted?.find((one) => one.value === value)?.count ?? null;
  switch (column.id) {
    case "flag":
      return {
        options: column.values.map((value) => ({
          value,
          label: FLAG_LABELS[value].toLowerCase(),
          count: null,
        })),
      };
    case "source":
    case "kind":
    case "status":
    case "priority": {
      const words: Readonly<Record<string, string>> = FACET_WORDS[column.id];
      return {
        options: column.values.map((value) => ({
          value,
          label: words[value] ?? value,
          count: countOf(value),
        })),
      };
    }
    case "queue":
    case "assignee":
    case "requester": {
      const known = counted ?? [];
      const others = used.filter((value) => known.every((one) => one.value !== value));
      const isComing = facets === undefined && used.length === 0;
      return {
        options: isComing
          ? undefined
          : [
              ...known,
              ...others.map((value) => ({
                value,
                label: names.get(value) ?? sayRef(value),
                count: null,
              })),
            ],
      };
    }
    case "device":
    case "ci": {
      const { found, find } = finders[column.id];
      const nameOf = (ref: string) => names.get(ref) ?? nameOfFound(ref) ?? sayRef(ref);
      const of = (value: string) => ({ value, label: nameOf(value), count: null });
      const options = found && [...new Set([...used, ...found.map(({ id }) => id)])].map(of);
      return { options, finder: { find, nameOf } };
    }
    default:
      return {};
  }
}
