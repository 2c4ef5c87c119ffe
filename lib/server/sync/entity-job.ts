import "server-only";
import { log } from "../log";
import type { Cursor, Page, SyncEntity, SyncReader, SyncRows } from "../upstream/port";
import { UpstreamHttpError, UpstreamShapeError } from "../upstream/errors";
import { backoffMs } from "./backoff";
import { errorFacts, errorWords } from "./error-words";
import type { EntityState, SweepCursor, SyncIndex } from "./index-port";
import { judgeRemoval } from "./removal-guard";
import { removalWords } from "./removal-words";
import { KEY_OF, UPDATED_AT_OF } from "./rows";
import { DELTA_OVERLAP_MS, SUSPECT_SWEEP_MS, type Rhythm } from "./schedule";
import type { Timing } from "./timing";

/** After this many failures at one cursor the source no longer knows it; the sweep begins anew. */
const CURSOR_TRIES = 5;

export interface EntityJobOptions<Entity extends SyncEntity> {
  rhythm: Rhythm & { entity: Entity };
  reader: SyncReader<Entity>;
  index: SyncIndex;
  timing: Pick<Timing, "now" | "random">;
}

/**
 * Keeps one list of one source in the index: a step reads what changed, or one page of a sweep, or
 * finds that neither is due. Between steps everything that matters is a row.
 */
export class EntityJob<Entity extends SyncEntity> {
  readonly #options: EntityJobOptions<Entity>;
  #state: EntityState;
  #failures = 0;
  /** Epoch ms of the latest try; what was due before a restart is due after it. */
  #deltaAt = Number.NEGATIVE_INFINITY;
  #sweepNotBefore = Number.NEGATIVE_INFINITY;
  #seen = new Set<string>();
  #isSuspect: boolean;

  private constructor(options: EntityJobOptions<Entity>, state: EntityState) {
    this.#options = options;
    this.#state = state;
    this.#isSuspect = state.phase === "suspect";
  }

  /** Takes the job up where its row left it; a new one gets its row, so that progress shows it. */
  static async load<Entity extends SyncEntity>(
    options: EntityJobOptions<Entity>,
  ): Promise<EntityJob<Entity>> {
    const { source, entity } = options.rhythm;
    const known = await options.index.readState(source, entity);
    const state = known ?? emptyState(source, entity);
    if (known === null) await options.index.writeState(state);
    return new EntityJob(options, state);
  }

  /** Whether the whole list has been read once. */
  get isFilled(): boolean {
    return this.#state.lastSweepAt !== null;
  }

