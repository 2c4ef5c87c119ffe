import { SyncScans, SyncScansResult } from "@/lib/contracts/walks";
import { writeRoute } from "@/lib/server/api/route";
import { syncScans } from "@/lib/server/devices/walks/sync-scans";

/** Takes scans that a browser kept; one that was sent before changes nothing. */
export const POST = writeRoute({
  operation: "walks.scan",
  body: SyncScans,
  result: SyncScansResult,
  run: ({ body, params, actor }) => syncScans(actor, params.id, body),
});
