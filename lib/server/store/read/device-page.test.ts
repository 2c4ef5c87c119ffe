import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TIMELINE_KINDS } from "@/lib/domain/device-timeline";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Visibility } from "@/lib/domain/viewer";
import type { Store } from "../db";
import { rejoinDevices } from "../join/devices";
import { joinPeople } from "../join/people";
import { NOW, aRecord, aTicket, anAccount } from "../test-company";
import { someParts } from "../test-parts";
import { createTestStore } from "../test-database";
import { applyAccounts, applyDeviceRecords, applyTickets } from "../write/apply";
import { applyDeviceParts } from "../write/apply-device-parts";
import { readCustody } from "./device-custody";
import { readPosture, readSoftware } from "./device-parts";
import { readPeers } from "./device-peers";
import { readTimeline, type TimelinePlace } from "./device-timeline";
import { findDevice } from "./visible-device";

const ALL: Visibility = { kace: "all", sysaid: "all", accountRefs: [], copiedAs: [] };
const KACE_ONLY: Visibility = { ...ALL, sysaid: "none" };
const mine = (ref: Ref): Visibility => ({
  kace: "own",
  sysaid: "none",
  accountRefs: [ref],
  copiedAs: [],
});
const machine = toRef("kace", "machine", 1);
const asset = toRef("sysaid", "asset", "A1");
const tim = anAccount("kace", "tim");
const lea = anAccount("kace", "lea");

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
  await applyAccounts(store, [tim, lea]);
  await joinPeople(store);
  const peers = Array.from({ length: 8 }, (_, at) =>
    aRecord("kace", "machine", 10 + at, {
      serial: `SERPEER${at}`,
      model: "Latitude 7000",
      createdAt: `2026-0${1 + at}-01T00:00:00Z`,
      ownerRef: at < 2 ? tim.ref : lea.ref,
    }),
  );
  await applyDeviceRecords(
    store,
    [
      aRecord("kace", "machine", 1, {
        serial: "SER0001",
        name: "BOX",
        ownerRef: tim.ref,
        ownerName: "Tim",
      }),
      aRecord("sysaid", "asset", "A1", { serial: "SER0001", name: "BOX" }),
      ...peers,
    ],
    { firstFill: true },
  );
  await rejoinDevices(store, "all");
  await applyDeviceRecords(store, [
    aRecord("kace", "machine", 1, {
      serial: "SER0001",
      name: "BOX",
      ownerRef: tim.ref,
      ownerName: "Tina",
    }),
    aRecord("sysaid", "asset", "A1", { serial: "SER0001", name: "BOX", site: "Kiel" }),
  ]);
  await applyTickets(store, [
    aTicket("kace", 1, { deviceRecordRef: machine, title: "Fan", requesterRef: tim.ref }),
    aTicket("sysaid", 2, { deviceRecordRef: asset, title: "Lost", statusKind: "closed" }),
    ...peers.slice(0, 3).map(({ ref }, at) => aTicket("kace", 50 + at, { deviceRecordRef: ref })),
  ]);
  await store.db.execute(sql`
    insert into match_decisions (record_a, record_b, verdict, reason, decided_by, decided_at, evidence)
    values (${machine}, ${asset}, 'same', 'I saw it', 'ada', '2026-11-12T08:00:00Z', 'x')`);
  await store.db.execute(sql`
    insert into runs (id, kind, title, started_by, account_ref, vault_id, started_at, options)
    values ('r1', 'script', 'Clean up', 'ada', 'kace:user:1', 'v', '2026-11-13T08:00:00Z', '{}')`);
  await store.db.execute(sql`
    insert into run_targets (run_id, record_ref, name, state, at)
    values ('r1', ${machine}, 'BOX', 'done', '2026-11-13T08:01:00Z')`);
  for (const target of [machine, asset])
    await store.db.execute(sql`
      insert into audit (at, who, operation, target, outcome, request_id, detail)
      values ('2026-11-14T08:00:00.123456Z', 'ada', 'devices.edit', ${target}, 'ok', 'q', '{}')`);
  for (const [at, peer] of peers.entries())
    await applyDeviceParts(
      store,
      someParts(peer.ref, {
        posture: { ...someParts(peer.ref).posture, lastRestartAt: `2026-11-${10 + at}T12:00:00Z` },
        disks: [{ name: "C:", fileSystem: null, totalBytes: 100, freeBytes: 10 * (at + 1) }],
        missingPatches: Array.from({ length: at }, (_unused, n) => ({
          ref: toRef("kace", "patch", n + 1),
          title: `Patch ${n}`,
          identifier: null,
          publisher: null,
          severity: null,
          level: null,
          cves: [],
        })),
      }),
    );
});
afterAll(() => store.close());

async function seen(visibility: Visibility, ref: Ref = machine) {
  const found = await findDevice(store.db, visibility, ref);
  if (!found) throw new Error("not seen");
  return found;
}
const timeline = async (visibility: Visibility, limit = 100, before: TimelinePlace | null = null) =>
  readTimeline(store.db, await seen(visibility), { kinds: TIMELINE_KINDS, before, limit });

test("the timeline holds all that happened, newest first", async () => {
  const lines = await timeline(ALL);
  expect(lines.map(({ kind, source }) => `${kind} ${source ?? "-"}`).sort()).toEqual([
    "change kace",
    "change sysaid",
    "join -",
    "run kace",
    "ticket kace",
    "ticket sysaid",
    "ticket sysaid",
    "write kace",
    "write sysaid",
  ]);
  const moments = lines.map(({ at }) => at);
  expect(moments).toEqual([...moments].sort().reverse());
});

