import "server-only";
import PQueue from "p-queue";
import type { Source } from "@/lib/domain/source";
import { log } from "@/lib/server/log";
import type { Runtime } from "@/lib/server/runtime";
import type { Db } from "@/lib/server/store/db";
import { acquireLeadership } from "@/lib/server/store/lock";
import { startLoop, type Stop } from "@/lib/server/sync/loop";
import { REAL_PACE, type Pace } from "./pace";

/** What works off a job: the server's parts, how fast, and one place for each request that may be under way. */
export interface Bench {
  runtime: Runtime;
  pace: Pace;
  /** Runs a task when one of the source's places is free. */
  inTurn<Result>(source: Source, task: () => Promise<Result>): Promise<Result>;
}

/** A job that somebody has to work off. */
export interface OpenJob {
  id: string;
  /** Resolves when it has ended, was stopped, or the signal aborts; what was sent before is noted in any case. */
  workOff(bench: Bench, signal: AbortSignal): Promise<void>;
  /** After a fault of ours: what was on its way is unknown, and the rest waits with a reason. */
  settleFault(bench: Bench): Promise<void>;
}

/** One kind of job that the store keeps. */
export interface JobKind {
  /** As what its changes are told. */
  entity: string;
  /** Marks what was on its way as unknown: whoever sent it is gone, and nobody waits for its answer any more. */
  recover(db: Db): Promise<void>;
  /** Oldest first. */
  readOpen(db: Db): Promise<OpenJob[]>;
}

/** What is said of a row that was on its way when the server ended. */
export const RESTARTED =
  "Sightline was restarted while it waited for an answer. Look whether it happened.";
/** What is said of a row that was on its way when something of ours failed. */
export const UNSURE = "It was sent, and Sightline lost the answer. Look whether it happened.";
/** Why a job stands still after a fault of ours. */
export const FAULT =
  "Something went wrong in Sightline. What was sent stays as it is; go on to send the rest.";

/** Named after the first kind that there was: under another name, two versions of this server would both lead. */
const LOCK = "device-runs";

const KEY = Symbol.for("sightline.runners");
const shared = globalThis as { [KEY]?: WeakMap<object, Stop> };

/**
 * Works off what people have started, until the returned function is called. Of several instances on one database one
 * does so, and the others wait for its place. A second start on the same store is the first one.
 */
export function startRunner(
  runtime: Runtime,
  kinds: readonly JobKind[],
  pace: Pace = REAL_PACE,
): Stop {
  const running = (shared[KEY] ??= new WeakMap());
  const known = running.get(runtime.store);
  if (known) return known;
  const stopLoop = startLoop((signal) => lead(runtime, kinds, pace, signal), {
    pauseMs: pace.leaderPauseMs,
    timing: pace.timing,
    onError: (error) => log.error({ err: error }, "the runner of jobs stopped and starts again"),
  });
  const stop = async () => {
    await stopLoop();
    running.delete(runtime.store);
  };
  running.set(runtime.store, stop);
  return stop;
}

/** Works off jobs while this instance leads; returns at once when another one does. */
async function lead(
  runtime: Runtime,
  kinds: readonly JobKind[],
  pace: Pace,
  signal: AbortSignal,
): Promise<void> {
  const { db } = runtime.store;
  const leadership = await acquireLeadership(runtime.store, LOCK);
  if (leadership === null) return;
  const ended = AbortSignal.any([signal, leadership.lost]);
  const entities = kinds.map(({ entity }) => entity);
  const bell = createBell();
  const unsubscribe = runtime.hub.subscribe((notice) => {
    const rings =
      notice.kind === "gap" || notice.changes.some(({ entity }) => entities.includes(entity));
    if (rings) bell.ring();
  });
  const bench = createBench(runtime, pace);
  const working = new Map<string, Promise<void>>();
  try {
    for (const kind of kinds) await kind.recover(db);
    while (!ended.aborted) {
      for (const kind of kinds) {
        for (const job of await kind.readOpen(db)) {
          if (working.has(job.id)) continue;
          const work = workSafely(bench, job, ended).finally(() => {
            working.delete(job.id);
            bell.ring();
          });
          working.set(job.id, work);
        }
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

function createBench(runtime: Runtime, pace: Pace): Bench {
  const places: Record<Source, PQueue> = {
    kace: new PQueue({ concurrency: pace.atOnce }),
    sysaid: new PQueue({ concurrency: pace.atOnce }),
  };
  return { runtime, pace, inTurn: (source, task) => places[source].add(task) };
}

async function workSafely(bench: Bench, job: OpenJob, signal: AbortSignal): Promise<void> {
  try {
    await job.workOff(bench, signal);
  } catch (err) {
    if (signal.aborted) return;
    log.error({ err, jobId: job.id }, "a job could not be worked off");
    await job
      .settleFault(bench)
      .catch((error: unknown) =>
        log.error({ err: error, jobId: job.id }, "a job could not be stopped"),
      );
  }
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
