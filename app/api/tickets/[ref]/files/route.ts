import { SendFilesQuery, SendFilesResult } from "@/lib/contracts/ticket-files";
import { writeRouteWithFile } from "@/lib/server/api/route";
import { sendFiles } from "@/lib/server/tickets/send-files";

/** Sends files to a ticket, with a comment where its system takes both together. */
export const POST = writeRouteWithFile({
  operation: "tickets.sendFiles",
  query: SendFilesQuery,
  result: SendFilesResult,
  run: ({ query, params, actor, request }) =>
    sendFiles(actor, params.ref, { request, headBytes: query.head }),
});
