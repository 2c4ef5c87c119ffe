import "server-only";
import { getTableColumns, sql, type SQL } from "drizzle-orm";
import type { Ci, CiClass } from "@/lib/domain/ci";
import type { Ref } from "@/lib/domain/ref";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { toIso } from "../schema/columns";
import { cis } from "../schema/index-tables";
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
import { cisInSight, devicesInSight, resolveSight, type Sight } from "./visibility";

export type CiSort = "name" | "type" | "status" | "owner" | "site" | "relations" | "updatedAt";

/** What narrows a list of CIs. Values of one filter are alternatives; `none` is "not told". */
export interface CiFilter {
  /** Type ids. */
  type?: readonly string[] | undefined;
  ciClass?: readonly CiClass[] | undefined;
  status?: readonly string[] | undefined;
  site?: readonly string[] | undefined;
  q?: string | undefined;
}
export type CiQuery = CiFilter & ListWindow<CiSort>;
type CiDimension = "type" | "ciClass" | "status" | "site";

export interface CiRow {
  ref: Ref;
  name: string;
  typeId: string;
  typeLabel: string;
  ciClass: CiClass;
  status: string | null;
  ownerName: string | null;
  site: string | null;
  /** A record of the device that it stands for, where the viewer sees that. */
  deviceRef: Ref | null;
  relations: number | null;
  updatedAt: string | null;
}

function ciConditions(sight: Sight, filter: CiFilter, without?: CiDimension): SQL {
  const dimensions: Record<CiDimension, SQL[]> = {
    type: isOneOf(sql`c.type_id`, filter.type),
    ciClass: isOneOf(sql`c.ci_class`, filter.ciClass),
    status: isOneOf(sql`c.status`, filter.status),
    site: isOneOf(sql`c.site`, filter.site),
  };
  if (without !== undefined) dimensions[without] = [];
  return allOf([
    sql`c.removed_at is null`,
    cisInSight(sight),
    ...Object.values(dimensions).flat(),
    ...matchesWords(sql`c.search_text`, filter.q),
  ]);
}

function ciOrder(sort: CiQuery["sort"]): SQL {
  const { field, descending } = sort ?? { field: "name", descending: false };
  const columns: Record<CiSort, SQL> = {
    name: folded(sql`c.name`),
    type: folded(sql`c.type_label`),
    status: folded(sql`c.status`),
    owner: folded(sql`c.owner_name`),
    site: folded(sql`c.site`),
    relations: sql`c.relation_count`,
    updatedAt: sql`c.updated_at`,
  };
  return orderBy([columns[field]], descending, sql`c.ref`);
}

/** The device record that a CI (alias `c`) is or stands for, where the viewer sees its device. */
export function deviceRefOf(sight: Sight): SQL {
  return sql`(select d.ref from device_records d join device_views v on v.device_id = d.device_id
    where d.ref in (c.ref, c.asset_ref) and d.removed_at is null and d.ref = any(v.record_refs)
      and ${devicesInSight(sight)}
    order by d.kind, d.ref limit 1)`;
}

/** One page of the CIs that the viewer sees, and how many there are in all. */
export async function listCis(
  db: Db,
  visibility: Visibility,
  query: CiQuery,
): Promise<{ rows: CiRow[]; total: number }> {
  const sight = await resolveSight(db, visibility, { personal: false });
  const where = ciConditions(sight, query);
  const [page, count] = await Promise.all([
    db.execute<CiRow & Record<string, unknown>>(sql`
      select c.ref, c.name, c.type_id as "typeId", c.type_label as "typeLabel", c.ci_class as "ciClass",
        c.status, c.owner_name as "ownerName", c.site, c.relation_count as relations,
        c.updated_at as "updatedAt", ${deviceRefOf(sight)} as "deviceRef"
      from cis c where ${where} order by ${ciOrder(query.sort)}
      limit ${query.limit} offset ${query.offset}`),
    db.execute<{ total: number }>(sql`select count(*)::int as total from cis c where ${where}`),
  ]);
  const rows = page.rows.map((row) => ({
    ...row,
    updatedAt: row.updatedAt === null ? null : toIso(row.updatedAt),
  }));
  return { rows, total: count.rows[0]?.total ?? 0 };
}

const FACET_VALUES_MAX = 100;

/** How many visible CIs stand behind each value of a filter, under all the other filters. */
export async function ciFacets(db: Db, visibility: Visibility, filter: CiFilter): Promise<Facets> {
  const sight = await resolveSight(db, visibility, { personal: false });
  const count = async (
    name: CiDimension,
    value: SQL,
    label: SQL,
  ): Promise<[string, Facets[string]]> => {
    const found = await db.execute<{ value: string; label: string; count: number }>(sql`
      select ${value} as value, ${label} as label, count(*)::int as count from cis c
      where ${ciConditions(sight, filter, name)} group by 1 order by 3 desc, 1 limit ${FACET_VALUES_MAX}`);
    return [name, found.rows];
  };
  const plain = (name: CiDimension, column: SQL) =>
    count(name, sql`coalesce(${column}, ${NONE})`, sql`coalesce(max(${column}), ${NONE})`);
  return Object.fromEntries(
    await Promise.all([
      count("type", sql`c.type_id`, sql`max(c.type_label)`),
      plain("ciClass", sql`c.ci_class`),
      plain("status", sql`c.status`),
      plain("site", sql`c.site`),
    ]),
  );
}

/** A CI as the index keeps it. */
export interface StoredCi extends Ci {
  deviceRef: Ref | null;
  relations: number | null;
  relationsReadAt: string | null;
  readAt: string;
  removedAt: string | null;
}

/** A CI, gone ones included, or `null` when there is none or the viewer does not see it. */
export async function readCi(db: Db, visibility: Visibility, ref: Ref): Promise<StoredCi | null> {
  const sight = await resolveSight(db, visibility, { personal: false });
  const [row] = await db
    .select(getTableColumns(cis))
    .from(cis)
    .where(
      sql`${cis.ref} = ${ref} and exists (select from cis c where c.ref = ${ref} and ${cisInSight(sight)})`,
    );
  if (row === undefined) return null;
  const found = await db.execute<{ deviceRef: Ref | null }>(
    sql`select ${deviceRefOf(sight)} as "deviceRef" from cis c where c.ref = ${ref}`,
  );
  return { ...row, relations: row.relationCount, deviceRef: found.rows[0]?.deviceRef ?? null };
}
