import "server-only";
import type { HomeResult } from "@/lib/contracts/metrics";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import { readChanges } from "@/lib/server/store/read/history";
import { readMetrics } from "@/lib/server/store/read/metrics";
import { readMine } from "@/lib/server/store/read/people";
import { toChangeRow } from "./change-words";
import { withLinks } from "./metric-links";

const CHANGES_MAX = 12;

/** What somebody looks at first: what is theirs, what is late, what changed, how both systems are. */
export async function readHome(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  { days }: { days: number },
): Promise<HomeResult> {
  const { db } = runtime.store;
  const visibility = visibilityOf(viewer);
  const [metrics, mine, changes, sources] = await Promise.all([
    readMetrics(db, visibility, { days }),
    readMine(db, visibility),
    readChanges(db, visibility, CHANGES_MAX),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { metrics: withLinks(metrics), mine, changes: changes.map(toChangeRow), sources };
}
