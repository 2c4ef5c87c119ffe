import {
  QUEUE_GROUPINGS,
  RELATIVE_FILTER_NAMES,
  type QueueGrouping,
} from "@/lib/contracts/ticket-fields";
import type { Search } from "../keys";

// No "use client": pages ask the same questions.

/** By what open tickets are gathered, as a preference tells it; by queue unless it tells another way. */
export function groupingIn(text: string | undefined): QueueGrouping {
  return QUEUE_GROUPINGS.find((one) => one === text) ?? "queue";
}

/** A question to the list of tickets, with whose days it means where that matters. */
export function inZone(search: Search, zone: string): Search {
  return RELATIVE_FILTER_NAMES.some((name) => search[name]) ? { ...search, zone } : search;
}
