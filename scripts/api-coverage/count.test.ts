import { expect, test } from "vitest";
import { countCoverage } from "./count.mjs";

const operations = [
  { source: "kace", group: "asset", id: "assets.list" },
  { source: "kace", group: "asset", id: "assets.read" },
  { source: "sysaid", group: "Users", id: "users.list" },
];
type Told = Record<string, string>;
const fileOf = (name: string, told: Told, verb: string) => ({
  name,
  assertionResults: Object.entries(told).map(([id, status]) => ({
    title: `${id} is ${verb} as its row says`,
    status,
    failureMessages: status === "failed" ? ["AssertionError: no rows\n  at there"] : [],
  })),
});
const report = (kace: Told, sysaid: Told, proxy: Told) => [
  fileOf("/here/lib/server/kace/operations/contract.test.ts", kace, "answered"),
  fileOf("C:\\here\\lib\\server\\sysaid\\operations\\contract.test.ts", sysaid, "answered"),
  fileOf("/here/lib/server/proxy/contract.test.ts", proxy, "carried"),
];
const KACE = { "assets.list": "passed", "assets.read": "passed" };
const SYSAID = { "users.list": "passed" };
const PROXY = {
  "kace.assets.list": "passed",
  "kace.assets.read": "passed",
  "sysaid.users.list": "passed",
};

test("all is covered when each operation passed on both ways", () => {
  expect(countCoverage(operations, report(KACE, SYSAID, PROXY))).toEqual({
    groups: [
      { source: "kace", group: "asset", operations: 2, client: 2, proxy: 2 },
      { source: "sysaid", group: "Users", operations: 1, client: 1, proxy: 1 },
    ],
    gaps: [],
    others: [],
    covered: 3,
    total: 3,
  });
});

test("what failed, was left out or has no test at all is a gap, by its id", () => {
  const proxy = { "kace.assets.list": "failed", "sysaid.users.list": "skipped" };
  const { gaps, groups, covered } = countCoverage(operations, report(KACE, SYSAID, proxy));
  expect(gaps.map(({ operation, way, reason }) => [operation.id, way, reason])).toEqual([
    ["assets.list", "proxy", "AssertionError: no rows"],
    ["assets.read", "proxy", "no test calls it"],
    ["users.list", "proxy", "skipped"],
  ]);
  expect(groups[0]).toMatchObject({ operations: 2, client: 2, proxy: 0 });
  expect(covered).toBe(0);
});

test("a test of an operation that no catalogue holds covers nothing, and is named", () => {
  const sysaid = { ...SYSAID, "users.dance": "passed" };
  const { covered, total, others } = countCoverage(operations, report(KACE, sysaid, PROXY));
  expect([covered, total]).toEqual([3, 3]);
  expect(others).toEqual(["users.dance is answered as its row says"]);
});

test("another failed test of the same files is named", () => {
  const files = report(KACE, SYSAID, PROXY);
  const failed = { title: "kace.assets.list is for everybody", status: "failed" };
  files[2]?.assertionResults.push({ ...failed, failureMessages: [] });
  expect(countCoverage(operations, files).others).toEqual([failed.title]);
});

test("an empty report covers nothing", () => {
  expect(countCoverage(operations, [])).toMatchObject({ covered: 0, total: 3 });
});