  /**
   * Does what is due. Returns the ms to rest; 0 while a sweep is under way. Failures of the source end
   * up in the state, not here; what this throws is our own fault or the index's.
   */
  async step(signal: AbortSignal): Promise<number> {
    try {
      if (this.#deltaDueMs() <= 0) await this.#readChanges(signal);
      else if (this.#sweepDueMs() <= 0) await this.#readSweepPage(signal);
      this.#failures = 0;
    } catch (error) {
      if (signal.aborted) throw error;
      return this.#fail(error);
    }
    return Math.max(0, Math.min(this.#deltaDueMs(), this.#sweepDueMs()));
  }

  #deltaDueMs(): number {
    const { rhythm, reader, timing } = this.#options;
    const canAsk = reader.readChangedSince !== undefined && this.#state.deltaMark !== null;
    if (rhythm.deltaMs === null || !canAsk || !this.isFilled) return Number.POSITIVE_INFINITY;
    return this.#deltaAt + rhythm.deltaMs - timing.now();
  }

  #sweepDueMs(): number {
    const { lastSweepAt, cursor } = this.#state;
    const now = this.#options.timing.now();
    if (cursor !== null || lastSweepAt === null) return 0;
    const dueAt = Date.parse(lastSweepAt) + this.#options.rhythm.sweepMs;
    return Math.max(dueAt, this.#sweepNotBefore) - now;
  }

  async #readChanges(signal: AbortSignal): Promise<void> {
    const { reader, index, timing } = this.#options;
    const startedAt = timing.now();
    const from = this.#state.deltaMark ?? toIso(startedAt);
    const since = toIso(Date.parse(from) - DELTA_OVERLAP_MS);
    let mark = from;
    const seen = new Set<string>();
    let cursor: Cursor | undefined;
    for (let isDone = false; !isDone;) {
      const askedAt = timing.now();
      const page = await reader.readChangedSince?.(since, cursor, { priority: "delta", signal });
      if (page === undefined) return;
      const rows = this.#unseen(page, seen);
      mark = this.#laterMark(mark, rows, startedAt);
      await this.#apply(rows, askedAt);
      this.#remember(rows, seen);
      isDone = page.done || rows.length === 0;
      if (!page.done) cursor = page.cursor;
    }
    await index.settle("end");
    this.#deltaAt = startedAt;
    await this.#save({ ...this.#settled(), deltaMark: mark });
  }

  async #readSweepPage(signal: AbortSignal): Promise<void> {
    const { reader, index, timing } = this.#options;
    const sweep = this.#state.cursor ?? (await this.#startSweep());
    // The first fill is what everybody waits for; a later sweep is not.
    const priority = this.isFilled ? "sweep" : "delta";
    const askedAt = timing.now();
    const page = await reader.readPage(sweep.page ?? undefined, { priority, signal });
    const rows = this.#unseen(page, this.#seen);
    await this.#apply(rows, askedAt);
    const startedAt = Date.parse(sweep.startedAt);
    const mark = this.#laterMark(sweep.mark, rows, startedAt);
    const rowsDone = this.#state.rowsDone + rows.length;
    const counts = { rowsDone, rowsTotal: page.total ?? this.#state.rowsTotal };
    if (page.done || rows.length === 0) {
      await this.#save(counts);
      return this.#finishSweep(mark, startedAt);
    }
    await index.settle("page");
    await this.#save({
      ...counts,
      phase: "reading",
      cursor: { ...sweep, mark, page: page.cursor },
    });
    // Only now: a page whose keeping fails half-way is read again, and must not look like one that says nothing new.
    this.#remember(rows, this.#seen);
  }

