import { expect, test } from "vitest";
import { dueBounds } from "./due-groups";

test("today ends at midnight of the zone, this week with its Sunday", () => {
  expect(dueBounds("2026-11-20T12:00:00.000Z", "UTC")).toEqual({
    today: "2026-11-21T00:00:00.000Z",
    week: "2026-11-23T00:00:00.000Z",
  });
  expect(dueBounds("2026-11-22T23:30:00.000Z", "UTC")).toEqual({
    today: "2026-11-23T00:00:00.000Z",
    week: "2026-11-23T00:00:00.000Z",
  });
  // It is Monday already in Berlin.
  expect(dueBounds("2026-11-22T23:30:00.000Z", "Europe/Berlin")).toEqual({
    today: "2026-11-23T23:00:00.000Z",
    week: "2026-11-29T23:00:00.000Z",
  });
});
