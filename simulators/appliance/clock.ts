/** The simulator's own time, epoch milliseconds: the machine's clock plus what tests have added. */
export interface Clock {
  now(): number;
  /** Moves time on by `ms` (never sleeps). */
  advance(ms: number): void;
  /** Back to where it began. */
  reset(): void;
}

/** With `startAt` (epoch ms) the clock stands still there until it is advanced; else it runs with the machine. */
export function createClock(startAt?: number): Clock {
  let addedMs = 0;
  return {
    now: () => (startAt ?? Date.now()) + addedMs,
    advance: (ms) => {
      addedMs += ms;
    },
    reset: () => {
      addedMs = 0;
    },
  };
}
