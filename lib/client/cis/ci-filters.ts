import type { ListCisQuery } from "@/lib/contracts/cis";

/** What narrows the list of CIs, as its address spells it. No "use client": the page reads it too. */
export const CI_FILTERS = [
  "ciClass",
  "type",
  "status",
  "site",
] as const satisfies readonly (keyof ListCisQuery)[];
