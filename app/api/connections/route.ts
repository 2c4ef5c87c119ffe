import { z } from "zod";
import { ConnectionsResult } from "@/lib/contracts/connections";
import { getRoute } from "@/lib/server/api/route";
import { readConnections } from "@/lib/server/connections/read-connections";

/** How both systems are connected. Asks neither anything, so it may be asked often. */
export const GET = getRoute({
  operation: "connections.list",
  who: "administrator",
  query: z.strictObject({}),
  result: ConnectionsResult,
  run: ({ actor }) => readConnections(actor),
});
