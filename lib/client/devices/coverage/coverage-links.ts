import { coverageFilter, type CoverageNumber } from "@/lib/contracts/coverage-filter";

/** The list that holds exactly the devices that a number counts. */
export function coverageHref(number: CoverageNumber): string {
  const search = new URLSearchParams(coverageFilter(number)).toString();
  return search === "" ? "/devices" : `/devices?${search}`;
}
