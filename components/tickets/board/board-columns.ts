import type { Search } from "@/lib/client/keys";
import type { TicketFlag } from "@/lib/contracts/ticket-fields";
import { STATUS_KINDS, type StatusKind } from "@/lib/domain/ticket";
import { STATUS_DISPLAYS } from "@/lib/format/displays";

/** One column of the board: the tickets of a list that stand in one kind of status. */
export interface BoardColumnDef {
  kind: StatusKind;
  label: string;
  /** The list's request for it; `null` where the list itself leaves all of them out. */
  search: Search | null;
  /** Why there is nothing, in words. */
  empty: string;
}

/** Flags of lists that hold open tickets alone. */
const OPEN_FLAGS: readonly TicketFlag[] = ["open", "overdue", "dueSoon", "dueWithinHour"];
/** Without a filter of its own, what was closed long ago is not on anybody's desk. */
const CLOSED_SPAN = "last7";

/**
 * The columns that a list has as a board. A list of some statuses has those; what is closed is shown of the last days, unless
 * the list says which.
 * @param search the list's request, with `zone`
 */
export function boardColumns(search: Search, zone: string): BoardColumnDef[] {
  const told = search["status"]?.split(",") ?? [];
  const kinds =
    told.length === 0 ? STATUS_KINDS : STATUS_KINDS.filter((kind) => told.includes(kind));
  return kinds.map((kind) => columnOf(kind, search, zone));
}

function columnOf(kind: StatusKind, search: Search, zone: string): BoardColumnDef {
  const { label } = STATUS_DISPLAYS[kind];
  const asked = { ...search, status: kind };
  if (kind !== "closed") return { kind, label, search: asked, empty: "No ticket stands here." };
  const flags = search["flag"]?.split(",") ?? [];
  if (OPEN_FLAGS.some((flag) => flags.includes(flag))) {
    return {
      kind,
      label,
      search: null,
      empty: "This list holds open tickets alone. What is moved here leaves it.",
    };
  }
  if (search["closed"] || search["closedFrom"] || search["closedBefore"] || search["where"]) {
    return { kind, label, search: asked, empty: "No closed ticket stands here." };
  }
  return {
    kind,
    label: `${label}, last 7 days`,
    search: { ...asked, closed: CLOSED_SPAN, zone },
    empty: "Nothing was closed in the last 7 days.",
  };
}
