import "server-only";
import { sql } from "drizzle-orm";
import type { CiRelation, CiRelationType } from "@/lib/domain/ci";
import type { Ref } from "@/lib/domain/ref";
import type { SoftwareInstall } from "@/lib/domain/software";
import type { TicketEvent } from "@/lib/domain/ticket";
import { transact } from "../begin-again";
import type { Db, Store } from "../db";
import { notifyChanged } from "../notify";
import { toStorableJson } from "./clean-text";

// Parts of a record that are always read whole: what is stored is made equal to what was read. Each tells
// whether anything changed, and only then notifies.

/** Makes a ticket's conversation what was read. `readAt`: when, ISO, default now. */
export async function applyTicketEvents(
  store: Store,
  ticketRef: Ref,
  events: readonly TicketEvent[],
  { readAt = new Date().toISOString() }: { readAt?: string } = {},
): Promise<boolean> {
  return transact(store.db, async (tx) => {
    const incoming = toStorableJson(lastById(events));
    const written = await tx.execute(sql`
      insert into ticket_events as e (ticket_ref, id, kind, at, author_ref, author_name, body, minutes,
        attachments, steps)
      select ${ticketRef}, r.id, r.kind, r.at, r."authorRef", r."authorName", r.body, r.minutes,
        r.attachments, r.steps
      from json_to_recordset(${incoming}::json) as r
        (id text, kind text, at timestamptz, "authorRef" text, "authorName" text, body text, minutes real,
          attachments jsonb, steps jsonb)
      on conflict (ticket_ref, id) do update set kind = excluded.kind, at = excluded.at,
        author_ref = excluded.author_ref, author_name = excluded.author_name, body = excluded.body,
        minutes = excluded.minutes, attachments = excluded.attachments, steps = excluded.steps
      where (e.kind, e.at, e.author_ref, e.author_name, e.body, e.minutes,
        e.attachments, e.steps) is distinct from
        (excluded.kind, excluded.at, excluded.author_ref, excluded.author_name, excluded.body, excluded.minutes,
        excluded.attachments, excluded.steps)`);
    const removed = await tx.execute(sql`
      delete from ticket_events where ticket_ref = ${ticketRef}
        and id <> all(${sql.param(events.map((event) => event.id))}::text[])`);
    await tx.execute(
      sql`update tickets set events_read_at = ${readAt}::timestamptz where ref = ${ticketRef}`,
    );
    return tellWhenChanged(tx, "ticket", ticketRef, written.rowCount, removed.rowCount);
  });
}

function lastById(events: readonly TicketEvent[]): TicketEvent[] {
  return [...new Map(events.map((event) => [event.id, event])).values()];
}

/** What a reading of installed software came to: titles by name and version. */
export interface InstallChange {
  removed: { name: string; version: string | null }[];
  added: { name: string; version: string | null }[];
  changed: boolean;
}

/** Makes a device record's installed software what was read, within a transaction that tells of it. */
export async function writeInstalls(
  tx: Db,
  deviceRecordRef: Ref,
  installs: readonly SoftwareInstall[],
  readAt: string,
): Promise<InstallChange> {
  const rows = [...new Map(installs.map((install) => [install.titleRef, install])).values()];
  const written = await tx.execute<{ title: Ref; isNew: boolean }>(sql`
    insert into software_installs as i (device_record_ref, title_ref, installed_on)
    select ${deviceRecordRef}, r."titleRef", r."installedOn"
    from json_to_recordset(${toStorableJson(rows)}::json) as r ("titleRef" text, "installedOn" text)
    on conflict (device_record_ref, title_ref) do update set installed_on = excluded.installed_on
    where i.installed_on is distinct from excluded.installed_on
    returning title_ref as title, xmax = 0 as "isNew"`);
  const removed = await tx.execute<{ title: Ref }>(sql`
    delete from software_installs where device_record_ref = ${deviceRecordRef}
      and title_ref <> all(${sql.param(rows.map((row) => row.titleRef))}::text[])
    returning title_ref as title`);
  await tx.execute(sql`
    update device_records set software_read_at = ${readAt}::timestamptz where ref = ${deviceRecordRef}`);
  const added = written.rows.filter(({ isNew }) => isNew);
  const names = await readTitleNames(
    tx,
    [...added, ...removed.rows].map(({ title }) => title),
  );
  const nameOf = ({ title }: { title: Ref }) => names.get(title) ?? { name: title, version: null };
  return {
    added: added.map(nameOf),
    removed: removed.rows.map(nameOf),
    changed: written.rows.length + removed.rows.length > 0,
  };
}

