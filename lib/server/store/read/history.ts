import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { toIso } from "../schema/columns";
import type { HistoryKind } from "../schema/index-tables";
import { cisInSight, devicesInSight, resolveSight, ticketsInSight, type Sight } from "./visibility";

/** Something that happened to a record. */
export interface HistoryRow {
  id: number;
  /** When the index saw it, ISO. */
  at: string;
  source: Source;
  /** `ticket`, `device`, `ci` … */
  entity: string;
  ref: Ref;
  what: HistoryKind;
  /** For `changed`: field → [before, after]. */
  fields: Record<string, [unknown, unknown]>;
}
type RawRow = Omit<HistoryRow, "id"> & { id: string } & Record<string, unknown>;

/** Whether the record of a history row (alias `h`) is visible. What belongs to nobody needs the whole source. */
function historyInSight(sight: Sight): SQL {
  const whole = (["kace", "sysaid"] as const).filter((source) => sight[source] === "all");
  return sql`(case h.entity
    when 'ticket' then exists (select from tickets t where t.ref = h.ref and ${ticketsInSight(sight)})
    when 'ci' then exists (select from cis c where c.ref = h.ref and ${cisInSight(sight)})
    when 'device' then h.source = any(${sql.param(whole)}::text[]) or exists (
      select from device_records d join device_views v on v.device_id = d.device_id
      where d.ref = h.ref and ${devicesInSight(sight)} and (v.lens = 'both' or v.lens = h.source))
    else h.source = any(${sql.param(whole)}::text[]) end)`;
}

const HISTORY_MAX = 500;

/** What happened to a record, newest first; empty when the viewer does not see it. */
export async function readHistory(db: Db, visibility: Visibility, ref: Ref): Promise<HistoryRow[]> {
  if (visibility[splitRef(ref).source] === "none") return [];
  const sight = await resolveSight(db, visibility, { personal: false });
  const found = await db.execute<RawRow>(sql`
    select h.id::text as id, h.at, h.source, h.entity, h.ref, h.what, h.fields from history h
    where h.ref = ${ref} and ${historyInSight(sight)} order by h.id desc limit ${HISTORY_MAX}`);
  return found.rows.map(toHistoryRow);
}

function toHistoryRow(row: RawRow): HistoryRow {
  return { ...row, id: Number(row.id), at: toIso(row.at) };
}

/** A recent change with the name of what changed. */
export interface ChangeRow extends HistoryRow {
  title: string;
}

/** Only so many of the newest changes are looked through for those that the viewer sees. */
const LOOK_BACK_MAX = 20_000;

/** The newest changes of tickets, devices and CIs that the viewer sees, each record once. */
export async function readChanges(
  db: Db,
  visibility: Visibility,
  limit: number,
): Promise<ChangeRow[]> {
  const sight = await resolveSight(db, visibility, { personal: false });
  if (sight.kace === "none" && sight.sysaid === "none") return [];
  const found = await db.execute<RawRow & { title: string | null }>(sql`
    select h.id::text as id, h.at, h.source, h.entity, h.ref, h.what, h.fields,
      case h.entity
        when 'ticket' then (select '#' || t.number || ' ' || t.title from tickets t where t.ref = h.ref)
        when 'ci' then (select c.name from cis c where c.ref = h.ref)
        else (select d.name from device_records d where d.ref = h.ref) end as title
    from (select * from history order by id desc limit ${LOOK_BACK_MAX}) h
    where h.entity in ('ticket', 'device', 'ci') and ${historyInSight(sight)}
      and not exists (select from history later where later.ref = h.ref and later.entity = h.entity
        and later.id > h.id)
    order by h.id desc limit ${limit}`);
  return found.rows.map(({ title, ...row }) => ({ ...toHistoryRow(row), title: title ?? row.ref }));
}
