import { expect, test } from "vitest";
import { RHYTHMS } from "./schedule";
import { progressOf, sourceStateOf, type StateRow } from "./state";

const NOW = Date.parse("2026-03-02T10:00:00.000Z");
const ago = (ms: number) => new Date(NOW - ms).toISOString();

/** Rows of a source whose lists were all read ten seconds ago. */
function healthy(source: "kace" | "sysaid"): StateRow[] {
  return RHYTHMS.filter((rhythm) => rhythm.source === source).map(({ entity }) => ({
    source,
    entity,
    phase: "resting",
    rowsDone: 10,
    rowsTotal: 10,
    lastOkAt: ago(10_000),
    lastSweepAt: ago(3_600_000),
    lastError: null,
  }));
}
const but = (rows: StateRow[], entity: string, change: Partial<StateRow>) =>
  rows.map((row) => (row.entity === entity ? { ...row, ...change } : row));

test.each<[string, StateRow[], boolean, object]>([
  ["not configured", [], false, { state: "missing", reason: "SysAid is not configured" }],
  ["never read", [], true, { state: "missing", reason: "SysAid was never read yet" }],
  [
    "the very first reading",
    healthy("sysaid").map((row) => ({
      ...row,
      lastOkAt: null,
      lastSweepAt: null,
      phase: "reading",
    })),
    true,
    { state: "missing", reason: "SysAid is being read for the first time" },
  ],
  [
    "never reached",
    healthy("sysaid").map((row) => ({
      ...row,
      lastOkAt: null,
      lastError: "no connection to SysAid",
    })),
    true,
    { state: "missing", reason: "never read yet: no connection to SysAid" },
  ],
  ["all in rhythm", healthy("sysaid"), true, { state: "fresh", asOf: ago(10_000) }],
  [
    "one failure within the rhythm",
    but(healthy("sysaid"), "tickets", {
      phase: "backing_off",
      lastError: "SysAid answers 503",
      lastOkAt: ago(30_000),
    }),
    true,
    { state: "fresh", asOf: ago(30_000) },
  ],
  [
    "tickets silent for too long",
    but(healthy("sysaid"), "tickets", {
      phase: "backing_off",
      lastError: "SysAid answers 429 until 10:41 UTC",
      lastOkAt: ago(1_200_000),
    }),
    true,
    { state: "stale", asOf: ago(1_200_000), reason: "SysAid answers 429 until 10:41 UTC" },
  ],
  [
    "a sweep that was not believed",
    but(healthy("sysaid"), "assets", {
      phase: "suspect",
      lastError: "SysAid suddenly shows no assets at all; the 10 known ones are kept",
    }),
    true,
    {
      state: "stale",
      asOf: ago(10_000),
      reason: "SysAid suddenly shows no assets at all; the 10 known ones are kept",
    },
  ],
  [
    "one list still to come",
    but(healthy("sysaid"), "cis", { phase: "reading", lastOkAt: null, lastSweepAt: null }),
    true,
    { state: "stale", asOf: ago(10_000), reason: "CIs are being read for the first time" },
  ],
  [
    "a sync that does not run",
    healthy("sysaid").map((row) => ({ ...row, lastOkAt: ago(86_400_000) })),
    true,
    {
      state: "stale",
      asOf: ago(86_400_000),
      reason: "queues were last read at 2026-03-01 10:00 UTC",
    },
  ],
])("%s", (_, rows, configured, expected) => {
  expect(sourceStateOf("sysaid", [...rows, ...healthy("kace")], configured, NOW)).toEqual(expected);
});

test("progress is ready when every list of every configured source was read once", () => {
  const counts = [{ source: "sysaid" as const, task: "relations" as const, done: 3, total: 600 }];
  const rows = [...healthy("kace"), ...healthy("sysaid")];
  const done = progressOf(rows, counts, ["kace", "sysaid"]);
  expect(done.ready).toBe(true);
  expect(done.steps.at(-1)).toEqual({
    source: "sysaid",
    entity: "relations",
    done: 3,
    total: 600,
    finished: false,
    background: true,
    error: null,
  });
  const filling = but(rows, "cis", { lastSweepAt: null, rowsDone: 4, rowsTotal: 600 });
  expect(progressOf(filling, counts, ["kace", "sysaid"]).ready).toBe(false);
  expect(progressOf(filling, counts, ["kace"]).ready).toBe(true);
  expect(progressOf([], [], ["kace"]).ready).toBe(false);
});
