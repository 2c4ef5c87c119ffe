import { z } from "zod";
import { DRIFT_STATES } from "@/lib/domain/coverage";
import { SourceStatesSchema } from "./list";

const count = z.number().int();

/** Devices by where they stand, and by how the systems drifted apart on them; one may be in several of those states. */
export const CoverageCounts = z.object({
  total: count,
  both: count,
  kace: count,
  sysaid: count,
  drift: z.record(z.enum(DRIFT_STATES), count),
});
export type CoverageCounts = z.infer<typeof CoverageCounts>;

/** The devices of one site, kind or department; `none` where it is not told. */
export const CoverageRow = CoverageCounts.extend({ value: z.string() });
export type CoverageRow = z.infer<typeof CoverageRow>;

/** The last day of a week that is known. `drift` is null where only the records' own dates tell of it. */
export const CoverageWeek = z.object({
  day: z.string(),
  both: count,
  kace: count,
  sysaid: count,
  drift: z.record(z.enum(DRIFT_STATES), count).nullable(),
});
export type CoverageWeek = z.infer<typeof CoverageWeek>;

export const CoverageResult = z.object({
  all: CoverageCounts,
  divisions: z.object({
    site: z.array(CoverageRow),
    kind: z.array(CoverageRow),
    department: z.array(CoverageRow),
  }),
  /** Nodes that answer on the network and are none of KACE's machines; null for who does not see all of KACE. */
  looseNodes: count.nullable(),
  /**
   * Oldest first. Null for somebody who does not see every device of both systems: days are counted over
   * everything. `measuredFrom`: the first day that was counted, before it the records' dates tell.
   */
  trend: z.object({ weeks: z.array(CoverageWeek), measuredFrom: z.string().nullable() }).nullable(),
  sources: SourceStatesSchema,
});
export type CoverageResult = z.infer<typeof CoverageResult>;
