import { sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { readCoverageWeeks, reconstructWeeks, writeCoverageDay } from "./coverage-days-repo";
import type { Store } from "./db";
import { rejoinDevices } from "./join/devices";
import { readWholeCoverage } from "./read/coverage";
import { aRecord, fillWithCompany } from "./test-company";
import { createTestStore } from "./test-database";
import { applyDeviceRecords } from "./write/apply";

const stores: Store[] = [];
let store: Store;
beforeEach(async () => {
  store = await createTestStore();
  stores.push(store);
});
afterAll(() => Promise.all(stores.map((each) => each.close())));

/** A Wednesday. */
const NOW = "2026-11-18T12:00:00.000Z";

test("a day keeps what stands, and is written over by what stands later that day", async () => {
  await fillWithCompany(store);
  await writeCoverageDay(store.db, "2026-11-18T08:00:00.000Z");
  await applyDeviceRecords(store, [aRecord("kace", "machine", 900, { serial: "NEW900" })]);
  await rejoinDevices(store, "all");
  await writeCoverageDay(store.db, NOW);
  const { all } = await readWholeCoverage(store.db, NOW);
  const { weeks, measuredFrom } = await readCoverageWeeks(store.db, NOW);
  expect(measuredFrom).toBe("2026-11-18");
  expect(weeks).toEqual([
    { day: "2026-11-18", both: all.both, kace: all.kace, sysaid: all.sysaid, drift: all.drift },
  ]);
});

test("a week shows its last counted day, and only weeks of the last half year stand there", async () => {
  await fillWithCompany(store);
  for (const day of ["2026-04-01", "2026-11-09", "2026-11-11", "2026-11-17"])
    await writeCoverageDay(store.db, `${day}T10:00:00.000Z`);
  const { weeks, measuredFrom } = await readCoverageWeeks(store.db, NOW);
  expect(weeks.map(({ day }) => day)).toEqual(["2026-11-11", "2026-11-17"]);
  expect(measuredFrom).toBe("2026-04-01");
});

test("weeks before the first count follow the dates of records, and know nothing of drift", async () => {
  const day = (text: string) => `${text}T08:00:00.000Z`;
  await applyDeviceRecords(store, [
    aRecord("kace", "machine", 1, { serial: "S1AAAA", createdAt: day("2026-10-28") }),
    aRecord("sysaid", "asset", "A1", { serial: "S1AAAA" }),
    aRecord("kace", "machine", 2, { serial: "S2AAAA", createdAt: day("2020-01-01") }),
  ]);
  await rejoinDevices(store, "all");
  await store.db.execute(sql`
    update device_records set removed_at = '2026-11-10' where ref = 'kace:machine:2'`);
  await reconstructWeeks(store.db, NOW);
  await writeCoverageDay(store.db, NOW);
  const { weeks } = await readCoverageWeeks(store.db, NOW);
  const told = Object.fromEntries(
    weeks.map(({ day: end, both, kace, sysaid, drift }) => [
      end,
      [both, kace, sysaid, drift === null ? "worked out" : "counted"],
    ]),
  );
  expect(Object.keys(told)).toHaveLength(26);
  expect(told["2026-10-25"]).toEqual([0, 1, 1, "worked out"]);
  expect(told["2026-11-01"]).toEqual([1, 1, 0, "worked out"]);
  expect(told["2026-11-15"]).toEqual([1, 0, 0, "worked out"]);
  expect(told["2026-11-18"]?.[3]).toBe("counted");
});
