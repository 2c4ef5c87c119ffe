import type { ListArchivedQuery } from "@/lib/contracts/archived";
import { deviceKeys, toSearchString, type Search } from "../../keys";

// No "use client": the page that prefetches reads these too.

/** What narrows the list of archived devices, as its address spells it. */
export const ARCHIVED_FILTERS = [
  "state",
  "reason",
  "site",
  "sysaid",
] as const satisfies readonly (keyof ListArchivedQuery)[];

/** Any change of a device makes them old. */
export const archivedKeys = {
  list: (search: Search) =>
    [...deviceKeys.all, "archived", "list", toSearchString(search)] as const,
  facets: (search: Search) =>
    [...deviceKeys.all, "archived", "facets", toSearchString(search)] as const,
};
