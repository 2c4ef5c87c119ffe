import { expect, test } from "vitest";
import { settleTimes, withEnds, withMinutes, workUntil } from "./work-times";

const now = new Date(2026, 5, 1, 14, 30);
const START = workUntil(now);

test("a length moves the beginning, and the ends give the length", () => {
  const half = withMinutes(START, "30");
  expect(half).toEqual({ from: "2026-06-01T14:00", to: "2026-06-01T14:30", minutes: "30" });
  expect(withEnds(half, { from: "2026-06-01T13:15" }).minutes).toBe("75");
  expect(withEnds(half, { to: "2026-06-01T13:15" }).minutes).toBe("");
  expect(settleTimes(half)).toEqual({
    startedAt: new Date(2026, 5, 1, 14, 0).toISOString(),
    endedAt: now.toISOString(),
  });
});

test.each([
  [START, "one minute or more"],
  [{ ...START, minutes: "half" }, "whole number"],
  [{ ...START, from: "2026-06-01T15:00" }, "before it begins"],
  [{ ...START, from: "2026-05-01T15:00" }, "seven days"],
  [{ ...START, to: "" }, "when it ended"],
])("%j is not sent", (times, words) => {
  expect(settleTimes(times)).toEqual({ fault: expect.stringContaining(words) });
});
