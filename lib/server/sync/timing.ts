import "server-only";

/** Time and chance as the sync sees them; tests pass their own. */
export interface Timing {
  /** Epoch ms. */
  now(): number;
  /** 0 ≤ random < 1. */
  random(): number;
  /** Resolves after the time or as soon as the signal aborts, whichever is first; never rejects. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const REAL_TIMING: Timing = {
  now: Date.now,
  random: Math.random,
  pause: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const finish = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", finish);
        resolve();
      };
      const timer = setTimeout(finish, ms);
      signal.addEventListener("abort", finish, { once: true });
    }),
};
