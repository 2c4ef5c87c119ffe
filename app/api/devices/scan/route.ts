import { ScanQuery, ScanResult } from "@/lib/contracts/scan";
import { getRoute } from "@/lib/server/api/route";
import { resolveCode } from "@/lib/server/devices/scan/resolve-code";

/** Which device a scanned code is of. */
export const GET = getRoute({
  operation: "devices.scan",
  query: ScanQuery,
  result: ScanResult,
  run: ({ query, actor }) => resolveCode(actor, query),
});
