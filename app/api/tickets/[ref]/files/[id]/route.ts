import { z } from "zod";
import { TicketFileQuery } from "@/lib/contracts/ticket-files";
import { TicketDetailResult } from "@/lib/contracts/tickets";
import { getRouteOfFile, writeRoute } from "@/lib/server/api/route";
import { downloadFile } from "@/lib/server/tickets/download-file";
import { removeFile } from "@/lib/server/tickets/remove-file";

/** A file of a ticket, as it comes from its system. */
export const GET = getRouteOfFile({
  operation: "tickets.file",
  query: TicketFileQuery,
  run: ({ query, params, actor }) =>
    downloadFile(actor, params.ref, { id: params.id, show: query.show === "1" }),
});

/** Deletes it there, where the system's interface deletes files. */
export const DELETE = writeRoute({
  operation: "tickets.removeFile",
  body: z.strictObject({}),
  result: TicketDetailResult,
  run: ({ params, actor }) => removeFile(actor, params.ref, params.id),
});
