import "server-only";
import type { Clock } from "../clock";

export interface ManualClock extends Clock {
  /** Moves time and wakes who waited for it; resolves when they have run on. */
  advance(ms: number): Promise<void>;
  /** The waits under way, in ms of their whole length. */
  waits(): number[];
}

/** A clock that stands still until it is moved. */
export function createManualClock(startMs = 1_000_000): ManualClock {
  let now = startMs;
  let sleepers: { until: number; ms: number; wake: () => void }[] = [];
  return {
    now: () => now,
    wait(ms, signal) {
      return new Promise<void>((resolve, reject) => {
        const sleeper = { until: now + ms, ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal.reason);
        });
      });
    },
    async advance(ms) {
      now += ms;
      const due = sleepers.filter((sleeper) => sleeper.until <= now);
      sleepers = sleepers.filter((sleeper) => sleeper.until > now);
      for (const sleeper of due) sleeper.wake();
      await settle();
    },
    waits: () => sleepers.map((sleeper) => sleeper.ms),
  };
}

/** Lets everything that is ready to run run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
