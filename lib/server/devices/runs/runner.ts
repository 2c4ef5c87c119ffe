import "server-only";
import PQueue from "p-queue";
import { log } from "@/lib/server/log";
import type { Runtime } from "@/lib/server/runtime";
import { acquireLeadership } from "@/lib/server/store/lock";
import {
  moveTargets,
  readOpenRuns,
  readUnfinishedRuns,
  stopRun,
  type StoredRun,
} from "@/lib/server/store/runs-repo";
import { startLoop, type Stop } from "@/lib/server/sync/loop";
import { REAL_PACE, type Pace } from "./pace";
import { workOff, type Bench } from "./work-off";

const RESTARTED =
  "Sightline was restarted while it waited for KACE’s answer. Look in KACE whether it happened.";
const UNSURE = "It was sent, and Sightline lost the answer. Look in KACE whether it happened.";
const FAULT =
  "Something went wrong in Sightline. What was sent goes on in KACE; go on to send the rest.";

const KEY = Symbol.for("sightline.runners");
const shared = globalThis as { [KEY]?: WeakMap<object, Stop> };

/**
 * Works off what people have started, until the returned function is called. Of several instances on one database one
 * does so, and the others wait for its place. A second start on the same store is the first one.
 */
export function startRunner(runtime: Runtime, pace: Pace = REAL_PACE): Stop {
  const running = (shared[KEY] ??= new WeakMap());
  const known = running.get(runtime.store);
  if (known) return known;
  const stopLoop = startLoop((signal) => lead(runtime, pace, signal), {
    pauseMs: pace.leaderPauseMs,
    timing: pace.timing,
    onError: (error) => log.error({ err: error }, "the runner of runs stopped and starts again"),
  });
  const stop = async () => {
    await stopLoop();
    running.delete(runtime.store);
  };
  running.set(runtime.store, stop);
  return stop;
}

/** Works off runs while this instance leads; returns at once when another one does. */
async function lead(runtime: Runtime, pace: Pace, signal: AbortSignal): Promise<void> {
  const { db } = runtime.store;
  const leadership = await acquireLeadership(runtime.store, "device-runs");
  if (leadership === null) return;
  const ended = AbortSignal.any([signal, leadership.lost]);
  const bell = createBell();
  const unsubscribe = runtime.hub.subscribe((notice) => {
    if (notice.kind === "gap" || notice.changes.some(({ entity }) => entity === "run")) bell.ring();
  });
  const queue = new PQueue({ concurrency: pace.atOnce });
  const bench: Bench = { runtime, pace, inTurn: (task) => queue.add(task) };
  const working = new Map<string, Promise<void>>();
  try {
    // Whoever sent these is gone: nobody waits for their answers any more.
    for (const run of await readUnfinishedRuns(db)) {
      await moveTargets(db, run, "sent", { state: "unknown", message: RESTARTED });
    }
    while (!ended.aborted) {
      for (const run of await readOpenRuns(db)) {
        if (working.has(run.id)) continue;
        const work = workSafely(bench, run, ended).finally(() => {
          working.delete(run.id);
          bell.ring();
        });
        working.set(run.id, work);
      }
      const pause = new AbortController();
      await Promise.race([
        bell.next(),
        pace.timing.pause(pace.lookAgainMs, AbortSignal.any([ended, pause.signal])),
      ]);
      pause.abort();
    }
  } finally {
    unsubscribe();
    await Promise.allSettled(working.values());
    await leadership.release();
  }
}

async function workSafely(bench: Bench, run: StoredRun, signal: AbortSignal): Promise<void> {
  try {
    await workOff(bench, run, signal);
  } catch (err) {
    if (signal.aborted) return;
    log.error({ err, runId: run.id }, "a run could not be worked off");
    await settleFault(bench, run).catch((error: unknown) =>
      log.error({ err: error, runId: run.id }, "a run could not be stopped"),
    );
  }
}

async function settleFault({ runtime }: Bench, run: StoredRun): Promise<void> {
  const { db } = runtime.store;
  await moveTargets(db, run, "sent", { state: "unknown", message: UNSURE });
  await stopRun(db, run, FAULT);
}

/** Rings for whoever listens, or for the next who does. */
function createBell(): { ring(): void; next(): Promise<void> } {
  let isRung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      isRung = true;
      wake?.();
    },
    async next() {
      if (!isRung) await new Promise<void>((resolve) => (wake = resolve));
      [isRung, wake] = [false, null];
    },
  };
}
