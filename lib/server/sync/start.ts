import "server-only";
import type { Source } from "@/lib/domain/source";
import { log } from "../log";
import type { Store } from "../store/db";
import { acquireLeadership } from "../store/lock";
import type { Upstream } from "../upstream/port";
import { createBackgroundStep, type BackgroundOptions } from "./background";
import { createCoverageStep } from "./coverage-days";
import { createIndexWriter } from "./index-writer";
import { createCountsStep } from "./inventory-counts";
import { startLoop, type Stop } from "./loop";
import { BACKGROUND } from "./schedule";
import { createFleetingSession, createServiceSession, type Sealer } from "./service-session";
import { startSourceSync } from "./source-sync";
import { createTargetsStep } from "./ticket-targets";
import { REAL_TIMING, type Timing } from "./timing";

export interface SyncOptions {
  /** Keeps the service accounts' sessions over restarts; without it they live as long as the process. */
  sealer?: Sealer;
  timing?: Timing;
}

export type Upstreams = Partial<Record<Source, Upstream>>;

/** How soon another instance takes over when the one that syncs is gone. */
const LEADER_PAUSE_MS = 3_000;
const FAULT_PAUSE_MS = 5_000;
const COVERAGE_PAUSE_MS = 60_000;

const KEY = Symbol.for("sightline.syncs");
const shared = globalThis as { [KEY]?: WeakMap<Store, Stop> };

/**
 * Keeps the index up to date until the returned function is called, which resolves when everything has
 * ended. Of several instances on one database one syncs and the others wait for its place. A second
 * start on the same store, as a module reload makes it, is the first one.
 */
export function startSync(store: Store, upstreams: Upstreams, options: SyncOptions = {}): Stop {
  const running = (shared[KEY] ??= new WeakMap());
  const known = running.get(store);
  if (known) return known;
  const { timing = REAL_TIMING } = options;
  const stopLoop = startLoop((signal) => lead(store, upstreams, { ...options, timing }, signal), {
    pauseMs: LEADER_PAUSE_MS,
    timing,
    onError: (error) => log.error({ err: error }, "the sync stopped and starts again"),
  });
  const stop = async () => {
    await stopLoop();
    running.delete(store);
  };
  running.set(store, stop);
  return stop;
}

/** Syncs while this instance leads; returns at once when another one does. */
async function lead(
  store: Store,
  upstreams: Upstreams,
  options: SyncOptions & { timing: Timing },
  signal: AbortSignal,
): Promise<void> {
  const leadership = await acquireLeadership(store, "sync");
  if (leadership === null) return;
  const stops: Stop[] = [];
  try {
    const index = createIndexWriter(store, options.timing);
    for (const upstream of Object.values(upstreams)) {
      const { source } = upstream;
      const session = options.sealer
        ? createServiceSession(store, source, options.sealer)
        : createFleetingSession();
      const { reader, readers } = upstream.service(session);
      const sync = await startSourceSync({ source, readers, index, timing: options.timing });
      const background = startBackground(
        { store, source, reader, timing: options.timing },
        sync.filled,
      );
      stops.push(sync.stop, background);
    }
    stops.push(
      startLoop(createCountsStep(store, options.timing), {
        pauseMs: FAULT_PAUSE_MS,
        timing: options.timing,
        onError: (error) =>
          log.error({ err: error }, "devices behind the inventory were not counted"),
      }),
    );
    stops.push(
      startLoop(createTargetsStep(store), {
        pauseMs: FAULT_PAUSE_MS,
        timing: options.timing,
        onError: (error) => log.error({ err: error }, "due times were not worked out anew"),
      }),
    );
    const sources = Object.values(upstreams).map(({ source }) => source);
    stops.push(
      startLoop(createCoverageStep(store, sources, options.timing), {
        pauseMs: COVERAGE_PAUSE_MS,
        timing: options.timing,
        onError: (error) => log.error({ err: error }, "where devices stand was not kept"),
      }),
    );
    await aborted(AbortSignal.any([signal, leadership.lost]));
  } finally {
    await Promise.allSettled(stops.map((stop) => stop()));
    await leadership.release();
  }
}

/** Starts what is read record by record, once the lists of its source have been tried. */
function startBackground(
  options: Omit<BackgroundOptions, "task"> & { timing: Timing },
  filled: Promise<void>,
): Stop {
  const { source, timing } = options;
  let isStopped = false;
  const stops: Stop[] = [];
  const started = filled.then(() => {
    if (isStopped) return;
    for (const { task } of BACKGROUND.filter((each) => each.source === source)) {
      stops.push(
        startLoop(createBackgroundStep({ ...options, task }), {
          pauseMs: FAULT_PAUSE_MS,
          timing,
          onError: (error) =>
            log.error({ source, task, err: error }, "a fault of the background reading"),
        }),
      );
    }
  });
  return async () => {
    isStopped = true;
    // Resolves with the lists' own stop, if they were not filled by then.
    await started;
    await Promise.all(stops.map((stop) => stop()));
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
