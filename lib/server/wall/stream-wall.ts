import "server-only";
import { hashToken } from "@/lib/server/auth/seal";
import { NotFound } from "@/lib/server/failures";
import { eventStream } from "@/lib/server/live/event-stream";
import type { Runtime } from "@/lib/server/runtime";
import { useWallLink as findWallLink } from "@/lib/server/store/wall-links-repo";

/** A wall counts anew at most so often, however fast the index changes. */
const TELL_EVERY_MS = 2_000;

/** Tells a wall that its numbers may have changed; what changed is not for a wall. Throws {@link NotFound}. */
export async function streamWall(
  runtime: Runtime,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const now = new Date().toISOString();
  const link = token && (await findWallLink(runtime.store.db, hashToken(token), now));
  if (!link) throw new NotFound("such wall");
  return eventStream(signal, (stream) => {
    let timer: NodeJS.Timeout | undefined;
    const unsubscribe = runtime.hub.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        stream.send({ type: "sync" });
      }, TELL_EVERY_MS);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  });
}
