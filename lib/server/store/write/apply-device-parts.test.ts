import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { DeviceParts, DevicePatch } from "@/lib/domain/device-parts";
import { toRef } from "@/lib/domain/ref";
import type { Store } from "../db";
import { aRecord } from "../test-company";
import { someParts } from "../test-parts";
import { createTestStore } from "../test-database";
import { applyDeviceRecords, applySoftware } from "./apply";
import { applyDeviceParts } from "./apply-device-parts";

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.db
    .execute(sql`truncate device_records, device_parts, inventory_items, patch_cves, history,
    software_titles, software_installs`);
  await applyDeviceRecords(store, [record], { firstFill: true });
});

const record = aRecord("kace", "machine", 1);
const title = (id: number, version: string) => ({
  ref: toRef("kace", "software", id),
  name: "Editor",
  version,
  publisher: null,
  installedCount: null,
});
const aPatch = (id: number, more: Partial<DevicePatch> = {}): DevicePatch => ({
  ref: toRef("kace", "patch", id),
  title: `Patch ${id}`,
  identifier: null,
  publisher: null,
  severity: "Critical",
  level: 4,
  cves: [`CVE-2026-100${id}`],
  ...more,
});
const apply = (more: Partial<DeviceParts>, readAt?: string) =>
  applyDeviceParts(store, someParts(record.ref, more), readAt === undefined ? {} : { readAt });
const install = (id: number) => ({
  deviceRecordRef: record.ref,
  titleRef: toRef("kace", "software", id),
  installedOn: null,
});
async function historyFields() {
  const found = await store.db.execute<{ fields: Record<string, unknown> }>(
    sql`select fields from history where ref = ${record.ref} order by id`,
  );
  return found.rows.map(({ fields }) => fields);
}

test("what changed between two readings becomes history field by field, and the first reading does not", async () => {
  await applySoftware(store, [title(1, "1.0"), title(2, "2.0")]);
  const disk = { name: "C:", fileSystem: "NTFS", totalBytes: 2 ** 38, freeBytes: 2 ** 37 };
  const posture = {
    encryption: { isOn: true, isProtected: true, method: null },
    tpm: null,
    agentVersion: "14.0",
    lastRestartAt: "2026-11-01T00:00:00Z",
    mobile: null,
  };
  await apply({ installs: [install(1)], disks: [disk], posture, missingPatches: [aPatch(1)] });
  expect(await historyFields()).toEqual([]);
  await apply({
    installs: [install(2)],
    disks: [{ ...disk, totalBytes: 2 ** 39, freeBytes: 5 }],
    posture: { ...posture, agentVersion: "14.1", lastRestartAt: null },
    missingPatches: [aPatch(2)],
    processes: [{ ref: toRef("kace", "process", 1), name: "x", detail: null, level: 1 }],
  });
  expect(await historyFields()).toEqual([
    {
      "posture.Agent": ["14.0", "14.1"],
      "disks.C:": ["256 GB", "512 GB"],
      "patches.Patch 1": ["missing", null],
      "patches.Patch 2": [null, "missing"],
      "software.Editor": ["1.0", "2.0"],
    },
  ]);
});

test("what comes and goes by itself leaves no history", async () => {
  const disk = { name: "C:", fileSystem: null, totalBytes: 2 ** 38, freeBytes: 2 ** 37 };
  await apply({ disks: [disk] });
  expect(await apply({ disks: [{ ...disk, freeBytes: 1 }] })).toBe(true);
  expect(await apply({ disks: [{ ...disk, freeBytes: 1 }] })).toBe(false);
  expect(await historyFields()).toEqual([]);
});

test("a group that one reading was not told is neither gained nor lost", async () => {
  await apply({ missingPatches: [aPatch(1)], installs: [install(1)] });
  await apply({ untold: ["patches", "software"] });
  expect(await historyFields()).toEqual([]);
  const found = await store.db.execute<{ n: number }>(
    sql`select count(*)::int as n from software_installs`,
  );
  expect(found.rows[0]?.n).toBe(1);
});

test("a flood of changes is told in a bounded row that counts the rest", async () => {
  await apply({});
  await apply({ missingPatches: Array.from({ length: 100 }, (_, at) => aPatch(at)) });
  const [fields = {}] = await historyFields();
  expect(Object.keys(fields)).toHaveLength(41);
  expect(fields["more"]).toEqual([null, "60 more"]);
});

test("missing patches stand in the inventory with their vulnerabilities, and change there", async () => {
  await apply({ missingPatches: [aPatch(1), aPatch(2, { cves: ["CVE-2026-1", "CVE-2026-2"] })] });
  await apply({ missingPatches: [aPatch(1, { severity: "Low", level: 1, cves: ["CVE-2026-9"] })] });
  const items = await store.db.execute(sql`
    select ref, kind, native_number as number, status, level from inventory_items order by ref`);
  expect(items.rows).toEqual([
    { ref: "kace:patch:1", kind: "patch", number: 1, status: "Low", level: 1 },
    { ref: "kace:patch:2", kind: "patch", number: 2, status: "Critical", level: 4 },
  ]);
  const cves = await store.db.execute(sql`select cve from patch_cves order by cve`);
  expect(cves.rows.map(({ cve }) => cve)).toEqual(["CVE-2026-1", "CVE-2026-2", "CVE-2026-9"]);
  const parts = await store.db.execute(sql`
    select patch_numbers as numbers, missing_patches as missing, worst_patch_level as worst from device_parts`);
  expect(parts.rows).toEqual([{ numbers: [1], missing: 1, worst: 1 }]);
});

test("an older reading does not undo a newer one, and an unknown record is left", async () => {
  await apply({ missingPatches: [aPatch(1)] }, "2026-11-20T10:00:00Z");
  expect(await apply({}, "2026-11-20T09:00:00Z")).toBe(false);
  const unknown = someParts(toRef("kace", "machine", 99));
  expect(await applyDeviceParts(store, unknown)).toBe(false);
  const found = await store.db.execute<{ n: number }>(
    sql`select sum(missing_patches)::int as n from device_parts`,
  );
  expect(found.rows[0]?.n).toBe(1);
});

test("the same patch of many machines, written at once, is one item", async () => {
  const records = Array.from({ length: 20 }, (_, at) => aRecord("kace", "machine", 100 + at));
  await applyDeviceRecords(store, records);
  const patches = Array.from({ length: 30 }, (_, at) => aPatch(at));
  await Promise.all(
    records.map(({ ref }, at) =>
      applyDeviceParts(
        store,
        someParts(ref, { missingPatches: at % 2 === 0 ? patches : [...patches].reverse() }),
      ),
    ),
  );
  const found = await store.db.execute<{ items: number; cves: number }>(sql`
    select (select count(*)::int from inventory_items) as items, (select count(*)::int from patch_cves) as cves`);
  expect(found.rows[0]).toEqual({ items: 30, cves: 30 });
});
