import type { Coverage, DriftState } from "@/lib/domain/coverage";
import { joinCsv } from "./csv";

// Free of zod, because the browser reads these too.

/** What coverage is told by. The names are the list's own filters. */
export const COVERAGE_DIVISIONS = ["site", "kind", "department"] as const;
export type CoverageDivision = (typeof COVERAGE_DIVISIONS)[number];

/** One number of the coverage page. */
export interface CoverageNumber {
  coverage?: Coverage;
  drift?: DriftState;
  /** Only within this site, kind or department; `none` where it is not told. */
  within?: { division: CoverageDivision; value: string } | undefined;
}

/** The question to the list of devices that finds exactly the rows that a number counts. */
export function coverageFilter({
  coverage,
  drift,
  within,
}: CoverageNumber): Record<string, string> {
  return {
    ...(coverage === undefined ? {} : { coverage }),
    ...(drift === undefined ? {} : { drift }),
    ...(within === undefined ? {} : { [within.division]: joinCsv([within.value]) }),
  };
}

/** The question to the list of nodes that finds those which answer and are none of KACE's machines. */
export const LOOSE_NODES_FILTER = { status: "Answers", used: "none" } as const;
