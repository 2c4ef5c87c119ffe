import "server-only";
import { hashToken } from "@/lib/server/auth/seal";
import { NotFound } from "@/lib/server/failures";
import type { Change } from "@/lib/server/events/hub";
import { eventStream } from "@/lib/server/live/event-stream";
import { log } from "@/lib/server/log";
import type { Runtime } from "@/lib/server/runtime";
import { useWallLink as findWallLink } from "@/lib/server/store/wall-links-repo";

/** What people do beside the index; no number of a wall hangs on it. */
const UNCOUNTED: ReadonlySet<string> = new Set(["draft", "presence"]);

/** A wall counts anew at most so often, however fast the index changes. */
const TELL_EVERY_MS = 2_000;

/**
 * Tells a wall that its numbers may have changed; what changed is not for a wall. A link that was revoked
 * meanwhile hears nothing more: its stream ends. Throws {@link NotFound}.
 */
export async function streamWall(
  runtime: Pick<Runtime, "store" | "hub">,
  token: string | undefined,
  signal: AbortSignal,
  { tellEveryMs = TELL_EVERY_MS } = {},
): Promise<Response> {
  const isKnown = async () =>
    token !== undefined &&
    (await findWallLink(runtime.store.db, hashToken(token), new Date().toISOString())) !== null;
  if (!(await isKnown())) throw new NotFound("such wall");
  return eventStream(signal, (stream) => {
    let timer: NodeJS.Timeout | undefined;
    const tell = async () => {
      timer = undefined;
      if (await isKnown()) stream.send({ type: "sync" });
      else stream.close();
    };
    const unsubscribe = runtime.hub.subscribe((notice) => {
      const isUncounted = ({ entity }: Change) => UNCOUNTED.has(entity);
      if (notice.kind === "changes" && notice.changes.every(isUncounted)) return;
      timer ??= setTimeout(() => {
        tell().catch((err: unknown) => {
          log.warn({ err }, "a wall could not be told");
          stream.close();
        });
      }, tellEveryMs);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  });
}
