import { HealthResult } from "@/lib/contracts/metrics";
import { openRoute } from "@/lib/server/api/route";
import { readHealth } from "@/lib/server/health/read-health";

/** How the server, its two sources and its index are. Open to everybody: it holds no names and no rows. */
export const GET = openRoute({
  operation: "health.read",
  result: HealthResult,
  run: ({ runtime }) => readHealth(runtime),
});
