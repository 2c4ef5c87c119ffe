import { joinCsv, splitCsv } from "@/lib/contracts/csv";
import {
  QUEUE_GROUPINGS,
  RELATIVE_FILTER_NAMES,
  TICKET_GROUPINGS,
  type TicketGrouping,
  type QueueGrouping,
} from "@/lib/contracts/ticket-fields";
import type { Search } from "../keys";

/** As many headings as an address folds. */
const FOLDED_MAX = 60;

// No "use client": pages ask the same questions.

/** By what open tickets are gathered, as a preference tells it; by queue unless it tells another way. */
export function groupingIn(text: string | undefined): QueueGrouping {
  return QUEUE_GROUPINGS.find((one) => one === text) ?? "queue";
}

/** By what a list's rows stand under headings, as an address tells it; `null` where they do not. */
export function headingsIn(text: string | undefined): TicketGrouping | null {
  return TICKET_GROUPINGS.find((one) => one === text) ?? null;
}

/** A list's question with its headings, of which some are folded. */
export function underHeadings(
  search: Search,
  { group, folded = "" }: { group: string | undefined; folded?: string | undefined },
): Search {
  const by = headingsIn(group);
  if (by === null) return search;
  const values = joinCsv([...new Set(splitCsv(folded))].slice(0, FOLDED_MAX));
  return { ...search, group: by, ...(values === "" ? {} : { folded: values }) };
}

/** A question to the list of tickets, with whose days it means where that matters. */
export function inZone(search: Search, zone: string): Search {
  return RELATIVE_FILTER_NAMES.some((name) => search[name]) || search["group"] === "due"
    ? { ...search, zone }
    : search;
}
