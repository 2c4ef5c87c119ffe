import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  LOOSE_NODES_FILTER,
  coverageFilter,
  type CoverageNumber,
} from "@/lib/contracts/coverage-filter";
import { ListItemsQuery } from "@/lib/contracts/inventory";
import { ListDevicesQuery } from "@/lib/contracts/devices";
import { COVERAGES, DRIFT_STATES, DRIFT_WORDS, driftStatesOf } from "@/lib/domain/coverage";
import type { Ref } from "@/lib/domain/ref";
import type { Store } from "@/lib/server/store/db";
import { toIso } from "@/lib/server/store/schema/columns";
import { NOW, VIEWERS, fillWithCompany } from "@/lib/server/store/test-company";
import { createTestStore } from "@/lib/server/store/test-database";
import { DIVISIONS, readCoverage } from "@/lib/server/store/read/coverage";
import { listItems } from "@/lib/server/store/read/inventory-items";
import { deviceFacets } from "@/lib/server/store/read/device-facets";
import { listDevices } from "@/lib/server/store/read/devices";
import { countLooseNodes } from "./read-coverage";

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
  await fillWithCompany(store);
});
afterAll(() => store.close());

const DAY_MS = 86_400_000;
const now = Date.parse(NOW);
// Close to the border and far from it, on both sides.
const seenAt = fc.option(
  fc
    .oneof(
      fc.integer({ min: 29 * DAY_MS, max: 31 * DAY_MS }),
      fc.integer({ min: 0, max: 400 * DAY_MS }),
    )
    .map((ago) => new Date(now - ago).toISOString()),
);
const anyFacts = fc.record({
  coverage: fc.constantFrom(...COVERAGES),
  kaceSeenAt: seenAt,
  sysaidSeenAt: seenAt,
  words: fc.subarray([...DRIFT_WORDS]),
  site: fc.constantFrom(null, "Kiel", "A, B"),
  department: fc.constantFrom(null, "IT"),
});
type Facts = typeof anyFacts extends fc.Arbitrary<infer Value> ? Value : never;

/** Lays devices over those of the company; nobody owns them. */
async function putDevices(devices: readonly Facts[]): Promise<void> {
  const rows = devices.map((facts, at) => ({
    device_id: 1_000_000 + at,
    lens: facts.coverage,
    is_full: true,
    ref: `kace:machine:${1_000_000 + at}`,
    record_refs: [`kace:machine:${1_000_000 + at}`],
    name: `X-${at}`,
    kind: "laptop",
    site: facts.site,
    department: facts.department,
    kace_seen_at: facts.kaceSeenAt,
    sysaid_seen_at: facts.sysaidSeenAt,
    drift: facts.words,
    disagreements: [],
    open_tickets: 0,
    search_text: "x",
    kace_owner_ids: [],
    sysaid_owner_ids: [],
  }));
  await store.db.execute(sql`delete from devices where id >= 1000000`);
  await store.db.execute(sql`insert into devices (id)
    select id from unnest(${sql.param(rows.map((row) => row.device_id))}::bigint[]) as id`);
  await store.db.execute(sql`insert into device_views
    select * from json_populate_recordset(null::device_views, ${JSON.stringify(rows)}::json)`);
}

const ADMINISTRATOR = VIEWERS["administrator of both"] ?? fail();
function fail(): never {
  throw new Error("nobody of that name");
}

test("the database finds a device in exactly the states that the rules say", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyFacts, { minLength: 1, maxLength: 60 }), async (devices) => {
      await putDevices(devices);
      const { rows } = await listDevices(store.db, ADMINISTRATOR, { limit: 500, offset: 0 }, NOW);
      const found = new Map(rows.map((row) => [row.ref, row.drift]));
      devices.forEach((facts, at) => {
        const ref = `kace:machine:${1_000_000 + at}` as Ref;
        expect(found.get(ref), JSON.stringify(facts)).toEqual(driftStatesOf(facts, now));
      });
    }),
    { numRuns: 25 },
  );
});

const anyDevices = fc.sample(anyFacts, { numRuns: 120, seed: 4 });

test.each(Object.entries(VIEWERS))("every number equals its list: %s", async (_name, viewer) => {
  await putDevices(anyDevices);
  const { all, divisions } = await readCoverage(store.db, viewer, NOW);
  const countOf = async (number: CoverageNumber) => {
    const query = await ListDevicesQuery.parseAsync(coverageFilter(number));
    return (await listDevices(store.db, viewer, { ...query, limit: 1 }, NOW)).total;
  };
  expect(all.total).toBe(await countOf({}));
  for (const coverage of COVERAGES) expect(all[coverage]).toBe(await countOf({ coverage }));
  for (const drift of DRIFT_STATES) expect(all.drift[drift], drift).toBe(await countOf({ drift }));
  for (const division of DIVISIONS) {
    for (const row of divisions[division]) {
      const within = { division, value: row.value };
      expect(row.total, JSON.stringify(within)).toBe(await countOf({ within }));
      for (const coverage of COVERAGES)
        expect(row[coverage]).toBe(await countOf({ within, coverage }));
      for (const drift of DRIFT_STATES)
        expect(row.drift[drift]).toBe(await countOf({ within, drift }));
    }
  }
});

