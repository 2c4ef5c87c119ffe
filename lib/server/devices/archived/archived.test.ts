import { afterAll, beforeAll, expect, test } from "vitest";
import { ListArchivedQuery } from "@/lib/contracts/archived";
import type { DeviceRecord } from "@/lib/domain/device";
import { toRef } from "@/lib/domain/ref";
import type { Store } from "@/lib/server/store/db";
import { rejoinDevices } from "@/lib/server/store/join/devices";
import { archivedFacets, listArchived } from "@/lib/server/store/read/archived";
import { aRecord, fillWithCompany, VIEWERS } from "@/lib/server/store/test-company";
import { createTestStore } from "@/lib/server/store/test-database";
import { applyDeviceRecords } from "@/lib/server/store/write/apply";

let store: Store;
const asset = (id: number, more: Partial<DeviceRecord>) =>
  aRecord("kace", "asset", id, { lastSeenAt: null, ...more });
const completed = (reason: string) => ({
  archived: true,
  facts: { Archiving: "Completed", "Archive reason": reason },
});

beforeAll(async () => {
  store = await createTestStore();
  await fillWithCompany(store);
  await applyDeviceRecords(store, [
    asset(100, {
      ...completed("End of life"),
      ownerRef: toRef("kace", "user", "tim"),
      site: "Kiel",
    }),
    // SysAid knows these two by their serial.
    asset(101, { ...completed("Returned"), serial: "SERIAL0101" }),
    aRecord("sysaid", "ci", "101", { serial: "SERIAL0101", status: "Active", lastSeenAt: null }),
    asset(102, { ...completed("Returned"), serial: "SERIAL0102" }),
    aRecord("sysaid", "ci", "102", { serial: "SERIAL0102", status: "Retired", lastSeenAt: null }),
    asset(103, { facts: { Archiving: "Pending" }, linkedRef: toRef("kace", "machine", 6) }),
    asset(104, {}),
    // It reports again, so that it is no longer archived.
    asset(105, { ...completed("Lost"), linkedRef: toRef("kace", "machine", 2) }),
  ]);
  await rejoinDevices(store, "all");
});
afterAll(() => store.close());

const viewerOf = (name: string) => {
  const viewer = VIEWERS[name];
  if (!viewer) throw new Error("nobody of that name");
  return viewer;
};
async function find(name: string, filter: Record<string, string> = {}) {
  const query = await ListArchivedQuery.parseAsync(filter);
  const { rows, total } = await listArchived(store.db, viewerOf(name), query);
  expect(total).toBe(rows.length);
  return rows;
}
const idsOf = (rows: { ref: string }[]) => rows.map(({ ref }) => Number(ref.split(":")[2])).sort();

test("what is archived or about to be stands there, with its reason, owner and what SysAid still says", async () => {
  const rows = await find("administrator of both", { sort: "name" });
  expect(
    rows.map(({ ref, state, reason, ownerName, sysaid }) => [
      ref,
      state,
      reason,
      ownerName,
      sysaid,
    ]),
  ).toEqual([
    ["kace:asset:100", "completed", "End of life", "TIM", "none"],
    ["kace:asset:101", "completed", "Returned", null, "activeCi"],
    ["kace:asset:102", "completed", "Returned", null, "known"],
    ["kace:asset:103", "pending", null, null, "known"],
  ]);
});

test("filters and search find the rows that their counts promise", async () => {
  const name = "administrator of both";
  expect(idsOf(await find(name, { state: "pending" }))).toEqual([103]);
  expect(idsOf(await find(name, { sysaid: "activeCi,known" }))).toEqual([101, 102, 103]);
  expect(idsOf(await find(name, { reason: "none" }))).toEqual([103]);
  expect(idsOf(await find(name, { site: "Kiel" }))).toEqual([100]);
  expect(idsOf(await find(name, { q: "returned" }))).toEqual([101, 102]);
  const facets = await archivedFacets(store.db, viewerOf(name), {});
  for (const [id, options] of Object.entries(facets)) {
    for (const { value, count } of options)
      expect(await find(name, { [id]: value }), `${id}=${value}`).toHaveLength(count);
  }
});

test("each viewer sees the archive of KACE as far as they see KACE, and of SysAid nothing beyond their rights", async () => {
  expect((await find("administrator of KACE")).map(({ sysaid }) => sysaid)).toEqual(
    Array(4).fill("none"),
  );
  expect(await find("administrator of SysAid")).toEqual([]);
  expect(await find("nobody")).toEqual([]);
  expect(idsOf(await find("tim in both"))).toEqual([100]);
  expect(idsOf(await find("kai in KACE"))).toEqual([]);
});

test("when it was archived is what was seen, else the asset's last change", async () => {
  const at = "2026-11-19T08:00:00.000Z";
  const before = await find("administrator of both", { q: "PC-104" });
  expect(before).toEqual([]);
  await applyDeviceRecords(store, [asset(104, completed("Sold"))]);
  await rejoinDevices(store, [toRef("kace", "asset", 104)]);
  const [seen] = await find("administrator of both", { q: "Sold" });
  expect(seen).toMatchObject({ wasSeen: true });
  expect(seen?.archivedAt).not.toBe(at);
  const [unseen] = await find("administrator of both", { site: "Kiel" });
  expect(unseen).toMatchObject({ wasSeen: false, archivedAt: at });
});
