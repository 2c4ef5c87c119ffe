import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Store } from "../db";
import { aRecord } from "../test-company";
import { someParts } from "../test-parts";
import { createTestStore } from "../test-database";
import { applyDeviceRecords } from "../write/apply";
import { applyDeviceParts } from "../write/apply-device-parts";
import { markGone } from "../write/removal";
import { rejoinDevices } from "./devices";
import { readRecordsOfNodes } from "./node-records";
import { carryPosture } from "./posture";

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
});
afterAll(() => store.close());

async function putNode(id: number, status: string, facts: Record<string, string>, name = "node") {
  const ref = toRef("kace", "node", id);
  await store.db.execute(sql`
    insert into inventory_items (ref, source, kind, name, status, facts, search_text, hash, read_at)
    values (${ref}, 'kace', 'node', ${name}, ${status}, ${JSON.stringify(facts)}::json, '', '', now())
    on conflict (ref) do update set status = excluded.status`);
  return ref;
}

async function lensesOf(ref: Ref) {
  const found = await store.db.execute<{ lens: string; drift: string[]; told: string }>(sql`
    select v.lens, v.drift, concat_ws(' ', to_char(v.kace_seen_at, 'DD'), to_char(v.sysaid_seen_at, 'DD')) as told
    from device_views v join device_records d on d.device_id = v.device_id
    where d.ref = ${ref} order by v.lens`);
  return Object.fromEntries(found.rows.map(({ lens, drift, told }) => [lens, [drift, told]]));
}

test("each lens holds what its own records say, and when its own systems saw the device", async () => {
  const machine = aRecord("kace", "machine", 1, {
    serial: "SERIAL0001",
    lastSeenAt: "2026-11-03T08:00:00Z",
    facts: { "Agent version": "13.2" },
  });
  const asset = aRecord("sysaid", "asset", "A1", {
    serial: "SERIAL0001",
    ownerName: "Ada",
    lastSeenAt: "2026-11-05T08:00:00Z",
  });
  const ci = aRecord("sysaid", "ci", "9", {
    linkedRef: asset.ref,
    status: "Active",
    lastSeenAt: null,
  });
  await applyDeviceRecords(store, [machine, asset, ci]);
  await rejoinDevices(store, "all");
  const sysaid = ["ciInSysaid", "activeCiInSysaid", "inUseInSysaid"];
  expect(await lensesOf(machine.ref)).toEqual({
    both: [["agentInKace", ...sysaid], "03 05"],
    kace: [["agentInKace"], "03"],
    sysaid: [sysaid, "05"],
  });
});

test("an archived asset says so, and one that waits for it says that", async () => {
  const archived = aRecord("kace", "asset", 20, {
    archived: true,
    facts: { Archiving: "Completed" },
  });
  const pending = aRecord("kace", "asset", 21, { facts: { Archiving: "Pending" } });
  await applyDeviceRecords(store, [archived, pending]);
  await rejoinDevices(store, "all");
  expect((await lensesOf(archived.ref))["kace"]?.[0]).toEqual(["archivedInKace"]);
  expect((await lensesOf(pending.ref))["kace"]?.[0]).toEqual(["archivePendingInKace"]);
});

test("an archived machine's asset stays its device's, as a zombie where SysAid still works with it", async () => {
  const machine = aRecord("kace", "machine", 50, { serial: "SERIAL0050", host: "pc-50" });
  const asset = aRecord("kace", "asset", 50, { linkedRef: machine.ref, deviceKind: "other" });
  const inSysaid = aRecord("sysaid", "asset", "A50", { serial: "SERIAL0050", status: "Active" });
  const ci = aRecord("sysaid", "ci", "50", { linkedRef: inSysaid.ref, status: "Active" });
  await applyDeviceRecords(store, [machine, asset, inSysaid, ci]);
  await rejoinDevices(store, "all");
  const deviceOf = async (ref: Ref) => {
    const found = await store.db.execute<{ device_id: string; match_rule: string }>(
      sql`select device_id, match_rule from device_records where ref = ${ref}`,
    );
    return found.rows[0];
  };
  const before = await deviceOf(ci.ref);

  // KACE carries the archiving out: first the asset stands alone, and with the next sweep its machine is gone.
  const archived = { ...asset, linkedRef: null, archived: true, host: null, model: null };
  await applyDeviceRecords(store, [archived]);
  await rejoinDevices(store, [asset.ref]);
  expect((await deviceOf(asset.ref))?.device_id).toBe(before?.device_id);
  await markGone(store, "machines", [machine.ref]);
  await rejoinDevices(store, [machine.ref]);
  expect(await deviceOf(asset.ref)).toEqual({ device_id: before?.device_id, match_rule: "serial" });
  expect((await lensesOf(ci.ref))["both"]?.[0]).toEqual(
    expect.arrayContaining(["archivedInKace", "activeCiInSysaid"]),
  );

  // The same answer comes out when everything is matched at once.
  expect((await rejoinDevices(store, "all")).moved).toBe(0);

  // Once it stands for another machine, the former one says nothing about it any more.
  const other = aRecord("kace", "machine", 51, { serial: "SERIAL0051" });
  await applyDeviceRecords(store, [other, { ...archived, linkedRef: other.ref, archived: false }]);
  await rejoinDevices(store, [other.ref, asset.ref]);
  expect((await deviceOf(asset.ref))?.device_id).toBe((await deviceOf(other.ref))?.device_id);
  expect((await deviceOf(ci.ref))?.device_id).not.toBe((await deviceOf(other.ref))?.device_id);
});

