import { z } from "zod";
import { ConnectionStatus } from "@/lib/contracts/connections";
import { writeRoute } from "@/lib/server/api/route";
import { testConnection } from "@/lib/server/connections/test-connection";

/** Begins a test of a connection, or joins the one under way. `GET /api/connections` tells how far it is. */
export const POST = writeRoute({
  operation: "connections.test",
  who: "administrator",
  body: z.strictObject({}),
  result: ConnectionStatus,
  run: async ({ params, actor }) => (await testConnection(actor, params.source)).status,
});
