import { expect, test } from "vitest";
import { toRef } from "@/lib/domain/ref";
import type { JobRowState } from "@/lib/domain/job";
import { failedRefs, progressOf, standingOf, unclearRefs } from "./progress";

const run = (counts: Partial<Record<JobRowState, number>>, endedAt: string | null = "x") => ({
  counts,
  endedAt,
  stoppedAt: null,
});

test("devices that were left out neither count as done nor as to do", () => {
  const counts = { done: 3, refused: 1, unknown: 1, running: 2, skipped: 9 };
  expect(progressOf({ counts })).toEqual({ total: 7, ended: 5, failed: 1, unknown: 1 });
});

test.each([
  [run({ done: 2 }), "done"],
  [run({ done: 1, failed: 1 }), "partly failed"],
  [run({ refused: 2, skipped: 1 }), "failed"],
  [run({ done: 1, unknown: 1 }), "unclear"],
  [run({ waiting: 1 }, null), "under way"],
  [{ ...run({ waiting: 1 }, null), stoppedAt: "x" }, "stopped"],
] as const)("a run stands as its rows and its own times say (%#)", (given, standing) => {
  expect(standingOf(given)).toBe(standing);
});

test("what may have happened is never among what is tried again", () => {
  const rows = (["done", "failed", "refused", "unknown", "skipped"] as const).map((state, at) => ({
    ...{ ref: toRef("kace", "machine", at + 1), name: state, state, message: null, at: "x" },
  }));
  expect(failedRefs(rows)).toEqual(["kace:machine:2", "kace:machine:3"]);
  expect(unclearRefs(rows)).toEqual(["kace:machine:4"]);
});
