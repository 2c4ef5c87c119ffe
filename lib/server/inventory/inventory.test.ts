import { afterAll, beforeAll, expect, test } from "vitest";
import { createClock } from "@/simulators/appliance/clock";
import { startAppliance } from "@/simulators/appliance/serve";
import { generateCompany } from "@/simulators/fleet";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import type { InventoryKind } from "@/lib/domain/inventory-item";
import { parseRef, toRef } from "@/lib/domain/ref";
import type { Visibility } from "@/lib/domain/viewer";
import type { Store } from "../store/db";
import { refreshInventoryCounts } from "../store/join/inventory-counts";
import { listDevices } from "../store/read/devices";
import { groupFacets, listGroups, readGroup } from "../store/read/inventory-groups";
import { isOwnKind, itemFacets, listItems, readItem } from "../store/read/inventory-items";
import { listLicenses, readLicense } from "../store/read/licenses";
import { createTestStore } from "../store/test-database";
import { countBackground } from "../sync/background";
import { createUpstreams } from "../sync/sources";
import { startSync } from "../sync/start";
import { progressOf, sourceStateOf } from "../sync/state";
import { readStateRows } from "../sync/sync-rows";
import { LISTED_KINDS } from "@/lib/contracts/inventory-fields";

// The simulated appliance, the real client and the real index: what stands in the company must stand in the lists,
// and every number must be the number of rows behind it, whoever looks.

const now = Date.now();
const company = generateCompany({ seed: 11, devices: 80, tickets: 20, cis: 0, now });
const { kace } = company;
const ALL: Visibility = { kace: "all", sysaid: "none", accountRefs: [], copiedAs: [] };
let store: Store;
let own: Visibility;
const closers: (() => Promise<void>)[] = [];
const page = { limit: 500, offset: 0 };
const db = () => store.db;

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}
const steps = async () =>
  progressOf(await readStateRows(db()), await countBackground(db(), ["kace"]), ["kace"]).steps;

beforeAll(async () => {
  const service = company.accounts.find((account) => account.role === "service")?.kace;
  if (!service) throw new Error("the company has a service account");
  const { app } = createKaceSimulator({ company, clock: createClock(now) });
  const appliance = await startAppliance({ app });
  closers.push(appliance.close);
  // A role may not read everything: one list is refused from the beginning.
  await fetch(`${appliance.url}/__simulator/faults`, {
    method: "POST",
    body: JSON.stringify({
      path: "/api/scripts",
      fault: { kind: "status", status: 403, body: { errorCode: 403 } },
    }),
  });
  store = await createTestStore();
  const upstreams = createUpstreams({
    kace: {
      url: appliance.url,
      serviceUser: service.userName,
      servicePassword: service.password,
      ca: null,
      organization: kace.organization,
      timeZone: kace.timeZone,
    },
    sysaid: null,
  });
  const stop = startSync(store, upstreams);
  await until(async () => {
    const all = await steps();
    return all.some(({ entity }) => entity === "softwareUse") && all.every((s) => s.finished);
  });
  await stop();
  await refreshInventoryCounts(store);
  const owner = kace.machines.find(
    ({ ownerKaceUserId, missingPatchIds }) => ownerKaceUserId > 0 && missingPatchIds.length > 0,
  );
  if (!owner) throw new Error("somebody owns a machine");
  own = { ...ALL, kace: "own", accountRefs: [toRef("kace", "user", owner.ownerKaceUserId)] };
}, 120_000);

afterAll(async () => {
  for (const close of closers) await close();
  await store.close();
});

test("every list holds what the appliance has", async () => {
  const names = async (kind: InventoryKind) =>
    (await listItems(db(), ALL, kind, page)).rows
      .map(({ ref }) => Number(ref.split(":")[2]))
      .sort();
  const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id).sort();
  expect(await names("process")).toEqual(ids(kace.processes));
  expect(await names("service")).toEqual(ids(kace.services));
  expect(await names("startupProgram")).toEqual(ids(kace.startupPrograms));
  expect((await names("assetType")).length).toBeGreaterThanOrEqual(6);
  expect((await names("managedInstall")).length).toBeGreaterThan(5);
  expect((await names("operatingSystem")).length).toBeGreaterThan(3);
  const licences = kace.assets.filter(({ assetTypeId }) => assetTypeId === 7);
  expect((await listLicenses(db(), ALL, page)).total).toBe(licences.length);
});

test("a list that the appliance refuses stops no other and leaves the source fresh", async () => {
  const rows = await readStateRows(db());
  const scripts = rows.find(({ entity }) => entity === "scripts");
  expect(scripts?.lastError).toBe("KACE answers 403");
  expect((await listItems(db(), ALL, "script", page)).total).toBe(0);
  expect(sourceStateOf("kace", rows, true, Date.now()).state).toBe("fresh");
  expect(progressOf(rows, [], ["kace"]).ready).toBe(true);
});

const behind = async (visibility: Visibility, having: string) =>
  (await listDevices(db(), visibility, { has: [having], limit: 1, offset: 0 })).total;

