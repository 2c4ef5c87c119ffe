import { expect, test } from "vitest";
import type { ProgressStep } from "@/lib/server/sync/state";
import { healthWord } from "./read-health";

const step = (change: Partial<ProgressStep>): ProgressStep => ({
  source: "kace",
  entity: "tickets",
  done: 0,
  total: null,
  finished: false,
  background: false,
  error: null,
  ...change,
});

test("a first fill that goes on is starting, and one that a source holds up is degraded", () => {
  expect(healthWord({ ready: false, steps: [step({})] }, false)).toBe("starting");
  const down = step({ source: "sysaid", error: "no connection to SysAid" });
  expect(healthWord({ ready: false, steps: [step({ finished: true }), down] }, false)).toBe(
    "degraded",
  );
  const behind = step({ background: true, error: "no connection to SysAid" });
  expect(healthWord({ ready: false, steps: [step({}), behind] }, false)).toBe("starting");
});

test("a filled index is ok only while every source is fresh", () => {
  const ready = { ready: true, steps: [step({ finished: true })] };
  expect([healthWord(ready, true), healthWord(ready, false)]).toEqual(["ok", "degraded"]);
});
