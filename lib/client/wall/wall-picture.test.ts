import { expect, test } from "vitest";
import { WallResult } from "@/lib/contracts/metrics";
import { TILES_MAX, parseKeptPicture, toWallAge, toWallPages } from "./wall-picture";

const bar = (key: string, count: number) => ({ key, label: key, count, href: "" });
const picture = WallResult.parse({
  name: "Service desk",
  asOf: "2026-11-22T10:00:00Z",
  sources: {
    kace: { state: "fresh", asOf: "2026-11-22T09:59:50Z" },
    sysaid: { state: "fresh", asOf: "2026-11-22T09:59:20Z" },
  },
  metrics: {
    openTickets: 412,
    newToday: 9,
    closedToday: 7,
    overdue: 31,
    unassigned: 12,
    awaitsApproval: 3,
    devices: 2000,
    staleDevices: 140,
    trend: [
      { day: "2026-11-21", created: 20, closed: 18, backlog: 410 },
      { day: "2026-11-22", created: 9, closed: 7, backlog: 412 },
    ],
    backlogByAge: [bar("7-30", 100), bar("30-90", 60), bar("90-", 40)],
    openByPriority: [bar("1", 8), bar("2", 20)],
    openByQueue: [],
    devicesByOs: [],
    devicesByCheckIn: [],
  },
});
const stale = {
  ...picture,
  sources: {
    ...picture.sources,
    sysaid: { state: "stale" as const, asOf: "2026-11-22T08:00:00Z", reason: "does not answer" },
  },
};

test("a page holds at most six tiles, with and without a picture the same ones", () => {
  const shape = (pages: ReturnType<typeof toWallPages>) =>
    pages.map((page) => page.map((one) => one.key));
  for (const page of toWallPages(picture)) expect(page.length).toBeLessThanOrEqual(TILES_MAX);
  expect(shape(toWallPages(null))).toEqual(shape(toWallPages(picture)));
  expect(
    toWallPages(null)
      .flat()
      .every((one) => one.count === null),
  ).toBe(true);
});

test("every tile shows the number that its title names", () => {
  const counts = Object.fromEntries(
    toWallPages(picture)
      .flat()
      .map((one) => [one.key, one.count]),
  );
  expect(counts).toMatchObject({ open: 412, urgent: 8, old: 100, "trend-new": 29, stale: 140 });
});

test("a picture is as old as its oldest system, and says which one is to blame", () => {
  expect(toWallAge(picture, null)).toEqual({
    origins: "KACE and SysAid",
    asOf: "2026-11-22T09:59:20Z",
    staleBecause: null,
  });
  expect(toWallAge(stale, null)).toMatchObject({
    asOf: "2026-11-22T08:00:00Z",
    staleBecause: "SysAid: does not answer",
  });
  expect(toWallAge(picture, "Sightline cannot be reached").staleBecause).toMatch(
    /cannot be reached/,
  );
});

test("a system that gives nothing is not named as an origin", () => {
  const alone = {
    ...picture,
    sources: {
      ...picture.sources,
      sysaid: { state: "missing" as const, reason: "not configured" },
    },
  };
  expect(toWallAge(alone, null)).toMatchObject({ origins: "KACE", staleBecause: null });
});

test("a kept picture comes back whole", () => {
  expect(parseKeptPicture(JSON.stringify(picture))).toEqual(picture);
  expect(parseKeptPicture(JSON.stringify(stale))).toEqual(stale);
});

test.each([
  null,
  "",
  "{",
  "null",
  "[]",
  "{}",
  JSON.stringify({ ...picture, metrics: { ...picture.metrics, overdue: "31" } }),
  JSON.stringify({ ...picture, metrics: { ...picture.metrics, trend: [null] } }),
  JSON.stringify({ ...picture, sources: {} }),
])("what another version kept, or nobody did, is no picture: %#", (text) => {
  expect(parseKeptPicture(text)).toBeNull();
});
