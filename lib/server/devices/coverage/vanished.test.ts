import { afterAll, beforeAll, expect, test } from "vitest";
import { toRef } from "@/lib/domain/ref";
import type { Store } from "@/lib/server/store/db";
import { rejoinDevices } from "@/lib/server/store/join/devices";
import { readCoverage } from "@/lib/server/store/read/coverage";
import { readDevice } from "@/lib/server/store/read/device-detail";
import { listDevices } from "@/lib/server/store/read/devices";
import { NOW, VIEWERS, fillWithCompany } from "@/lib/server/store/test-company";
import { createTestStore } from "@/lib/server/store/test-database";
import { markGone } from "@/lib/server/store/write/removal";

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
  await fillWithCompany(store);
});
afterAll(() => store.close());

const viewerOf = (name: string) => {
  const viewer = VIEWERS[name];
  if (!viewer) throw new Error("nobody of that name");
  return viewer;
};
const ADMINISTRATOR = viewerOf("administrator of both");
const countOf = async () => (await readCoverage(store.db, ADMINISTRATOR, NOW)).all;

test("a device that left its only system is counted no more, and still opens and says since when", async () => {
  const ref = toRef("kace", "machine", 3);
  const before = await countOf();
  await markGone(store, "machines", [ref]);
  await rejoinDevices(store, [ref]);
  const after = await countOf();
  expect([after.total, after.kace]).toEqual([before.total - 1, before.kace - 1]);
  const listed = await listDevices(store.db, ADMINISTRATOR, { q: "SER0003", limit: 5, offset: 0 });
  expect(listed.total).toBe(0);

  const gone = await readDevice(store.db, ADMINISTRATOR, ref);
  expect(gone?.row).toMatchObject({ name: "PC-3", drift: [], openTickets: 0 });
  expect(gone?.records.map((record) => [record.ref, record.removedAt !== null])).toEqual([
    [ref, true],
  ]);
  // Its owner still sees it; somebody of the other system alone never does.
  expect(await readDevice(store.db, viewerOf("kai in KACE"), ref)).not.toBeNull();
  expect(await readDevice(store.db, viewerOf("administrator of SysAid"), ref)).toBeNull();
});

test("a device that left one of two systems stands in the other alone, and tells of the record that is gone", async () => {
  const machine = toRef("kace", "machine", 6);
  const asset = toRef("sysaid", "asset", "A6");
  const before = await countOf();
  await markGone(store, "machines", [machine]);
  await rejoinDevices(store, [machine]);
  const after = await countOf();
  expect([after.both, after.sysaid]).toEqual([before.both - 1, before.sysaid + 1]);
  for (const ref of [machine, asset]) {
    const device = await readDevice(store.db, ADMINISTRATOR, ref);
    expect(device?.row.sources).toEqual(["sysaid"]);
    expect(device?.records.map((record) => [record.ref, record.removedAt !== null])).toEqual([
      [asset, false],
      [machine, true],
    ]);
  }
});
