import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { InventoryKind } from "@/lib/domain/inventory-item";
import { transact } from "../begin-again";
import type { Db, Store } from "../db";
import { notifyMany } from "../notify";
import { runsSystem } from "../read/device-having";

// How many devices have each thing of the inventory, kept beside it: counted anew, the top of a list of programs
// would read millions of installs. What is counted are devices with a present record of KACE, which is what every
// viewer of all of KACE finds behind the number. Whoever sees less has theirs counted live, over their own devices.

/** What changes with every reading that can change a count; equal texts: nothing to count. */
export async function readCountsVersion(db: Db): Promise<string> {
  const found = await db.execute<{ version: string }>(sql`
    select concat_ws(' ',
      (select max(read_at) from device_parts),
      (select max(software_read_at) from device_records),
      (select concat(max(d.id), ' ', count(*)) from devices d),
      (select string_agg(concat(entity, last_sweep_at), ' ' order by entity) from sync_state
        where source = 'kace' and entity in ('nodes', 'operatingSystems', 'processes', 'services',
          'startupPrograms', 'managedInstalls', 'software', 'machines'))) as version`);
  return found.rows[0]?.version ?? "";
}

/** Counts the devices behind everything of the inventory anew. Writes only what changed. */
export async function refreshInventoryCounts(store: Store): Promise<void> {
  const { db } = store;
  let written = 0;
  for (const [kind, column] of PART_COLUMNS) {
    written += await writeCounts(
      db,
      kind,
      sql`
      select i.ref, count(distinct d.device_id)::int as devices
      from device_parts p ${present(sql`p.record_ref`)}, unnest(${column}) n, inventory_items i
      where i.kind = ${kind} and i.native_number = n group by i.ref`,
    );
  }
  for (const kind of ["node", "managedInstall"] as const) {
    written += await writeCounts(
      db,
      kind,
      sql`
      select x.item_ref as ref, count(distinct d.device_id)::int as devices
      from item_devices x ${present(sql`x.record_ref`)} group by x.item_ref`,
    );
  }
  written += await writeCounts(
    db,
    "operatingSystem",
    sql`
    select i.ref, count(distinct d.device_id)::int as devices
    from inventory_items i join device_records d on ${runsSystem(sql`d`, sql`i`)}
    where i.kind = 'operatingSystem' and d.removed_at is null and d.device_id is not null
    group by i.ref`,
  );
  written += await writeGroups(db, "product", PRODUCTS);
  written += await writeGroups(db, "cve", CVES);
  if (written > 0) await notifyMany(db, "inventory", written);
}

const PART_COLUMNS: readonly (readonly [InventoryKind, SQL])[] = [
  ["process", sql`p.process_numbers`],
  ["service", sql`p.service_numbers`],
  ["startupProgram", sql`p.startup_numbers`],
];

/** Joins the present device record (alias `d`) that a column points to. */
function present(record: SQL): SQL {
  return sql`join device_records d on d.ref = ${record} and d.removed_at is null and d.device_id is not null`;
}

async function writeCounts(db: Db, kind: InventoryKind, counted: SQL): Promise<number> {
  const { rowCount } = await db.execute(sql`
    with counted as (${counted}),
    due as (
      select i.ref, coalesce(c.devices, 0) as devices from inventory_items i
      left join counted c on c.ref = i.ref where i.kind = ${kind})
    update inventory_items i set device_count = due.devices from due
    where i.ref = due.ref and i.device_count is distinct from due.devices`);
  return rowCount ?? 0;
}

/** Numbers of a version in order, for comparing: `24.08-beta2` is {24,8,2}. */
const inOrder = (version: SQL) =>
  sql`(string_to_array(nullif(trim(both '.' from regexp_replace(left(${version}, 60), '\\D+', '.', 'g')), ''), '.')::numeric[])`;

