import { handle } from "@/lib/server/api/route";
import { requireViewer } from "@/lib/server/auth/viewer";
import { streamChanges } from "@/lib/server/live/stream-changes";
import { runtime } from "@/lib/server/runtime";

/** Tells an open page which of the records that its viewer may see have changed. */
export const GET = handle("events", async (request) => {
  const viewer = await requireViewer(request.headers);
  return streamChanges(await runtime(), viewer, request.signal);
});