  async #startSweep(): Promise<SweepCursor> {
    this.#seen = new Set();
    const cursor = { page: null, startedAt: toIso(this.#options.timing.now()), mark: null };
    const sweep = this.#state.sweep + 1;
    await this.#save({ phase: "reading", sweep, cursor, rowsDone: 0, rowsTotal: null });
    return cursor;
  }

  async #finishSweep(mark: string | null, startedAt: number): Promise<void> {
    const { index, rhythm, timing } = this.#options;
    const { source, entity } = rhythm;
    const { sweep, rowsDone, rowsTotal } = this.#state;
    await index.settle("end");
    const count = await index.countSweep(source, entity, sweep);
    const verdict = judgeRemoval(count);
    const now = timing.now();
    // A source that names a total and shows fewer has skipped rows while others were deleted before
    // them; then only what two sweeps in a row missed counts as gone.
    const isShort = rowsTotal !== null && rowsDone < rowsTotal;
    if (verdict.allow && count.removed > 0) {
      await index.markRemoved(source, entity, isShort ? sweep - 1 : sweep);
      await index.settle("end");
    }
    this.#isSuspect = !verdict.allow;
    const deltaMark = laterOf(this.#state.deltaMark, mark ?? toIso(startedAt - DELTA_OVERLAP_MS));
    if (verdict.allow) {
      const settled = { ...this.#settled(), phase: "resting" as const };
      return this.#save({ ...settled, cursor: null, deltaMark, lastSweepAt: toIso(now) });
    }
    this.#sweepNotBefore = now + SUSPECT_SWEEP_MS;
    log.warn({ source, entity, ...count, reason: verdict.reason }, "sweep not believed");
    const lastError = removalWords(source, entity, verdict.reason, count);
    await this.#save({ phase: "suspect", cursor: null, lastError, lastErrorAt: toIso(now) });
  }

  /** What a reading that worked leaves; a sweep that was not believed stays in view until one is. */
  #settled(): Partial<EntityState> {
    const lastOkAt = toIso(this.#options.timing.now());
    if (this.#isSuspect) return { phase: "suspect", lastOkAt };
    const phase = this.#state.cursor === null ? "resting" : "reading";
    return { phase, lastOkAt, lastError: null };
  }

  async #fail(error: unknown): Promise<number> {
    const { rhythm, timing } = this.#options;
    const { source, entity } = rhythm;
    this.#failures += 1;
    const now = timing.now();
    const restMs = backoffMs(error, this.#failures, now, timing.random());
    const okAt = this.#state.lastOkAt === null ? null : Date.parse(this.#state.lastOkAt);
    const lastError = errorWords(error, { source, now, okAt, retryAt: now + restMs });
    const facts = { source, entity, failures: this.#failures, restMs, ...errorFacts(error) };
    log.warn(facts, "reading failed");
    const saved = this.#state.cursor;
    if (saved !== null && this.#failures % CURSOR_TRIES === 0 && rejectsCursor(error)) {
      // The same sweep from its first page: what it has seen stays seen.
      this.#seen = new Set();
      await this.#save({ cursor: { ...saved, page: null }, rowsDone: 0 });
    }
    await this.#save({ phase: "backing_off", lastError, lastErrorAt: toIso(now) });
    return restMs;
  }

  /** `askedAt`: when the page was asked for. What was read or written meanwhile knows more than the page. */
  async #apply(rows: SyncRows[Entity][], askedAt: number): Promise<void> {
    const { index, rhythm } = this.#options;
    if (rows.length === 0) return;
    const reading = {
      source: rhythm.source,
      sweep: this.#state.sweep,
      readAt: toIso(askedAt),
      firstFill: !this.isFilled,
    };
    await index.apply[rhythm.entity](rows, reading);
  }

  async #save(change: Partial<EntityState>): Promise<void> {
    const state = { ...this.#state, ...change };
    await this.#options.index.writeState(state);
    this.#state = state;
  }

  /** The page's rows that have not come yet; a row that repeats within the page counts once. */
  #unseen(page: Page<SyncRows[Entity]>, seen: ReadonlySet<string>): SyncRows[Entity][] {
    const keyOf = KEY_OF[this.#options.rhythm.entity];
    const rows = new Map<string, SyncRows[Entity]>();
    for (const row of page.rows) if (!rows.has(keyOf(row))) rows.set(keyOf(row), row);
    return [...rows].flatMap(([key, row]) => (seen.has(key) ? [] : [row]));
  }

  #remember(rows: readonly SyncRows[Entity][], seen: Set<string>): void {
    const keyOf = KEY_OF[this.#options.rhythm.entity];
    for (const row of rows) seen.add(keyOf(row));
  }

  /**
   * The latest change that the source's own clock names. Times after the reading began are left out:
   * the change may have come after its page was read, or the source's clock may run ahead.
   */
  #laterMark<Mark extends string | null>(
    mark: Mark,
    rows: SyncRows[Entity][],
    startedAt: number,
  ): Mark | string {
    const updatedAtOf = UPDATED_AT_OF[this.#options.rhythm.entity];
    let latest: Mark | string = mark;
    for (const row of rows) {
      const updatedAt = updatedAtOf(row);
      if (updatedAt !== null && Date.parse(updatedAt) <= startedAt) {
        latest = laterOf(latest, updatedAt);
      }
    }
    return latest;
  }
}

function emptyState(source: EntityState["source"], entity: SyncEntity): EntityState {
  return {
    source,
    entity,
    phase: "idle",
    cursor: null,
    sweep: 0,
    rowsDone: 0,
    rowsTotal: null,
    deltaMark: null,
    lastOkAt: null,
    lastSweepAt: null,
    lastError: null,
    lastErrorAt: null,
  };
}

function rejectsCursor(error: unknown): boolean {
  if (error instanceof UpstreamShapeError) return true;
  if (!(error instanceof UpstreamHttpError)) return false;
  return error.status >= 400 && error.status < 500 && error.status !== 429;
}

const toIso = (at: number) => new Date(at).toISOString();

function laterOf(a: string | null, b: string): string {
  return a === null || Date.parse(b) > Date.parse(a) ? b : a;
}
