import "server-only";
import type { Source } from "@/lib/domain/source";
import { vaultIdFor, type Viewer } from "@/lib/domain/viewer";
import { log } from "@/lib/server/log";
import type { Runtime } from "@/lib/server/runtime";
import { UpstreamError, UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { Organizations } from "@/lib/server/upstream/port";
import { UNTOLD, isHome, nameIn, readHome } from "./home";
import { tellMoved } from "./moved";
import { forgetSessions, handsOf, holdSession, type HeldSession } from "./vault";

/** Whose session moves. */
interface Mover {
  runtime: Runtime;
  viewer: Viewer;
  source: Source;
}

/** What came of a move, and where the session stands by the source's own word; `null`: it did not say. */
export interface Moved<Result> {
  result: Result;
  standing: Organizations | null;
}

const PERSON = { priority: "person" } as const;

// One per process, also over module reloads.
const KEY = Symbol.for("sightline.moving");
const shared = globalThis as { [KEY]?: Map<string, Promise<unknown>> };
const moving = (shared[KEY] ??= new Map());

/**
 * Lets a session move to another organisation, one move at a time, and notes where the source says that it stands
 * afterwards, whatever `go` came to. Throws what `go` throws, and SourceSignInNeeded.
 */
export async function moveSession<Result>(
  mover: Mover,
  go: (held: HeldSession) => Promise<Result>,
): Promise<Moved<Result>> {
  const key = `${vaultIdFor(mover.viewer, mover.source)}|${mover.source}`;
  const before = moving.get(key) ?? Promise.resolve();
  const own = before.then(() => moveNow(mover, go));
  // Whoever comes next waits for this one, and does not fail because of it.
  const ended = own.then(
    () => undefined,
    () => undefined,
  );
  moving.set(key, ended);
  try {
    return await own;
  } finally {
    if (moving.get(key) === ended) moving.delete(key);
  }
}

async function moveNow<Result>(
  { runtime, viewer, source }: Mover,
  go: (held: HeldSession) => Promise<Result>,
): Promise<Moved<Result>> {
  const home = await readHome(runtime, source, PERSON);
  // Another move may have ended since the viewer was read.
  forgetSessions(viewer);
  const held = await holdSession(runtime, viewer, source);
  // Before it goes out: from here on the session may work elsewhere, also when this server dies meanwhile.
  const awayBefore = held.awayIn();
  await held.noteAwayIn(awayBefore ?? UNTOLD);
  const arrive = async () => {
    // Not the caller's signal: where the session stands must be known even when they have left.
    const standing = await whereIs(held, source);
    await held.settled();
    const isBack = standing !== null && isHome(home, standing);
    await held.noteAwayIn(isBack ? null : standing === null ? UNTOLD : nameIn(standing));
    if (held.awayIn() !== awayBefore) tellMoved(viewer, source);
    return standing;
  };
  let result: Result;
  try {
    result = await go(held);
  } catch (error) {
    await arrive();
    throw error;
  }
  return { result, standing: await arrive() };
}

async function whereIs(held: HeldSession, source: Source): Promise<Organizations | null> {
  try {
    const standing = await handsOf(held).readOrganizations?.(PERSON);
    return standing && standing.currentId !== null ? standing : null;
  } catch (error) {
    if (!(error instanceof UpstreamError || error instanceof UpstreamShapeError)) throw error;
    log.warn({ source, reason: error.name }, "a switched session did not say where it stands");
    return null;
  }
}
