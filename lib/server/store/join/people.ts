import "server-only";
import { sql } from "drizzle-orm";
import type { Account } from "@/lib/domain/person";
import { transact } from "../begin-again";
import type { Db, Store } from "../db";
import { toStorableJson } from "../write/clean-text";
import { gatherPeople, reportLines, type KnownAccount } from "./gather-people";

/** What a joining of people came to. */
export interface PeopleJoined {
  people: number;
  /** Accounts that now belong to another person than before. */
  moved: number;
}

/**
 * Joins accounts to people and works out who reports to whom, then carries the people's ids into tickets,
 * device records and CIs. A person keeps the id while at least one account stays. Runs whole each time:
 * 15,000 people take well under a second.
 */
export async function joinPeople(store: Store): Promise<PeopleJoined> {
  return transact(store.db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7315003)`);
    const known = await readAccounts(tx);
    const people = gatherPeople(known);
    const ids = await assignIds(tx, people);
    const withIds = people.map((accounts, at) => ({ id: ids[at] ?? 0, accounts }));
    const lines = reportLines(withIds);
    await writePeople(tx, withIds, lines.managerOf);
    await writeReports(tx, lines.closure);
    const moved = await writeAccounts(tx, withIds);
    await carryPeople(tx);
    return { people: people.length, moved };
  });
}

async function readAccounts(tx: Db): Promise<KnownAccount[]> {
  const found = await tx.execute<{
    ref: Account["ref"];
    source: Account["source"];
    user_name: string;
    email: string | null;
    full_name: string;
    is_manager: boolean;
    manager_ref: Account["ref"] | null;
    manager_name: string | null;
    department: string | null;
    site: string | null;
    person_id: string | null;
  }>(sql`
    select ref, source, user_name, email, full_name, is_manager, manager_ref, manager_name, department, site,
      person_id::text
    from accounts where removed_at is null order by ref`);
  return found.rows.map((row) => ({
    ref: row.ref,
    source: row.source,
    userName: row.user_name,
    email: row.email,
    fullName: row.full_name,
    isManager: row.is_manager,
    managerRef: row.manager_ref,
    managerName: row.manager_name,
    department: row.department,
    site: row.site,
    personId: row.person_id === null ? null : Number(row.person_id),
  }));
}

/** A person keeps an id that an account brings along; the first person in order has it. */
async function assignIds(tx: Db, people: KnownAccount[][]): Promise<number[]> {
  const taken = new Set<number>();
  const kept = people.map((accounts) => {
    const id = accounts
      .map((account) => account.personId)
      .find((each) => each !== null && !taken.has(each));
    if (id === undefined || id === null) return null;
    taken.add(id);
    return id;
  });
  const missing = kept.filter((id) => id === null).length;
  const fresh = await tx.execute<{ id: string }>(sql`
    select nextval(pg_get_serial_sequence('people', 'id'))::text as id
    from generate_series(1, ${missing}::int)`);
  const ids = fresh.rows.map((row) => Number(row.id));
  return kept.map((id) => id ?? ids.pop() ?? 0);
}

async function writePeople(
  tx: Db,
  people: { id: number; accounts: KnownAccount[] }[],
  managerOf: Map<number, number>,
): Promise<void> {
  const rows = people.map(({ id, accounts }) => {
    const first = <Value>(of: (account: KnownAccount) => Value | null) =>
      accounts.map(of).find((value) => value !== null && value !== "") ?? null;
    return {
      id,
      name: first((account) => account.fullName) ?? first((account) => account.userName) ?? "",
      email: first((account) => account.email),
      department: first((account) => account.department),
      site: first((account) => account.site),
      manager_id: managerOf.get(id) ?? null,
    };
  });
  await tx.execute(sql`
    insert into people as p (id, name, email, department, site, manager_id)
    select id, name, email, department, site, manager_id
    from json_populate_recordset(null::people, ${toStorableJson(rows)}::json)
    on conflict (id) do update set name = excluded.name, email = excluded.email,
      department = excluded.department, site = excluded.site, manager_id = excluded.manager_id
    where (p.name, p.email, p.department, p.site, p.manager_id) is distinct from
      (excluded.name, excluded.email, excluded.department, excluded.site, excluded.manager_id)`);
  await tx.execute(sql`
    delete from people where id <> all(${sql.param(people.map((person) => person.id))}::bigint[])`);
}

async function writeReports(
  tx: Db,
  closure: { managerId: number; personId: number; depth: number }[],
): Promise<void> {
  const incoming = sql`json_to_recordset(${JSON.stringify(closure)}::json)
    as r ("managerId" bigint, "personId" bigint, depth smallint)`;
  await tx.execute(sql`
    with r as materialized (select * from ${incoming}),
    gone as (delete from reports t where not exists (
      select from r where r."managerId" = t.manager_id and r."personId" = t.person_id))
    insert into reports as t (manager_id, person_id, depth) select * from r
    on conflict (manager_id, person_id) do update set depth = excluded.depth
    where t.depth <> excluded.depth`);
}

async function writeAccounts(
  tx: Db,
  people: { id: number; accounts: KnownAccount[] }[],
): Promise<number> {
  const moves = people.flatMap(({ id, accounts }) =>
    accounts.filter((account) => account.personId !== id).map(({ ref }) => ({ ref, id })),
  );
  await tx.execute(sql`
    update accounts a set person_id = r.id
    from json_to_recordset(${JSON.stringify(moves)}::json) as r (ref text, id bigint)
    where a.ref = r.ref`);
  return moves.length;
}

/** Carries people into what names accounts. Rows that are right already are not written. */
async function carryPeople(tx: Db): Promise<void> {
  await tx.execute(sql`
    update tickets t set assignee_person_id = a.person_id
    from accounts a where a.ref = t.assignee_ref and t.assignee_person_id is distinct from a.person_id`);
  await tx.execute(sql`
    update tickets t set requester_person_id = a.person_id
    from accounts a where a.ref = t.requester_ref and t.requester_person_id is distinct from a.person_id`);
  await tx.execute(sql`
    update cis c set owner_person_id = a.person_id
    from accounts a where a.ref = c.owner_ref and c.owner_person_id is distinct from a.person_id`);
  const records = await tx.execute<{ device_id: string | null }>(sql`
    update device_records d set owner_person_id = a.person_id
    from accounts a where a.ref = d.owner_ref and d.owner_person_id is distinct from a.person_id
    returning d.device_id::text`);
  const ids = new Set(records.rows.map((row) => row.device_id).filter((id) => id !== null));
  await refreshOwners(tx, [...ids]);
}

/** Writes who owns a device's records into its views. */
async function refreshOwners(tx: Db, deviceIds: string[]): Promise<void> {
  if (deviceIds.length === 0) return;
  await tx.execute(sql`
    with owners as (
      select device_id,
        coalesce(array_agg(distinct owner_person_id) filter (where source = 'kace'), '{}') as kace,
        coalesce(array_agg(distinct owner_person_id) filter (where source = 'sysaid'), '{}') as sysaid
      from device_records
      where device_id = any(${sql.param(deviceIds)}::bigint[]) and removed_at is null
        and owner_person_id is not null
      group by device_id)
    update device_views v set kace_owner_ids = o.kace, sysaid_owner_ids = o.sysaid
    from owners o where v.device_id = o.device_id
      and (v.kace_owner_ids, v.sysaid_owner_ids) is distinct from (o.kace, o.sysaid)`);
}
