import "server-only";
import type { WallResult } from "@/lib/contracts/metrics";
import { hashToken } from "@/lib/server/auth/seal";
import { NotFound } from "@/lib/server/failures";
import { readSourceStates } from "@/lib/server/health/source-states";
import { withoutLinks } from "@/lib/server/home/metric-links";
import type { Runtime } from "@/lib/server/runtime";
import { readMetrics } from "@/lib/server/store/read/metrics";
import { WALL_VISIBILITY } from "@/lib/server/store/read/visibility";
import { useWallLink as findWallLink } from "@/lib/server/store/wall-links-repo";

const TREND_DAYS = 14;

/** The numbers of a wall: aggregates of everything, and no row. Throws {@link NotFound} for an unknown or revoked token. */
export async function readWall(runtime: Runtime, token: string | undefined): Promise<WallResult> {
  const now = new Date().toISOString();
  const link = token && (await findWallLink(runtime.store.db, hashToken(token), now));
  if (!link) throw new NotFound("such wall");
  const [metrics, sources] = await Promise.all([
    readMetrics(runtime.store.db, WALL_VISIBILITY, { days: TREND_DAYS, now }),
    readSourceStates(runtime),
  ]);
  return { name: link.name, metrics: withoutLinks(metrics), sources, asOf: now };
}
