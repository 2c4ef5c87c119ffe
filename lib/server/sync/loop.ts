import "server-only";
import { setMaxListeners } from "node:events";
import { REAL_TIMING, type Timing } from "./timing";

export interface LoopOptions {
  /** Rest between two runs, where a run does not ask for another. */
  pauseMs: number;
  /** Hears every error of a run; the loop goes on after it. */
  onError: (error: unknown) => void;
  timing?: Pick<Timing, "pause">;
}

/** Stops a loop: aborts the run that is under way and resolves when it has ended. */
export type Stop = () => Promise<void>;

/**
 * Runs again and again, never two at once. A run may return the ms to rest before the next.
 * Errors go to `onError`, never to an unhandled rejection.
 */
export function startLoop(
  run: (signal: AbortSignal) => Promise<number | void>,
  { pauseMs, onError, timing = REAL_TIMING }: LoopOptions,
): Stop {
  const controller = new AbortController();
  const { signal } = controller;
  // Every call that a run makes side by side listens here while it lasts: many listeners are no leak.
  setMaxListeners(0, signal);
  const turn = async (): Promise<void> => {
    while (!signal.aborted) {
      let restMs = pauseMs;
      try {
        restMs = (await run(signal)) ?? pauseMs;
      } catch (error) {
        if (!signal.aborted) onError(error);
      }
      await timing.pause(restMs, signal);
    }
  };
  const ended = turn();
  return () => {
    controller.abort();
    return ended;
  };
}
