import "server-only";
import type { Source } from "@/lib/domain/source";
import type { JobRowState } from "@/lib/domain/job";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { failureOf, type Failure } from "./outcome";
import type { Bench } from "./runner";

/** Rows of one job that go to one source, and what becomes of them. */
export interface Lane<Row> {
  source: Source;
  /** Of the job; errors are named by it. */
  jobId: string;
  /** Takes what goes out in one request and marks it as sent, before it is. Empty: nothing is left, or the job was stopped. */
  claim(): Promise<Row[]>;
  /** Sends it, once, and notes that it was taken. Throws what failed. */
  send(rows: readonly Row[]): Promise<void>;
  settle(
    rows: readonly Row[],
    outcome: { state: JobRowState; message: string | null },
  ): Promise<void>;
  /** Nothing more can be sent as this person. These rows were not. */
  giveUp(rows: readonly Row[], message: string): Promise<void>;
  /** Sends no more, with the reason; what waits goes on waiting. */
  halt(note: string): Promise<void>;
}

interface State {
  /** Rows in a row without a clear answer. */
  unclear: number;
  /** Times in a row that the source took nothing. */
  tries: number;
  /** Nothing more is to be sent. */
  isOver: boolean;
}

const BUSY_TRIES = 5;

/**
 * Sends what waits, each request once and so many at a time, until nothing is left, the signal aborts, or it makes no
 * sense to go on: the person is signed out, the source gives no clear answer time after time, or takes nothing. Throws
 * what is no source's fault, after everything that is on its way has been noted.
 */
export async function sendThrough<Row>(
  bench: Bench,
  lane: Lane<Row>,
  atOnce: number,
  signal: AbortSignal,
): Promise<void> {
  const state: State = { unclear: 0, tries: 0, isOver: false };
  const ways = Array.from({ length: atOnce }, () => sendOn(bench, lane, state, signal));
  // All of them end before a fault of one is told: what they sent is noted first.
  const ends = await Promise.allSettled(ways);
  for (const end of ends) if (end.status === "rejected") throw asError(end.reason);
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("a job could not be sent", { cause: reason });
}

async function sendOn<Row>(
  bench: Bench,
  lane: Lane<Row>,
  state: State,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted && !state.isOver) {
    const rest = await bench.inTurn(lane.source, async () => {
      // Claimed only when it can go out at once: what waits for a place is still waiting.
      if (signal.aborted || state.isOver) return null;
      const rows = await lane.claim();
      if (rows.length === 0) return null;
      const failure = await attempt(lane, rows);
      if (failure) return settleFailure({ bench, lane, state }, rows, failure);
      [state.unclear, state.tries] = [0, 0];
      return 0;
    });
    if (rest === null) return;
    if (rest > 0) await bench.pace.timing.pause(rest, signal);
  }
}

/** What went wrong, or `null`. An error that is no source's leaves the rows' outcome unknown, and is thrown. */
async function attempt<Row>(lane: Lane<Row>, rows: readonly Row[]): Promise<Failure | null> {
  try {
    await lane.send(rows);
    return null;
  } catch (error) {
    const { source, jobId: requestId } = lane;
    return failureOf(error, { source, requestId, now: Date.now() });
  }
}

/** Notes a failure. Returns how long to wait before the next is sent (ms), or `null` when none is to be. */
async function settleFailure<Row>(
  { bench, lane, state }: { bench: Bench; lane: Lane<Row>; state: State },
  rows: readonly Row[],
  failure: Failure,
): Promise<number | null> {
  const { pace } = bench;
  const halt = async (note: string) => {
    state.isOver = true;
    await lane.halt(note);
    return null;
  };
  switch (failure.kind) {
    case "ended": {
      state.unclear = failure.state === "unknown" ? state.unclear + 1 : 0;
      await lane.settle(rows, failure);
      if (state.unclear < pace.unclearMax) return 0;
      const { label } = SOURCE_LABELS[lane.source];
      return halt(
        `${label} gave no clear answer ${state.unclear} times in a row, so nothing more was sent. Go on when it answers again.`,
      );
    }
    case "over":
      state.isOver = true;
      await lane.giveUp(rows, failure.message);
      return null;
    case "later": {
      await lane.settle(rows, { state: "waiting", message: failure.message });
      if (!failure.isOwnLimit) state.tries += 1;
      if (state.tries > BUSY_TRIES) {
        return halt(`${failure.message} What waits was not sent. Go on when it answers again.`);
      }
      return Math.min(Math.max(failure.retryAt - Date.now(), 0), pace.busyMaxMs) + 1;
    }
  }
}
