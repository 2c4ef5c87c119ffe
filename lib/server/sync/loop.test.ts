import { expect, test } from "vitest";
import { startLoop } from "./loop";
import { REAL_TIMING } from "./timing";

/** Pauses that last until they are let go or aborted; tells how long each wanted to be. */
function handPauses() {
  const asked: number[] = [];
  let letGo = () => undefined as void;
  let onPause = () => undefined as void;
  return {
    asked,
    pause: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        asked.push(ms);
        letGo = resolve;
        signal.addEventListener("abort", () => resolve(), { once: true });
        if (signal.aborted) resolve();
        onPause();
      }),
    goOn: () => letGo(),
    nextPause: () => new Promise<void>((resolve) => (onPause = resolve)),
  };
}

test("runs never overlap, rest as told or as long as the run asked, and errors go to the handler", async () => {
  const pauses = handPauses();
  const errors: unknown[] = [];
  let runs = 0;
  let at = 0;
  const run = async () => {
    expect((at += 1)).toBe(1);
    await Promise.resolve();
    at -= 1;
    runs += 1;
    if (runs === 2) throw new Error("second");
    return runs === 3 ? 7 : undefined;
  };
  const first = pauses.nextPause();
  const stop = startLoop(run, { pauseMs: 100, onError: (e) => errors.push(e), timing: pauses });
  await first;
  for (let n = 0; n < 2; n += 1) {
    const next = pauses.nextPause();
    pauses.goOn();
    await next;
  }
  await stop();
  expect(runs).toBe(3);
  expect(pauses.asked).toEqual([100, 100, 7]);
  expect(errors).toEqual([new Error("second")]);
});

test("stop aborts the run that is under way, waits for its end, and no other follows", async () => {
  const ended: string[] = [];
  const errors: unknown[] = [];
  const stop = startLoop(
    async (signal) => {
      await REAL_TIMING.pause(60_000, signal);
      ended.push("run");
      signal.throwIfAborted();
    },
    { pauseMs: 0, onError: (error) => errors.push(error) },
  );
  await stop();
  expect(ended).toEqual(["run"]);
  expect(errors).toEqual([]);
});
