import { expect, test } from "vitest";
import { clockWords } from "./clock-words";

const AT = "2026-03-01T12:00:00.000Z";

test.each([
  [0, 500, "In step (± 0.5 s)", false],
  [900, 20, "In step (± 0.1 s)", false],
  [1_500, 2_000, "In step (± 2.0 s)", false],
  [2_500, 300, "2.5 s ahead (± 0.3 s)", false],
  [-29_000, 500, "29.0 s behind (± 0.5 s)", false],
  [-95_000, 500, "1 min behind (± 0.5 s)", true],
  [7_200_000, 500, "2 h ahead (± 0.5 s)", true],
])("%s ms, give or take %s ms: %s", (skewMs, uncertaintyMs, words, isOff) => {
  expect(clockWords({ skewMs, uncertaintyMs, at: AT })).toEqual({ words, isOff });
});
