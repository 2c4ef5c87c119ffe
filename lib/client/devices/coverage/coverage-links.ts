import {
  LOOSE_NODES_FILTER,
  coverageFilter,
  type CoverageNumber,
} from "@/lib/contracts/coverage-filter";

/** The list that holds exactly the devices that a number counts. */
export function coverageHref(number: CoverageNumber): string {
  const search = new URLSearchParams(coverageFilter(number)).toString();
  return search === "" ? "/devices" : `/devices?${search}`;
}

/** The list of exactly the nodes that answer and are no machine of KACE. */
export const looseNodesHref = `/devices/nodes?${new URLSearchParams(LOOSE_NODES_FILTER)}`;
