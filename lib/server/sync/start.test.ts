import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClock } from "@/simulators/appliance/clock";
import { startAppliance } from "@/simulators/appliance/serve";
import { generateCompany, type Company } from "@/simulators/fleet";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import type { Store } from "../store/db";
import { connectStore } from "../store/open";
import { createTestStore } from "../store/test-database";
import { countBackground } from "./background";
import { createUpstreams } from "./sources";
import { startSync, type Upstreams } from "./start";
import { progressOf, sourceStateOf } from "./state";
import { readStateRows } from "./sync-rows";

// Both simulated appliances, the real clients, the real index: what stands in the company must stand
// in the index, record by record.

const now = Date.now();
const company = generateCompany({ seed: 7, devices: 150, tickets: 300, cis: 60, now });

let store: Store;
let upstreams: Upstreams;
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  store = await createTestStore();
  const service = company.accounts.find((account) => account.role === "service");
  if (!service?.kace || !service.sysaid) throw new Error("The company has a service account");
  const clock = createClock(now);
  const kace = await startAppliance({ app: createKaceSimulator({ company, clock }).app });
  const sysaid = await startAppliance({ app: createSysaidSimulator({ company, clock }).app });
  closers.push(kace.close, sysaid.close);
  upstreams = createUpstreams({
    kace: {
      url: kace.url,
      serviceUser: service.kace.userName,
      servicePassword: service.kace.password,
      ca: null,
      organization: company.kace.organization,
      timeZone: company.kace.timeZone,
    },
    sysaid: {
      url: sysaid.url,
      serviceUser: service.sysaid.userName,
      servicePassword: service.sysaid.password,
      ca: null,
      accountId: company.sysaid.accountId,
    },
  });
});
afterAll(async () => {
  for (const close of closers) await close();
  await store.close();
});

/** Resolves when a condition on the index holds; the index tells of each change by itself. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

const progress = async () =>
  progressOf(await readStateRows(store.db), await countBackground(store.db, ["kace", "sysaid"]), [
    "kace",
    "sysaid",
  ]);

async function refsOf(query: ReturnType<typeof sql>): Promise<string[]> {
  const found = await store.db.execute<{ ref: string }>(query);
  return found.rows.map((row) => row.ref).sort();
}

const expected = ({ kace, sysaid }: Company): Record<string, string[]> => ({
  tickets: [
    ...kace.tickets.map(({ id }) => `kace:ticket:${id}`),
    ...sysaid.records.map(({ id }) => `sysaid:record:${id}`),
  ].sort(),
  machines: kace.machines.map(({ id }) => `kace:machine:${id}`).sort(),
  assets: sysaid.assets.map(({ id }) => `sysaid:asset:${id}`).sort(),
  cis: sysaid.cis.map(({ id }) => `sysaid:ci:${id}`).sort(),
});

test("the first fill brings every record of both systems in, and the details follow in the background", async () => {
  const stop = startSync(store, upstreams);
  expect(startSync(store, upstreams)).toBe(stop);
  await until(async () => (await progress()).ready);
  const rows = await readStateRows(store.db);
  expect(rows.filter((row) => row.lastError !== null)).toEqual([]);
  expect({
    tickets: await refsOf(sql`select ref from tickets where removed_at is null`),
    machines: await refsOf(
      sql`select ref from device_records where source = 'kace' and kind = 'machine'`,
    ),
    assets: await refsOf(
      sql`select ref from device_records where source = 'sysaid' and kind = 'asset'`,
    ),
    cis: await refsOf(sql`select ref from cis`),
  }).toEqual(expected(company));
  const joined = await store.db.execute<{ both: number; loose: number }>(sql`
    select (select count(*)::int from device_views where lens = 'both') as both,
      (select count(*)::int from device_records where device_id is null and removed_at is null) as loose`);
  expect(joined.rows[0]?.loose).toBe(0);
  expect(joined.rows[0]?.both).toBeGreaterThan(80);
  for (const source of ["kace", "sysaid"] as const) {
    expect(sourceStateOf(source, rows, true, Date.now()).state).toBe("fresh");
  }
  await until(async () => (await progress()).steps.every((step) => step.finished));
  const relations = await refsOf(sql`select src_ref || '>' || dest_ref as ref from ci_relations`);
  expect(relations).toEqual(
    [
      ...new Set(
        company.sysaid.relations.map(({ src, dest }) => `sysaid:ci:${src}>sysaid:ci:${dest}`),
      ),
    ].sort(),
  );
  await stop();
}, 120_000);

test("of two instances on one database one leads, and the other takes over when it stops", async () => {
  const second = await connectStore(store.databaseUrl, { migrated: true });
  const leaders = async () => {
    const found = await store.db.execute<{ n: number }>(sql`
      select count(*)::int as n from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and a.application_name = 'sightline-leader' and l.granted
        and a.datname = current_database()`);
    return found.rows[0]?.n;
  };
  const stopFirst = startSync(store, {});
  await until(async () => (await leaders()) === 1);
  const stopSecond = startSync(second, {});
  await stopFirst();
  await until(async () => (await leaders()) === 1);
  await stopSecond();
  await until(async () => (await leaders()) === 0);
  await second.close();
}, 60_000);
