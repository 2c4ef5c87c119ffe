import { expect, test } from "vitest";
import { addUp, runningSteps, spokenProgress, wordsOf } from "./fill-progress";

const step = (part: Partial<Parameters<typeof addUp>[0][number]>) => ({
  source: "kace" as const,
  entity: "tickets",
  done: 0,
  total: null,
  finished: false,
  background: false,
  error: null,
  ...part,
});

test("progress adds up, and has no total while one part does not know its own", () => {
  const known = [step({ done: 10, total: 40 }), step({ done: 5, total: 5, finished: true })];
  expect(addUp(known)).toEqual({ done: 15, total: 45 });
  expect(addUp([...known, step({ done: 3 })])).toEqual({ done: 18, total: null });
  expect(addUp([])).toEqual({ done: 0, total: null });
});

test("progress never exceeds its total, whatever a source first told", () => {
  expect(addUp([step({ done: 50, total: 40 })])).toEqual({ done: 50, total: 50 });
});

test("a voice hears quarters, not every row", () => {
  const said = [0, 10, 24, 25, 49, 60, 99].map((done) => spokenProgress({ done, total: 100 }));
  expect(new Set(said).size).toBe(4);
});

test("lists and background work are told apart, in words that people know", () => {
  const steps = [
    step({ finished: true }),
    step({ entity: "accounts" }),
    step({ entity: "relations", source: "sysaid", background: true }),
  ];
  expect(runningSteps(steps, false).map(wordsOf)).toEqual(["KACE people"]);
  expect(runningSteps(steps, true).map(wordsOf)).toEqual(["SysAid CI relations"]);
});