test("an asset whose machine left without a word, its link still standing, stays with its device", async () => {
  const machine = aRecord("kace", "machine", 60, { serial: "SERIAL0060" });
  const asset = aRecord("kace", "asset", 60, { linkedRef: machine.ref, model: null });
  const inSysaid = aRecord("sysaid", "asset", "A60", { serial: "SERIAL0060" });
  await applyDeviceRecords(store, [machine, asset, inSysaid]);
  await rejoinDevices(store, "all");
  await markGone(store, "machines", [machine.ref]);
  await rejoinDevices(store, [machine.ref]);
  const found = await store.db.execute<{ ref: Ref }>(sql`
    select a.ref from device_records a join device_records b on b.device_id = a.device_id
    where b.ref = ${inSysaid.ref} and a.removed_at is null order by a.ref`);
  expect(found.rows.map(({ ref }) => ref)).toEqual([asset.ref, inSysaid.ref]);
});

test("a node is the device with its card, else with its name, else with its address; a silent one is none", async () => {
  const byMac = aRecord("kace", "machine", 30, { macs: ["3c:52:82:00:00:30"], ip: "10.0.0.30" });
  const byName = aRecord("kace", "machine", 31, { host: "switch-31.corp.example" });
  const byIp = aRecord("kace", "machine", 32, { ip: "10.0.0.32" });
  const silent = aRecord("kace", "machine", 33, { macs: ["3C-52-82-00-00-33"] });
  await applyDeviceRecords(store, [byMac, byName, byIp, silent]);
  await rejoinDevices(store, "all");
  const nodes = [
    // Its address is another's by now; its card is not.
    await putNode(30, "Answers", { MAC: "3C-52-82-00-00-30", Address: "10.0.0.32" }),
    await putNode(31, "Answers", {}, "SWITCH-31"),
    await putNode(32, "answers", { Address: "10.0.0.32" }, "10.0.0.32"),
    await putNode(33, "Silent", { MAC: "3C5282000033" }),
  ];
  const refs = await readRecordsOfNodes(store.db, nodes);
  expect(refs.toSorted()).toEqual([byMac, byName, byIp, silent].map(({ ref }) => ref).toSorted());
  await rejoinDevices(store, refs);
  const saidOf = async (ref: Ref) => (await lensesOf(ref))["kace"]?.[0];
  expect(await saidOf(byMac.ref)).toEqual(["answersAsNode"]);
  expect(await saidOf(byName.ref)).toEqual(["answersAsNode"]);
  expect(await saidOf(byIp.ref)).toEqual(["answersAsNode"]);
  expect(await saidOf(silent.ref)).toEqual([]);

  await putNode(30, "Silent", {});
  await rejoinDevices(store, await readRecordsOfNodes(store.db, nodes.slice(0, 1)));
  expect(await saidOf(byMac.ref)).toEqual([]);
});

test("fitness is carried to the lenses that may tell it, the newest reading that knows first", async () => {
  const found = await store.db.execute<{ id: string }>(
    sql`select device_id::text as id from device_records where ref = ${toRef("kace", "machine", 1)}`,
  );
  const parts = (ref: Ref, readAt: string, values: string) => sql`
    insert into device_parts (record_ref, read_at, hash, parts, process_numbers, service_numbers,
      startup_numbers, patch_numbers, is_encrypted, missing_patches, worst_patch_level)
    select ${ref}, ${readAt}, '', '{}', '{}', '{}', '{}', '{}', ${sql.raw(values)}`;
  await store.db.execute(parts(toRef("kace", "machine", 1), "2026-11-01", "true, 2, 3"));
  await store.db.execute(parts(toRef("sysaid", "asset", "A1"), "2026-11-02", "null, 0, null"));
  await carryPosture(store.db, [Number(found.rows[0]?.id)]);
  const views = await store.db.execute<Record<string, unknown>>(sql`
    select lens, is_encrypted, missing_patches, worst_patch_level from device_views
    where device_id = ${Number(found.rows[0]?.id)} order by lens`);
  expect(views.rows).toEqual([
    { lens: "both", is_encrypted: true, missing_patches: 2, worst_patch_level: 3 },
    { lens: "kace", is_encrypted: true, missing_patches: 2, worst_patch_level: 3 },
    { lens: "sysaid", is_encrypted: null, missing_patches: null, worst_patch_level: null },
  ]);
});

test("what was just read of a machine stands in its row at once", async () => {
  const machine = aRecord("kace", "machine", 40, { serial: "SERIAL0040" });
  await applyDeviceRecords(store, [machine]);
  await rejoinDevices(store, "all");
  const encryption = { isOn: true, isProtected: null, method: null };
  const posture = { ...someParts(machine.ref).posture, encryption };
  await applyDeviceParts(store, someParts(machine.ref, { posture }));
  const views = await store.db.execute<{ is_encrypted: boolean | null }>(sql`
    select is_encrypted from device_views where ref = ${machine.ref}`);
  expect(views.rows).toEqual([{ is_encrypted: true }]);
});
