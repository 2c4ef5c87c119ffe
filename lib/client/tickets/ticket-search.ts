import { RELATIVE_FILTER_NAMES } from "@/lib/contracts/ticket-fields";
import type { Search } from "../keys";

// No "use client": pages ask the same questions.

/** A question to the list of tickets, with whose days it means where that matters. */
export function inZone(search: Search, zone: string): Search {
  return RELATIVE_FILTER_NAMES.some((name) => search[name]) ? { ...search, zone } : search;
}