test("who sees KACE alone learns nothing that SysAid says, nor that somebody linked the two", async () => {
  const lines = await timeline(KACE_ONLY);
  expect(lines.map(({ kind }) => kind).sort()).toEqual(["change", "run", "ticket", "write"]);
  expect(JSON.stringify(lines)).not.toMatch(/sysaid|Lost|Kiel/);
  expect(await findDevice(store.db, KACE_ONLY, asset)).toBeNull();
});

test("an owner sees the machine's changes and their own tickets, not what others did to it", async () => {
  const lines = await timeline(mine(tim.ref));
  expect(lines.map(({ kind }) => kind).sort()).toEqual(["change", "ticket"]);
  expect(await findDevice(store.db, mine(lea.ref), machine)).toBeNull();
});

test("pages of any size lay together to the whole, also within one moment", async () => {
  const whole = (await timeline(ALL)).map(({ key }) => key);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 10 }), async (limit) => {
      const keys: string[] = [];
      let before: TimelinePlace | null = null;
      for (;;) {
        const page = await timeline(ALL, limit, before);
        keys.push(...page.map(({ key }) => key));
        const last = page.at(-1);
        if (last === undefined || page.length < limit) break;
        before = { at: last.at, key: last.key };
      }
      expect(keys).toEqual(whole);
    }),
    { numRuns: 10 },
  );
});

test("a filter by kind leaves the others out", async () => {
  const lines = await readTimeline(store.db, await seen(ALL), {
    kinds: ["ticket"],
    before: null,
    limit: 10,
  });
  expect(new Set(lines.map(({ kind }) => kind))).toEqual(new Set(["ticket"]));
});

test("a machine is placed among those of its model, the best first", async () => {
  const device = await seen(ALL, toRef("kace", "machine", 10));
  const peers = await readPeers(store.db, device, NOW);
  expect(peers).toMatchObject({ model: "Latitude 7000", total: 8, compared: 8 });
  expect(peers?.standings.restartDays).toEqual({ value: 10, median: 6.5, rank: 8, n: 8 });
  expect(peers?.standings.diskFreeShare).toMatchObject({ rank: 8, n: 8 });
  expect(peers?.standings.diskFreeShare.median).toBeCloseTo(0.45, 5);
  expect(peers?.standings.missingPatches).toEqual({ value: 0, median: 3.5, rank: 1, n: 8 });
  expect(peers?.standings.tickets).toEqual({ value: 1, median: 0, rank: 6, n: 8 });
  expect(peers?.standings.ageDays.rank).toBe(8);
});

test("peers are those that the viewer sees", async () => {
  const device = await seen(mine(tim.ref), toRef("kace", "machine", 10));
  expect(await readPeers(store.db, device, NOW)).toMatchObject({ total: 2, compared: 2 });
});

test("custody tells the change of owner, and what else the owner has", async () => {
  const custody = await readCustody(store.db, await seen(ALL));
  expect(custody.changes).toMatchObject([{ what: "owner", before: "Tim", after: "Tina" }]);
  expect(custody.others.map(({ ref }) => ref)).toEqual(["kace:machine:10", "kace:machine:11"]);
  expect(custody.othersTotal).toBe(2);
});

test("posture comes from the records that the viewer sees, and is absent where nothing was read", async () => {
  expect(await readPosture(store.db, ALL, machine, Date.parse(NOW))).toBeNull();
  const sysaidParts = someParts(asset, {
    untold: ["software", "programs", "security", "patches"],
    posture: { ...someParts(asset).posture, agentVersion: "22.1" },
  });
  await applyDeviceParts(store, sysaidParts);
  const seenByAll = await readPosture(store.db, ALL, machine, Date.parse(NOW));
  expect(seenByAll?.facts.find(({ key }) => key === "agent")?.word).toBe("22.1");
  expect(await readPosture(store.db, KACE_ONLY, machine, Date.parse(NOW))).toBeNull();
  expect(await readSoftware(store.db, ALL, machine)).toBeNull();
});

test("a disk's room comes from the record that knows it, although another was seen later", async () => {
  await applyDeviceRecords(store, [
    aRecord("kace", "machine", 70, { serial: "SER0070", lastSeenAt: "2026-11-18T08:00:00.000Z" }),
    aRecord("sysaid", "asset", "A70", {
      serial: "SER0070",
      lastSeenAt: "2026-11-19T08:00:00.000Z",
    }),
  ]);
  await rejoinDevices(store, "all");
  const disk = { fileSystem: null, totalBytes: 100 };
  const ref = toRef("kace", "machine", 70);
  const sum = { ...disk, name: "All disks", freeBytes: null };
  await applyDeviceParts(store, someParts(toRef("sysaid", "asset", "A70"), { disks: [sum] }));
  const roomOf = async () =>
    (await readPosture(store.db, ALL, ref, Date.parse(NOW)))?.facts.find(
      ({ key }) => key === "disk",
    );
  expect((await roomOf())?.level).toBe("unknown");
  await applyDeviceParts(store, someParts(ref, { disks: [{ ...disk, name: "C:", freeBytes: 5 }] }));
  expect(await roomOf()).toMatchObject({ level: "bad", word: "5 % free" });
});