async function readTitleNames(tx: Db, refs: readonly Ref[]) {
  if (refs.length === 0) return new Map<Ref, { name: string; version: string | null }>();
  const found = await tx.execute<{ ref: Ref; name: string; version: string | null }>(sql`
    select ref, name, version from software_titles where ref = any(${sql.param([...refs])}::text[])`);
  return new Map(found.rows.map(({ ref, name, version }) => [ref, { name, version }]));
}

/** Makes a CI's outgoing relations what was read, and counts the relations of every CI that it touches. */
export async function applyRelations(
  store: Store,
  srcRef: Ref,
  relations: readonly CiRelation[],
  { readAt = new Date().toISOString() }: { readAt?: string } = {},
): Promise<boolean> {
  return transact(store.db, async (tx) => {
    const rows = relations.filter((relation) => relation.srcRef === srcRef);
    const incoming = toStorableJson(rows);
    const removed = await tx.execute<{ dest_ref: Ref }>(sql`
      delete from ci_relations c where c.src_ref = ${srcRef} and not exists (
        select from json_to_recordset(${incoming}::json) as r ("destRef" text, "typeId" text)
        where r."destRef" = c.dest_ref and r."typeId" = c.type_id)
      returning c.dest_ref`);
    const written = await tx.execute<{ dest_ref: Ref }>(sql`
      insert into ci_relations (src_ref, dest_ref, type_id)
      select distinct ${srcRef}, r."destRef", r."typeId"
      from json_to_recordset(${incoming}::json) as r ("destRef" text, "typeId" text)
      on conflict do nothing returning dest_ref`);
    const touched = [srcRef, ...[...removed.rows, ...written.rows].map((row) => row.dest_ref)];
    await tx.execute(
      sql`update cis set relations_read_at = ${readAt}::timestamptz where ref = ${srcRef}`,
    );
    await tx.execute(sql`
      update cis set relation_count =
        (select count(*) from ci_relations where src_ref = cis.ref)
        + (select count(*) from ci_relations where dest_ref = cis.ref and src_ref <> cis.ref)
      where ref in (select distinct unnest(${sql.param(touched)}::text[]) order by 1)
        and (relations_read_at is not null or relation_count is not null)`);
    return tellWhenChanged(tx, "ci", srcRef, written.rowCount, removed.rowCount);
  });
}

/** Writes relation types; those that are no longer told stay, for relations that still name them. */
export async function applyRelationTypes(
  store: Store,
  types: readonly CiRelationType[],
): Promise<void> {
  const rows = [...new Map(types.map((type) => [type.id, type])).values()];
  await store.db.execute(sql`
    insert into ci_relation_types (id, name, opposite)
    select id, name, opposite
    from json_to_recordset(${toStorableJson(rows)}::json) as r (id text, name text, opposite text)
    on conflict (id) do update set name = excluded.name, opposite = excluded.opposite`);
}

async function tellWhenChanged(
  tx: Db,
  entity: string,
  ref: Ref,
  ...counts: (number | null)[]
): Promise<boolean> {
  const changed = counts.some((count) => count !== null && count > 0);
  if (changed) await notifyChanged(tx, entity, [ref]);
  return changed;
}
