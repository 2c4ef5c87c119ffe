import { PreviewConflictsBody, PreviewConflictsResult } from "@/lib/contracts/conflicts";
import { writeRoute } from "@/lib/server/api/route";
import { previewConflicts } from "@/lib/server/devices/conflicts/prepare-answers";

/** Writes nothing, and yet a POST: what it asks about does not fit into an address. */
export const POST = writeRoute({
  operation: "conflicts.preview",
  body: PreviewConflictsBody,
  result: PreviewConflictsResult,
  run: ({ body, actor }) => previewConflicts(actor, body),
});
