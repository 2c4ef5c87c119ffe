import "server-only";
import type { CoverageResult } from "@/lib/contracts/coverage";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import { readCoverageWeeks } from "@/lib/server/store/coverage-days-repo";
import { readCoverage as readStored } from "@/lib/server/store/read/coverage";

/** Where the devices that the viewer sees stand, and how the systems drifted apart on them. */
export async function readCoverage({
  runtime,
  viewer,
}: Pick<Actor, "runtime" | "viewer">): Promise<CoverageResult> {
  const { db } = runtime.store;
  const visibility = visibilityOf(viewer);
  const seesAll = visibility.kace === "all" && visibility.sysaid === "all";
  const [counts, trend, sources] = await Promise.all([
    readStored(db, visibility),
    seesAll ? readCoverageWeeks(db, new Date().toISOString()) : null,
    readSourceStatesFor(runtime, viewer),
  ]);
  return { ...counts, trend, sources };
}
