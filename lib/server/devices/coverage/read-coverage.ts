import "server-only";
import type { CoverageResult } from "@/lib/contracts/coverage";
import { LOOSE_NODES_FILTER } from "@/lib/contracts/coverage-filter";
import { visibilityOf, type Visibility } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import { readCoverageWeeks } from "@/lib/server/store/coverage-days-repo";
import type { Db } from "@/lib/server/store/db";
import { readCoverage as readStored } from "@/lib/server/store/read/coverage";
import { listItems } from "@/lib/server/store/read/inventory-items";

/** Where the devices that the viewer sees stand, and how the systems drifted apart on them. */
export async function readCoverage({
  runtime,
  viewer,
}: Pick<Actor, "runtime" | "viewer">): Promise<CoverageResult> {
  const { db } = runtime.store;
  const visibility = visibilityOf(viewer);
  const seesAll = visibility.kace === "all" && visibility.sysaid === "all";
  const [counts, looseNodes, trend, sources] = await Promise.all([
    readStored(db, visibility),
    countLooseNodes(db, visibility),
    seesAll ? readCoverageWeeks(db, new Date().toISOString()) : null,
    readSourceStatesFor(runtime, viewer),
  ]);
  return { ...counts, looseNodes, trend, sources };
}

/** Nodes that answer and are none of KACE's machines; `null` for who does not see all of KACE. */
export async function countLooseNodes(db: Db, visibility: Visibility): Promise<number | null> {
  if (visibility.kace !== "all") return null;
  const { status, used } = LOOSE_NODES_FILTER;
  const filter = { status: [status], used: [used], limit: 1, offset: 0 };
  return (await listItems(db, visibility, "node", filter)).total;
}
