import "server-only";
import { LRUCache } from "lru-cache";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import { log } from "../log";
import {
  countConversations,
  countRelations,
  countParts,
  listDueConversations,
  listDueRelations,
  listDueParts,
  type BacklogCount,
  type DueRecord,
} from "../store/backlog-repo";
import type { Db, Store } from "../store/db";
import { UpstreamHttpError, UpstreamRefusal, UpstreamShapeError } from "../upstream/errors";
import type { Call, UpstreamReader } from "../upstream/port";
import { backoffMs } from "./backoff";
import { errorFacts } from "./error-words";
import { refreshRecord, refreshRelations, refreshParts } from "./refresh";
import { BACKGROUND, CRAWL_ORDER, type BackgroundTask } from "./schedule";
import type { BackgroundCount } from "./state";
import type { Timing } from "./timing";

/** Records that are asked for side by side; the source's budget decides how fast. */
const SIDE_BY_SIDE = 4;
/** Records of one look into the backlog; short, so that a fresh change soon comes first. */
const BATCH = 24;
const IDLE_MS = 15_000;
const DAY_MS = 24 * 3_600_000;
/** Relations change without their CIs saying so. */
const RELATIONS_AGE_MS = 7 * DAY_MS;
/** What hangs on a machine changes slowly, and a machine checks in many times a day. */
const PARTS_AGE_MS = DAY_MS;
/** Versions remembered as done or hopeless, so that neither a fault nor a wrong clock asks for ever. */
const REMEMBERED = 20_000;
const REMEMBERED_MS = DAY_MS;

interface Work {
  due(db: Db, source: Source, limit: number, now: number): Promise<DueRecord[]>;
  read(store: Store, reader: UpstreamReader, ref: Ref, call: Call): Promise<unknown>;
  count(db: Db, source: Source): Promise<BacklogCount>;
}

const WORK: Record<BackgroundTask, Work> = {
  conversations: {
    due: listDueConversations,
    read: refreshRecord,
    count: countConversations,
  },
  relations: {
    due: (db, source, limit, now) =>
      listDueRelations(db, source, limit, {
        order: CRAWL_ORDER,
        before: new Date(now - RELATIONS_AGE_MS).toISOString(),
      }),
    read: refreshRelations,
    count: countRelations,
  },
  parts: {
    due: (db, source, limit, now) =>
      listDueParts(db, source, limit, {
        before: new Date(now - PARTS_AGE_MS).toISOString(),
      }),
    read: refreshParts,
    count: countParts,
  },
};

export interface BackgroundOptions {
  source: Source;
  task: BackgroundTask;
  store: Store;
  reader: UpstreamReader;
  timing: Pick<Timing, "now" | "random">;
}

/**
 * Makes the step of a loop that reads, record by record, what its backlog holds: the most useful
 * first, a batch a step. Returns the ms to rest.
 */
export function createBackgroundStep({ source, task, store, reader, timing }: BackgroundOptions) {
  const work = WORK[task];
  const settled = new LRUCache<Ref, string>({ max: REMEMBERED, ttl: REMEMBERED_MS });
  let failures = 0;
  let stuck = 0;

  const readOne = async (record: DueRecord, signal: AbortSignal): Promise<void> => {
    try {
      await work.read(store, reader, record.ref, { priority: "sweep", signal });
    } catch (error) {
      if (!concernsRecord(error)) throw error;
      log.warn({ source, task, ref: record.ref, ...errorFacts(error) }, "record passed over");
    }
    settled.set(record.ref, record.version);
  };

  return async function step(signal: AbortSignal): Promise<number> {
    const limit = 2 * BATCH + stuck;
    const due = await work.due(store.db, source, limit, timing.now());
    const open = due.filter((record) => settled.get(record.ref) !== record.version);
    // What stays due although it was served must not hide what comes after it.
    stuck = due.length - open.length;
    if (open.length === 0) return due.length < limit ? IDLE_MS : 0;
    try {
      await readSideBySide(open.slice(0, BATCH), (record) => readOne(record, signal));
      failures = 0;
    } catch (error) {
      if (signal.aborted) throw error;
      failures += 1;
      const restMs = backoffMs(error, failures, timing.now(), timing.random());
      log.warn(
        { source, task, failures, restMs, ...errorFacts(error) },
        "background reading failed",
      );
      return restMs;
    }
    return 0;
  };
}

/** Whether a failure says something about this record alone, so that the others may be tried. */
function concernsRecord(error: unknown): boolean {
  if (error instanceof UpstreamShapeError || error instanceof UpstreamRefusal) return true;
  return (
    error instanceof UpstreamHttpError && [400, 403, 404, 410, 422, 500].includes(error.status)
  );
}

/** Reads with a few workers; the first failure ends them all, after what is under way. */
async function readSideBySide(
  records: readonly DueRecord[],
  read: (record: DueRecord) => Promise<void>,
): Promise<void> {
  const queue = [...records];
  const errors: unknown[] = [];
  const worker = async () => {
    for (
      let next = queue.shift();
      next !== undefined && errors.length === 0;
      next = queue.shift()
    ) {
      try {
        await read(next);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  if (errors.length > 0) throw errors[0];
}

/** How far the background reading of the configured sources is. */
export async function countBackground(
  db: Db,
  configured: readonly Source[],
): Promise<BackgroundCount[]> {
  const wanted = BACKGROUND.filter(({ source }) => configured.includes(source));
  return Promise.all(
    wanted.map(async ({ source, task }) => ({
      source,
      task,
      ...(await WORK[task].count(db, source)),
    })),
  );
}