test.each([
  ["who sees all of KACE", () => ALL],
  ["who sees their own devices", () => own],
])(
  "for %s every number is the number of devices behind it",
  async (_who, visibility) => {
    const viewer = visibility();
    let counted = 0;
    for (const kind of LISTED_KINDS) {
      const { rows } = await listItems(db(), viewer, kind, page);
      for (const row of rows.slice(0, 40)) {
        if (row.devices === null) continue;
        expect([row.ref, await behind(viewer, row.ref)]).toEqual([row.ref, row.devices]);
        counted += row.devices;
      }
    }
    for (const kind of ["product", "cve"] as const) {
      const { rows, total } = await listGroups(db(), viewer, kind, page);
      expect(total).toBeGreaterThan(0);
      for (const row of rows.slice(0, 40)) {
        const having = kind === "cve" ? row.key : `product:${row.key}`;
        expect([having, await behind(viewer, having)]).toEqual([having, row.devices]);
        const detail = await readGroup(db(), viewer, kind, row.key);
        expect(detail?.row).toEqual(row);
        for (const member of detail?.members.slice(0, 5) ?? [])
          expect([member.ref, await behind(viewer, member.ref)]).toEqual([
            member.ref,
            member.devices,
          ]);
      }
    }
    expect(counted).toBeGreaterThan(0);
  },
  60_000,
);

test("what is counted is what the machines carry", async () => {
  const process = kace.processes[3];
  const carriers = kace.machines.filter(({ processIds }) => processIds.includes(process?.id ?? 0));
  const ref = toRef("kace", "process", process?.id ?? 0);
  const item = await readItem(db(), ALL, { ref, kind: "process" });
  expect(item).toMatchObject({ name: process?.name, level: process?.threat });
  const { rows } = await listDevices(db(), ALL, { has: [ref], limit: 500, offset: 0 });
  const found = new Set(rows.flatMap(({ records }) => records));
  for (const { id } of carriers) expect(found.has(toRef("kace", "machine", id))).toBe(true);
});

test("a vulnerability is on exactly the machines that lack a patch for it", async () => {
  const { rows } = await listGroups(db(), ALL, "cve", page);
  for (const { key } of rows.slice(0, 10)) {
    const closing = kace.patches.filter(({ cve }) => cve.toUpperCase().includes(key));
    const lacking = kace.machines.filter(({ missingPatchIds }) =>
      closing.some(({ id }) => missingPatchIds.includes(id)),
    );
    const devices = await listDevices(db(), ALL, { has: [key], limit: 500, offset: 0 });
    const machines = devices.rows
      .flatMap(({ records }) => records)
      .filter((ref) => ref.startsWith("kace:machine:"));
    expect(machines.sort()).toEqual(
      expect.arrayContaining(lacking.map(({ id }) => `kace:machine:${id}`)),
    );
    expect(devices.total).toBeLessThanOrEqual(lacking.length);
  }
});

test("licences add up: installed, used and to reclaim lead to those devices, and unmetered is not unused", async () => {
  const { rows } = await listLicenses(db(), ALL, page);
  const metered = rows.filter(({ used }) => used !== null);
  expect(metered.length).toBeGreaterThan(2);
  expect(rows.some(({ installed, used }) => (installed ?? 0) === 0 && used === null)).toBe(true);
  for (const row of rows) {
    expect(await behind(ALL, row.ref)).toBe(row.installed ?? 0);
    if (row.used !== null && row.installed !== null) {
      expect(await behind(ALL, `idle:${row.ref}`)).toBe(row.installed - row.used);
    }
    const detail = await readLicense(db(), ALL, row.ref);
    const sum = detail?.managers.reduce((all, { installed }) => all + installed, 0);
    expect(sum ?? 0).toBe(row.installed ?? 0);
    expect(JSON.stringify(detail)).not.toContain("NOT-TO-BE-SHOWN");
  }
});

test("facets count the rows that they leave", async () => {
  for (const kind of ["process", "service", "managedInstall", "node"] as const) {
    const facets = await itemFacets(db(), ALL, kind, {});
    for (const [name, values] of Object.entries(facets)) {
      for (const { value, count } of values.slice(0, 5)) {
        const { total } = await listItems(db(), ALL, kind, { ...page, [name]: [value] });
        expect([kind, name, value, total]).toEqual([kind, name, value, count]);
      }
    }
  }
  const { spread = [] } = await groupFacets(db(), ALL, "product", {});
  for (const { value, count } of spread) {
    const query = { ...page, spread: [value === "many" ? "many" : "one"] as const };
    expect((await listGroups(db(), ALL, "product", query)).total).toBe(count);
  }
});

test("who sees their own devices finds nothing of others', and no list that is for the whole of KACE", async () => {
  const mine = await listDevices(db(), own, page);
  expect(mine.total).toBeGreaterThan(0);
  const machines = mine.rows.flatMap(({ records }) =>
    records.flatMap((ref) => parseRef(ref) ?? []),
  );
  const carried = new Set(
    kace.machines
      .filter(({ id }) => machines.includes(toRef("kace", "machine", id)))
      .flatMap(({ processIds }) => processIds.map((id) => toRef("kace", "process", id))),
  );
  const seen = await listItems(db(), own, "process", page);
  expect(new Set(seen.rows.map(({ ref }) => ref))).toEqual(carried);
  const other = kace.processes
    .map(({ id }) => toRef("kace", "process", id))
    .find((r) => !carried.has(r));
  if (other) expect(await readItem(db(), own, { ref: other, kind: "process" })).toBeNull();
  for (const kind of LISTED_KINDS.filter((each) => !isOwnKind(each)))
    expect((await listItems(db(), own, kind, page)).total).toBe(0);
  expect((await listLicenses(db(), own, page)).total).toBe(0);
  const nobody: Visibility = { ...ALL, kace: "none", sysaid: "all" };
  for (const kind of LISTED_KINDS)
    expect((await listItems(db(), nobody, kind, page)).total).toBe(0);
  expect((await listGroups(db(), nobody, "cve", page)).total).toBe(0);
  expect(await behind(nobody, "kace:process:1")).toBe(0);
});
