import "server-only";
import { log } from "../log";
import type { Source } from "@/lib/domain/source";
import type { SyncEntity, SyncReader } from "../upstream/port";
import { EntityJob } from "./entity-job";
import type { SyncIndex } from "./index-port";
import { startLoop, type Stop } from "./loop";
import { readerOf } from "./rows";
import { RHYTHMS, type Rhythm } from "./schedule";
import type { Timing } from "./timing";

/** Rest after a fault of our own or of the index. */
const FAULT_PAUSE_MS = 5_000;

export interface SourceSyncOptions {
  source: Source;
  readers: readonly SyncReader[];
  index: SyncIndex;
  timing: Timing;
  rhythms?: readonly Rhythm[];
}

/** A running job: its list has been tried when it was read once or failed once. */
interface RunningJob {
  tried: Promise<void>;
  stop: Stop;
}

/**
 * Keeps all lists of one source: wave by wave at first, so that names and rights stand before what
 * they are needed for, then each in its own rhythm. A list that fails holds no later wave up. Every
 * list has its row from the start, so that progress shows what is still to come. `filled` resolves
 * when every list but the extra ones was tried once; those follow.
 */
export async function startSourceSync({
  source,
  readers,
  index,
  timing,
  rhythms = RHYTHMS,
}: SourceSyncOptions): Promise<{ filled: Promise<void>; stop: Stop }> {
  const controller = new AbortController();
  const own = rhythms.filter((rhythm) => rhythm.source === source);
  const jobs = await Promise.all(
    own.map(async (rhythm) => ({
      wave: rhythm.wave,
      isExtra: rhythm.isExtra === true,
      job: await loadJob(rhythm, rhythm.entity, { readers, index, timing }),
    })),
  );
  const running: RunningJob[] = [];
  const waves = [...new Set(jobs.map(({ wave }) => wave))].sort((a, b) => a - b);

  const startWaves = async (isExtra: boolean) => {
    for (const wave of waves) {
      if (controller.signal.aborted) return;
      const started = jobs
        .filter((each) => each.wave === wave && each.isExtra === isExtra)
        .flatMap(({ job }) => (job ? [runJob(job, source, timing)] : []));
      running.push(...started);
      await Promise.all(started.map((each) => each.tried));
    }
  };
  const filled = startWaves(false);
  const all = filled.then(() => startWaves(true));
  return {
    filled,
    stop: async () => {
      controller.abort();
      await Promise.all(running.map((job) => job.stop()));
      await all;
    },
  };
}

type AnyJob = Pick<EntityJob<SyncEntity>, "step" | "isFilled">;

async function loadJob<Entity extends SyncEntity>(
  rhythm: Rhythm,
  entity: Entity,
  { readers, index, timing }: Pick<SourceSyncOptions, "readers" | "index" | "timing">,
): Promise<AnyJob | null> {
  const reader = readerOf(readers, entity);
  if (!reader) return null;
  return EntityJob.load({ rhythm: { ...rhythm, entity }, reader, index, timing });
}

function runJob(job: AnyJob, source: Source, timing: Timing): RunningJob {
  let resolve = (): void => undefined;
  const tried = new Promise<void>((settle) => {
    resolve = settle;
  });
  const stopLoop = startLoop(
    async (signal) => {
      const restMs = await job.step(signal);
      // A rest means that the sweep ended or failed.
      if (restMs > 0 || job.isFilled) resolve();
      return restMs;
    },
    {
      pauseMs: FAULT_PAUSE_MS,
      timing,
      onError: (error) => {
        log.error({ source, err: error }, "a fault of the sync itself");
        resolve();
      },
    },
  );
  return {
    tried,
    stop: async () => {
      await stopLoop();
      resolve();
    },
  };
}
