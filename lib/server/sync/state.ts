import "server-only";
import type { Source, SourceState } from "@/lib/domain/source";
import type { SyncEntity } from "../upstream/port";
import { SOURCE_NAMES, clockTime } from "./error-words";
import type { EntityState, Phase } from "./index-port";
import { ENTITY_WORDS } from "./removal-words";
import { RHYTHMS, type BackgroundTask, type Rhythm } from "./schedule";

// What the rows of the sync say to people. Pure, so that an instance that only serves says the same.

/** What state and progress look at: a row of `readSourceFacts`. Times in any spelling that names the zone. */
export interface StateRow extends Pick<
  EntityState,
  "source" | "rowsDone" | "rowsTotal" | "lastOkAt" | "lastSweepAt" | "lastError"
> {
  entity: string;
  phase: Phase | "applying";
}

/** No rhythm is so quick that one slow answer should make a source look old. */
const GRACE_MS_MIN = 60_000;

/**
 * How far a source's saved data can be trusted. Fresh: every list was read within twice its rhythm.
 * `asOf` is the oldest moment for which all of what is shown quickly (tickets, devices) is known.
 */
export function sourceStateOf(
  source: Source,
  rows: readonly StateRow[],
  configured: boolean,
  now: number,
): SourceState {
  const name = SOURCE_NAMES[source];
  if (!configured) return { state: "missing", reason: `${name} is not configured` };
  const own = rows.filter((row) => row.source === source);
  const known = own.filter((row) => row.lastOkAt !== null);
  if (known.length === 0) return { state: "missing", reason: neverReadWords(source, own) };

  const lists = RHYTHMS.filter((each) => each.source === source && !each.isExtra).map((rhythm) => ({
    rhythm,
    row: own.find((row) => row.entity === rhythm.entity),
  }));
  const faults = lists.filter(({ rhythm, row }) => row !== undefined && isOld(rhythm, row, now));
  const worst = faults.find(({ row }) => row?.phase === "suspect") ?? faults[0];
  if (worst?.row) {
    const asOf = oldest(faults.map(({ row }) => row)) ?? oldest(known) ?? toIso(now);
    return { state: "stale", asOf, reason: reasonOf(worst.row, worst.rhythm.entity, now) };
  }
  const lively = lists.filter(({ rhythm }) => rhythm.deltaMs !== null).map(({ row }) => row);
  return { state: "fresh", asOf: oldest(lively) ?? oldest(known) ?? toIso(now) };
}

function isOld(rhythm: Rhythm, row: StateRow, now: number): boolean {
  if (row.phase === "suspect") return true;
  if (row.lastOkAt === null) return true;
  const graceMs = Math.max(2 * (rhythm.deltaMs ?? rhythm.sweepMs), GRACE_MS_MIN);
  return now - Date.parse(row.lastOkAt) > graceMs;
}

function reasonOf(row: StateRow, entity: SyncEntity, now: number): string {
  if (row.lastError !== null) return row.lastError;
  if (row.lastOkAt === null) return `${ENTITY_WORDS[entity]} are being read for the first time`;
  return `${ENTITY_WORDS[entity]} were last read at ${clockTime(Date.parse(row.lastOkAt), now)}`;
}

function neverReadWords(source: Source, rows: readonly StateRow[]): string {
  const error = rows.find((row) => row.lastError !== null)?.lastError;
  if (error) return `never read yet: ${error}`;
  const isReading = rows.some((row) => row.phase === "reading" || row.phase === "applying");
  const name = SOURCE_NAMES[source];
  return isReading ? `${name} is being read for the first time` : `${name} was never read yet`;
}

function oldest(rows: readonly (StateRow | undefined)[]): string | null {
  const times = rows.map((row) => row?.lastOkAt ?? null).filter((at) => at !== null);
  return times.length === 0 ? null : toIso(Math.min(...times.map((at) => Date.parse(at))));
}

/** How far one thing that is read in the background is. */
export interface BackgroundCount {
  source: Source;
  task: BackgroundTask;
  done: number;
  total: number;
}

export interface ProgressStep {
  source: Source;
  entity: string;
  done: number;
  /** `null` where the source does not tell. */
  total: number | null;
  finished: boolean;
  background: boolean;
  error: string | null;
}

export interface Progress {
  steps: ProgressStep[];
  /** Every list of every configured source was read once. */
  ready: boolean;
}

/** How far the first fill is: lists from their rows, then what is read record by record. */
export function progressOf(
  rows: readonly StateRow[],
  counts: readonly BackgroundCount[],
  configured: readonly Source[],
): Progress {
  const wanted = RHYTHMS.filter((rhythm) => configured.includes(rhythm.source));
  const rowOf = ({ source, entity }: Rhythm) =>
    rows.find((each) => each.source === source && each.entity === entity) ?? [];
  const known = wanted.filter((each) => !each.isExtra).flatMap(rowOf);
  const extra = wanted.filter((each) => each.isExtra).flatMap(rowOf);
  const lists = known.map((row): ProgressStep => ({
    source: row.source,
    entity: row.entity,
    done: row.rowsDone,
    total: row.lastSweepAt === null ? row.rowsTotal : row.rowsDone,
    finished: row.lastSweepAt !== null,
    background: false,
    error: row.lastError,
  }));
  const extras = extra.map((row): ProgressStep => ({
    source: row.source,
    entity: row.entity,
    done: row.rowsDone,
    total: row.lastSweepAt === null ? row.rowsTotal : row.rowsDone,
    // One that the source refuses is tried again and waited for by nobody.
    finished: row.lastSweepAt !== null || row.lastError !== null,
    background: true,
    error: null,
  }));
  const background = counts.map(({ source, task, done, total }): ProgressStep => ({
    source,
    entity: task,
    done,
    total,
    finished: done >= total,
    background: true,
    error: null,
  }));
  const isStarted = configured.every((source) => known.some((row) => row.source === source));
  const ready = isStarted && lists.every((step) => step.finished);
  return { steps: [...lists, ...extras, ...background], ready };
}

const toIso = (at: number) => new Date(at).toISOString();