/** Columns of a program out of its titles (alias `t`). */
export const PRODUCT_COLUMNS = sql`
  t.product as key,
  (array_agg(t.name order by length(t.name), t.name))[1] as name,
  mode() within group (order by t.publisher) as publisher,
  (array_agg(t.version order by ${inOrder(sql`t.version`)} desc nulls last, t.version desc)
    filter (where t.version is not null))[1] as version,
  count(*)::int as members`;

/** Columns of a vulnerability (`c.cve`) out of the patches that close it (alias `i`). */
export const CVE_COLUMNS = sql`
  c.cve as key,
  c.cve as name,
  mode() within group (order by i.publisher) as publisher,
  (array_agg(i.name order by i.level desc nulls last, i.name))[1] as version,
  (array_agg(i.status order by i.level desc nulls last) filter (where i.status is not null))[1] as status,
  max(i.level) as level,
  count(*)::int as members,
  string_agg(lower(i.name), ' ') as words`;

const PRODUCTS = sql`
  with g as (
    select ${PRODUCT_COLUMNS} from software_titles t
    where t.removed_at is null and t.source = 'kace' group by t.product),
  h as (
    select t.product as key, count(distinct d.device_id)::int as devices
    from software_installs x ${present(sql`x.device_record_ref`)} join software_titles t on t.ref = x.title_ref
    group by t.product)
  select 'product' as kind, g.key, g.name, g.publisher, g.version, null::text as status,
    null::smallint as level, g.members, coalesce(h.devices, 0) as device_count, 0 as owners_full,
    0 as owners_kace, lower(concat_ws(E'\n', g.name, g.key, g.publisher)) as search_text
  from g left join h on h.key = g.key`;

const CVES = sql`
  with g as (
    select ${CVE_COLUMNS} from patch_cves c join inventory_items i on i.ref = c.patch_ref group by c.cve),
  h as (
    select c.cve as key, count(distinct d.device_id)::int as devices,
      count(distinct v.owner_name) filter (where v.is_full)::int as owners_full,
      count(distinct v.owner_name) filter (where v.lens = 'kace')::int as owners_kace
    from device_parts p ${present(sql`p.record_ref`)}, unnest(p.patch_numbers) n, patch_cves c, device_views v
    where c.patch_number = n and v.device_id = d.device_id and v.lens <> 'sysaid'
    group by c.cve)
  select 'cve' as kind, g.key, g.name, g.publisher, g.version, g.status, g.level::smallint as level, g.members,
    h.devices as device_count, h.owners_full, h.owners_kace,
    left(lower(concat_ws(E'\n', g.key, g.publisher, g.words)), 4000) as search_text
  from g join h on h.key = g.key`;

/** Makes the groups of a kind what is counted. A vulnerability that no device has any more is none. */
async function writeGroups(db: Db, kind: "product" | "cve", counted: SQL): Promise<number> {
  return transact(db, async (tx) => {
    await tx.execute(sql`create temporary table fresh_groups on commit drop as ${counted}`);
    const gone = await tx.execute(sql`
      delete from inventory_groups g where g.kind = ${kind}
        and not exists (select from fresh_groups f where f.key = g.key)`);
    const written = await tx.execute(sql`
      insert into inventory_groups as g (kind, key, name, publisher, version, status, level, members,
        device_count, owners_full, owners_kace, search_text)
      select kind, key, name, publisher, version, status, level, members, device_count, owners_full,
        owners_kace, search_text from fresh_groups
      on conflict (kind, key) do update set name = excluded.name, publisher = excluded.publisher,
        version = excluded.version, status = excluded.status, level = excluded.level,
        members = excluded.members, device_count = excluded.device_count,
        owners_full = excluded.owners_full, owners_kace = excluded.owners_kace,
        search_text = excluded.search_text
      where (g.name, g.publisher, g.version, g.status, g.level, g.members, g.device_count, g.owners_full,
          g.owners_kace, g.search_text)
        is distinct from (excluded.name, excluded.publisher, excluded.version, excluded.status,
          excluded.level, excluded.members, excluded.device_count, excluded.owners_full,
          excluded.owners_kace, excluded.search_text)`);
    return (gone.rowCount ?? 0) + (written.rowCount ?? 0);
  });
}
