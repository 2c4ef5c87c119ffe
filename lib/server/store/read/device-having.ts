import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { UNUSED_DAYS } from "@/lib/domain/inventory/license";
import { parseHaving, type Having } from "@/lib/domain/inventory/having";
import { partNumberOf } from "@/lib/domain/part-number";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { Db } from "../db";
import { cleanText } from "../write/clean-text";

// "The devices behind it", for everything of the inventory that devices can have. All of it is KACE's knowledge,
// so only rows (alias `v`) whose lens shows KACE can match: nobody learns from a filter what they do not see.

/** Whether a device has one of these (as `parseHaving` reads them). What names nothing matches nothing. */
export function hasOneOf(texts: readonly string[] | undefined): SQL[] {
  if (texts === undefined || texts.length === 0) return [];
  const each = texts.map((text) => {
    const having = parseHaving(text);
    return having === null ? sql`false` : hasIt(having);
  });
  return [sql`(v.lens <> 'sysaid' and (${sql.join(each, sql` or `)}))`];
}

function hasIt(having: Having): SQL {
  if (having.kind !== "idle") return sql`v.device_id in (${devicesOf(recordsWith(having))})`;
  const { licenseRef: ref } = having;
  const installed = devicesOf(recordsWith({ kind: "thing", ref }));
  return sql`(v.device_id in (${installed}) and v.device_id not in (${devicesOf(recordsUsing(ref))}))`;
}

/** The devices of these record refs. */
function devicesOf(records: SQL): SQL {
  return sql`select d.device_id from device_records d where d.ref in (${records})
    and d.removed_at is null and d.device_id is not null`;
}

/** The refs of the device records that have it. */
export function recordsWith(having: Exclude<Having, { kind: "idle" }>): SQL {
  switch (having.kind) {
    case "product":
      return sql`select i.device_record_ref from software_installs i
        join software_titles t on t.ref = i.title_ref where t.product = ${cleanText(having.key)}`;
    case "cve":
      return sql`select p.record_ref from device_parts p where p.patch_numbers && coalesce(
        (select array_agg(c.patch_number) from patch_cves c where c.cve = ${having.cve}), '{}')`;
    case "thing":
      return recordsWithThing(having.ref);
  }
}

function recordsWithThing(ref: Ref): SQL {
  const { entity } = splitRef(ref);
  const inParts = (column: SQL) =>
    sql`select p.record_ref from device_parts p where ${column} && array[${partNumberOf(ref)}::int]`;
  switch (entity) {
    case "software":
      return sql`select i.device_record_ref from software_installs i where i.title_ref = ${ref}`;
    case "license":
      return sql`select i.device_record_ref from software_installs i
        where i.title_ref in (select unnest(l.title_refs) from licenses l where l.ref = ${ref})`;
    case "process":
      return inParts(sql`p.process_numbers`);
    case "service":
      return inParts(sql`p.service_numbers`);
    case "startup":
      return inParts(sql`p.startup_numbers`);
    case "patch":
      return inParts(sql`p.patch_numbers`);
    case "os":
      return sql`select m.ref from device_records m, inventory_items i
        where i.ref = ${ref} and ${runsSystem(sql`m`, sql`i`)}`;
    default:
      return sql`select x.record_ref from item_devices x where x.item_ref = ${ref}`;
  }
}

/**
 * Whether a machine (a record's alias) runs a system (an item's alias): by name, and by build where both tell one.
 * Machines name their system, they do not point at the list's row.
 */
export function runsSystem(machine: SQL, item: SQL): SQL {
  return sql`(${machine}.source = ${item}.source and ${machine}.kind = 'machine'
    and lower(${machine}.os_name) = lower(${item}.name)
    and coalesce(nullif(${machine}.facts ->> 'OS build', ''), ${item}.version, '') = coalesce(${item}.version, ${machine}.facts ->> 'OS build', ''))`;
}

/** The refs of the device records on which a program of the licence was used lately. */
export function recordsUsing(license: Ref): SQL {
  return sql`select u.device_record_ref from software_usage u
    where u.last_used_at > now() - make_interval(days => ${UNUSED_DAYS}) and u.product in (
      select t.product from software_titles t
      where t.ref in (select unnest(l.title_refs) from licenses l where l.ref = ${license}))`;
}

/** What it is called, for the filter that names it. For who sees a device that has it. */
export async function nameHaving(db: Db, text: string): Promise<string> {
  const having = parseHaving(text);
  if (having === null || having.kind === "cve") return text;
  if (having.kind === "idle") {
    const name = await readName(db, sql`licenses`, having.licenseRef);
    return name === null ? text : `${name}, not used`;
  }
  if (having.kind === "product") {
    const found = await db.execute<{ name: string }>(sql`
      select name from software_titles where product = ${cleanText(having.key)}
      order by length(name), name limit 1`);
    return found.rows[0]?.name ?? having.key;
  }
  const { entity } = splitRef(having.ref);
  const tables = { software: sql`software_titles`, license: sql`licenses` };
  const table = entity === "software" || entity === "license" ? tables[entity] : undefined;
  return (await readName(db, table ?? sql`inventory_items`, having.ref)) ?? text;
}

async function readName(db: Db, table: SQL, ref: Ref): Promise<string | null> {
  const found = await db.execute<{ name: string }>(
    sql`select name from ${table} where ref = ${ref}`,
  );
  return found.rows[0]?.name ?? null;
}
