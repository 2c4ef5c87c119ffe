import "server-only";

// How far a server's clock is from ours, out of the Date header that every answer carries anyway. The header
// tells whole seconds, and the moment it was written lies somewhere between sending and receiving, so one
// answer gives an interval. All intervals of the last minutes hold the truth, hence so does what they share.

/** One answer's evidence. Times are epoch ms of our own clock. */
export interface DatedAnswer {
  /** The Date header. */
  date: string | null;
  /** The Age header: an answer out of a cache tells when the cache was filled. */
  age: string | null;
  sentAt: number;
  receivedAt: number;
}

export interface ClockEstimate {
  /** How far the server's clock runs ahead of ours, in ms; negative when it is behind. */
  skewMs: number;
  /** The truth lies at most this far from `skewMs`. */
  uncertaintyMs: number;
  /** Epoch ms of the newest answer that it is made of. */
  at: number;
}

export interface ClockSkew {
  note(answer: DatedAnswer): void;
  /** `null` until an answer has told the time. */
  estimate(): ClockEstimate | null;
}

interface Interval {
  from: number;
  to: number;
  at: number;
}

const SECOND_MS = 1_000;
/** Clocks are set now and then; evidence from before that would contradict the rest. */
const KEPT_MS = 10 * 60_000;
const KEPT_MAX = 32;

/** Creates the watch over one server's clock. */
export function createClockSkew(): ClockSkew {
  let intervals: Interval[] = [];
  return {
    note({ date, age, sentAt, receivedAt }) {
      const told = date === null ? Number.NaN : Date.parse(date);
      if (Number.isNaN(told) || (age !== null && Number(age) !== 0)) return;
      const interval = { from: told - receivedAt, to: told + SECOND_MS - sentAt, at: receivedAt };
      const young = intervals.filter((one) => one.at > receivedAt - KEPT_MS);
      // Evidence that contradicts the newest is of another clock: one that was set, or another server's.
      const fitting = young.filter((one) => one.from <= interval.to && one.to >= interval.from);
      intervals = [...fitting, interval].slice(-KEPT_MAX);
    },
    estimate() {
      const newest = intervals.at(-1);
      if (newest === undefined) return null;
      const shared = intervals.reduce((a, b) => ({
        from: Math.max(a.from, b.from),
        to: Math.min(a.to, b.to),
        at: b.at,
      }));
      const { from, to } = shared.from <= shared.to ? shared : newest;
      return { skewMs: (from + to) / 2, uncertaintyMs: (to - from) / 2, at: newest.at };
    },
  };
}