test("the counts beside a drift filter are those of its lists, under the other filters", async () => {
  await putDevices(anyDevices);
  const facets = await deviceFacets(
    store.db,
    ADMINISTRATOR,
    { site: ["Kiel"], drift: ["ghost"] },
    NOW,
  );
  for (const state of DRIFT_STATES) {
    const { total } = await listDevices(
      store.db,
      ADMINISTRATOR,
      { site: ["Kiel"], drift: [state], limit: 1, offset: 0 },
      NOW,
    );
    expect(facets["drift"]?.find(({ value }) => value === state)?.count ?? 0, state).toBe(total);
  }
});

test("somebody without KACE is not told what KACE finds on the network", async () => {
  const found: Facts = {
    coverage: "sysaid",
    kaceSeenAt: null,
    sysaidSeenAt: null,
    words: ["answersAsNode"],
    site: null,
    department: null,
  };
  await putDevices([found]);
  const countFor = async (name: string) =>
    (await readCoverage(store.db, VIEWERS[name] ?? fail(), NOW)).all.drift.unmanaged;
  expect(await countFor("administrator of both")).toBe(1);
  expect(await countFor("administrator of SysAid")).toBe(0);
  expect(await countFor("user of KACE, administrator of SysAid")).toBe(0);
});

test("fitness is found by the steps of its filters, and what is not told is none of them", async () => {
  await putDevices(anyDevices.slice(0, 4));
  const set = async (at: number, values: string) =>
    store.db.execute(
      sql`update device_views set ${sql.raw(values)} where device_id = ${1_000_000 + at}`,
    );
  const ago = (days: number) => `'${toIso(new Date(now - days * DAY_MS).toISOString())}'`;
  await set(
    0,
    `is_encrypted = false, missing_patches = 3, worst_patch_level = 4, last_restart_at = ${ago(0.5)}`,
  );
  await set(1, `is_encrypted = true, missing_patches = 0, last_restart_at = ${ago(40)}`);
  await set(2, "missing_patches = 1");
  const namesOf = async (filter: Record<string, string>) => {
    const query = await ListDevicesQuery.parseAsync({ ...filter, q: "x" });
    const { rows } = await listDevices(store.db, ADMINISTRATOR, { ...query, limit: 50 }, NOW);
    return rows.map(({ name }) => name).filter((name) => name.startsWith("X-"));
  };
  expect(await namesOf({ encryption: "off" })).toEqual(["X-0"]);
  expect(await namesOf({ encryption: "on,off" })).toEqual(["X-0", "X-1"]);
  expect(await namesOf({ encryption: "none" })).toEqual(["X-2", "X-3"]);
  expect(await namesOf({ patches: "critical" })).toEqual(["X-0"]);
  expect(await namesOf({ patches: "clean,unrated" })).toEqual(["X-1", "X-2"]);
  expect(await namesOf({ restart: "day,quarter" })).toEqual(["X-0", "X-1"]);
  expect(await namesOf({ restart: "none", patches: "none" })).toEqual(["X-3"]);
});

test("each filter's counts are those of its lists, whichever others are set", async () => {
  await putDevices(anyDevices);
  for (const filter of [
    {},
    { site: ["Kiel"] },
    { coverage: ["both"], site: ["none", "Kiel"] },
  ] as const) {
    const facets = await deviceFacets(store.db, ADMINISTRATOR, filter, NOW);
    for (const [name, options] of Object.entries(facets)) {
      const others = Object.fromEntries(Object.entries(filter).filter(([other]) => other !== name));
      let counted = 0;
      for (const { value, count } of options) {
        const query = await ListDevicesQuery.parseAsync({ [name]: value.replace(/,/g, "%2C") });
        const window = { limit: 1, offset: 0 };
        const { total } = await listDevices(
          store.db,
          ADMINISTRATOR,
          { ...query, ...others, ...window },
          NOW,
        );
        expect(total, `${name}=${value}`).toBe(count);
        counted += count;
      }
      if (name !== "has") expect(counted, name).toBeGreaterThan(0);
    }
  }
});

test("nodes that answer and are no machine are counted as their list finds them, for who sees all of KACE", async () => {
  await store.db.execute(sql`
    insert into inventory_items (ref, source, kind, name, status, device_count, facts, search_text, hash, read_at, removed_at)
    select 'kace:node:' || n, 'kace', 'node', 'node-' || n, status, devices, '{}', '', '', ${NOW}::timestamptz, gone::timestamptz
    from (values (1, 'Answers', null, null), (2, 'Answers', 0, null), (3, 'Answers', 1, null),
      (4, 'Silent', 0, null), (5, 'Answers', 0, ${NOW})) as t (n, status, devices, gone)`);
  expect(await countLooseNodes(store.db, ADMINISTRATOR)).toBe(2);
  const query = await ListItemsQuery.parseAsync({ ...LOOSE_NODES_FILTER, kind: "node" });
  expect((await listItems(store.db, ADMINISTRATOR, "node", query)).total).toBe(2);
  const others = Object.values(VIEWERS).filter(({ kace }) => kace !== "all");
  expect(others.length).toBeGreaterThan(0);
  for (const viewer of others) expect(await countLooseNodes(store.db, viewer)).toBeNull();
});
