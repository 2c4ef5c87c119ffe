import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { ArchiveState, DriftWord, SysaidTrace } from "@/lib/domain/coverage";
import type { Ref } from "@/lib/domain/ref";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { ARCHIVE_FACT } from "../join/drift-facts";
import { toIso } from "../schema/columns";
import {
  NONE,
  allOf,
  folded,
  isOneOf,
  matchesWords,
  orderBy,
  type Facets,
  type ListWindow,
} from "./query-parts";
import { devicesInSight, resolveSight, texts, type Sight } from "./visibility";

export type ArchivedSort = "name" | "state" | "reason" | "archivedAt" | "owner" | "site";
type ArchivedDimension = "state" | "reason" | "site" | "sysaid";
/** Values of one filter are alternatives; `none` is "not told". */
export type ArchivedFilter = Partial<Record<ArchivedDimension, readonly string[] | undefined>> & {
  q?: string | undefined;
};
export type ArchivedQuery = ArchivedFilter & ListWindow<ArchivedSort>;

/** An asset of KACE that was archived, or that waits for it. */
export interface ArchivedRow {
  ref: Ref;
  name: string;
  state: ArchiveState;
  reason: string | null;
  /** When it was seen to be archived or asked for, else when KACE last changed it; ISO. */
  archivedAt: string | null;
  wasSeen: boolean;
  ownerName: string | null;
  site: string | null;
  status: string | null;
  /** What SysAid still says of it, as far as the viewer sees: an active CI, some record, or nothing. */
  sysaid: SysaidTrace;
}

const REASON_FACT = "Archive reason";
const WORDS: readonly DriftWord[] = ["archivedInKace", "archivePendingInKace"];
const ACTIVE: readonly DriftWord[] = ["activeCiInSysaid"];

/** The archived assets that the viewer sees, as a relation `a`. The words find their few devices by an index. */
function archivedInSight(sight: Sight): SQL {
  return sql`(
    select d.ref, d.name, d.site, d.status, v.search_text,
      case when d.archived then 'completed' else 'pending' end as state,
      d.facts ->> ${REASON_FACT} as reason,
      coalesce(seen.at, d.updated_at) as archived_at, seen.at is not null as was_seen,
      coalesce(d.owner_name, p.full_name, p.user_name) as owner_name,
      case when v.drift @> ${texts(ACTIVE)} then 'activeCi' when v.lens = 'both' then 'known'
        else ${NONE} end as sysaid
    from device_views v
    join device_records d on d.device_id = v.device_id and d.source = 'kace' and d.kind = 'asset'
      and d.removed_at is null and d.ref = any(v.record_refs)
    left join accounts p on p.ref = d.owner_ref
    left join lateral (select h.at from history h where h.ref = d.ref and h.entity = 'device'
      and h.fields ? (case when d.archived then 'archived' else ${`facts.${ARCHIVE_FACT}`} end)
      order by h.id desc limit 1) seen on true
    where v.drift && ${texts(WORDS)} and v.lens <> 'sysaid' and ${devicesInSight(sight)}
      and (d.archived or lower(d.facts ->> ${ARCHIVE_FACT}) = 'pending')) a`;
}

function conditions(filter: ArchivedFilter, without?: ArchivedDimension): SQL {
  const dimensions: Record<ArchivedDimension, SQL[]> = {
    state: isOneOf(sql`a.state`, filter.state),
    reason: isOneOf(sql`a.reason`, filter.reason),
    site: isOneOf(sql`a.site`, filter.site),
    sysaid: isOneOf(sql`a.sysaid`, filter.sysaid),
  };
  if (without !== undefined) dimensions[without] = [];
  return allOf([
    ...Object.values(dimensions).flat(),
    ...matchesWords(sql`(a.search_text || ' ' || lower(coalesce(a.reason, '')))`, filter.q),
  ]);
}

function archivedOrder(sort: ArchivedQuery["sort"]): SQL {
  const { field, descending } = sort ?? { field: "archivedAt", descending: true };
  const columns: Record<ArchivedSort, SQL> = {
    name: folded(sql`a.name`),
    state: sql`a.state`,
    reason: folded(sql`a.reason`),
    archivedAt: sql`a.archived_at`,
    owner: folded(sql`a.owner_name`),
    site: folded(sql`a.site`),
  };
  return orderBy([columns[field]], descending, sql`a.ref`);
}

/** One page of the archived devices that the viewer sees, newest first unless told otherwise, and how many there are. */
export async function listArchived(
  db: Db,
  visibility: Visibility,
  query: ArchivedQuery,
): Promise<{ rows: ArchivedRow[]; total: number }> {
  const sight = await resolveSight(db, visibility, { personal: false });
  const from = sql`${archivedInSight(sight)} where ${conditions(query)}`;
  const [page, count] = await Promise.all([
    db.execute<ArchivedRow & Record<string, unknown>>(sql`
      select a.ref, a.name, a.state, a.reason, a.archived_at as "archivedAt", a.was_seen as "wasSeen",
        a.owner_name as "ownerName", a.site, a.status, a.sysaid
      from ${from} order by ${archivedOrder(query.sort)} limit ${query.limit} offset ${query.offset}`),
    db.execute<{ total: number }>(sql`select count(*)::int as total from ${from}`),
  ]);
  const rows = page.rows.map((row) => ({
    ...row,
    archivedAt: row.archivedAt === null ? null : toIso(row.archivedAt),
  }));
  return { rows, total: count.rows[0]?.total ?? 0 };
}

const FACET_VALUES_MAX = 100;

/** How many archived devices stand behind each value of a filter, under all the other filters. */
export async function archivedFacets(
  db: Db,
  visibility: Visibility,
  filter: ArchivedFilter,
): Promise<Facets> {
  const sight = await resolveSight(db, visibility, { personal: false });
  const count = async (name: ArchivedDimension): Promise<[string, Facets[string]]> => {
    const column = sql.raw(`a.${name}`);
    const found = await db.execute<{ value: string; count: number }>(sql`
      select coalesce(${column}, ${NONE}) as value, count(*)::int as count
      from ${archivedInSight(sight)} where ${conditions(filter, name)}
      group by 1 order by 2 desc, 1 limit ${FACET_VALUES_MAX}`);
    return [name, found.rows.map((row) => ({ ...row, label: row.value }))];
  };
  const names: readonly ArchivedDimension[] = ["state", "reason", "site", "sysaid"];
  return Object.fromEntries(await Promise.all(names.map(count)));
}
