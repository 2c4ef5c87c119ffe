import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { DeviceKind } from "@/lib/domain/device";
import { ATTRIBUTE_NAMES, ATTRIBUTES, type AttributeName } from "@/lib/domain/merge/attributes";
import type { Ref } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
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
import { ids, texts } from "./visibility";

export type ConflictSort = "device" | "attribute" | "site" | "foundAt";
export type ConflictStateName = "open" | "ignored";

/** What names a conflict. */
export interface ConflictKey {
  deviceId: number;
  attribute: AttributeName;
}

/** What narrows the list. Values of one filter are alternatives; without `state` the open ones are meant. */
export interface ConflictFilter {
  /** Exactly these. */
  only?: readonly ConflictKey[] | undefined;
  attribute?: readonly AttributeName[] | undefined;
  site?: readonly string[] | undefined;
  kind?: readonly DeviceKind[] | undefined;
  state?: readonly ConflictStateName[] | undefined;
  q?: string | undefined;
}
export type ConflictQuery = ConflictFilter & ListWindow<ConflictSort>;
type ConflictDimension = "attribute" | "site" | "kind" | "state";

/** A device's attribute on which the systems disagree. */
export interface StoredConflict {
  deviceId: number;
  attribute: AttributeName;
  deviceRef: Ref;
  deviceName: string;
  deviceKind: DeviceKind;
  site: string | null;
  ownerName: string | null;
  kaceRef: Ref;
  kaceText: string;
  sysaidRef: Ref;
  sysaidText: string;
  /** Which of the two texts the device's row shows; `null` where rows do not show the attribute. */
  shown: Source | null;
  foundAt: string;
  digest: string;
  ignoredBy: string | null;
  ignoredAt: string | null;
}

/**
 * Who sees conflicts: only those who see everything of both systems, for each row tells what either says. All reads here
 * give nothing to others.
 */
export function seesConflicts(visibility: Visibility): boolean {
  return SOURCES.every((source) => visibility[source] === "all");
}

const IGNORED = sql`(c.ignored_digest is not null and c.ignored_digest = c.digest)`;
const STATE = sql`(case when ${IGNORED} then 'ignored' else 'open' end)`;
const FROM = sql`conflicts c join device_views v on v.device_id = c.device_id and v.lens = 'both'`;

// Attributes that stand in a device's row, and the column of each.
const SHOWN_COLUMNS: Readonly<Partial<Record<AttributeName, SQL>>> = {
  name: sql`v.name`,
  serial: sql`v.serial`,
  manufacturer: sql`v.manufacturer`,
  model: sql`v.model`,
  osName: sql`v.os_name`,
  kind: sql`v.kind`,
  owner: sql`v.owner_name`,
  site: sql`v.site`,
  department: sql`v.department`,
};
const SHOWN = sql`(case c.attribute ${sql.join(
  Object.entries(SHOWN_COLUMNS).map(([name, column]) => sql`when ${name} then ${column}`),
  sql` `,
)} end)`;

function conflictConditions(
  visibility: Visibility,
  filter: ConflictFilter,
  without?: ConflictDimension,
): SQL {
  const state = filter.state && filter.state.length > 0 ? filter.state : (["open"] as const);
  const dimensions: Record<ConflictDimension, SQL[]> = {
    attribute: isOneOf(sql`c.attribute`, filter.attribute),
    site: isOneOf(sql`v.site`, filter.site),
    kind: isOneOf(sql`v.kind`, filter.kind),
    state: isOneOf(STATE, state),
  };
  if (without !== undefined) dimensions[without] = [];
  return allOf([
    sql`${seesConflicts(visibility)}::boolean`,
    ...(filter.only === undefined ? [] : [isAmong(filter.only)]),
    ...Object.values(dimensions).flat(),
    ...matchesWords(
      sql`(v.search_text || chr(10) || lower(c.kace_text) || chr(10) || lower(c.sysaid_text))`,
      filter.q,
    ),
  ]);
}

function isAmong(keys: readonly ConflictKey[]): SQL {
  return sql`(c.device_id, c.attribute) in (
    select * from unnest(${ids(keys.map(({ deviceId }) => deviceId))},
      ${texts(keys.map(({ attribute }) => attribute))}))`;
}

function conflictOrder(sort: ConflictQuery["sort"]): SQL {
  const { field, descending } = sort ?? { field: "foundAt", descending: true };
  const columns: Record<ConflictSort, SQL> = {
    device: folded(sql`v.name`),
    attribute: sql`c.attribute`,
    site: folded(sql`v.site`),
    foundAt: sql`c.found_at`,
  };
  return orderBy([columns[field]], descending, sql`c.device_id, c.attribute`);
}

interface RawConflict extends Record<string, unknown> {
  device_id: string;
  attribute: string;
  ref: Ref;
  name: string;
  kind: DeviceKind;
  site: string | null;
  owner_name: string | null;
  kace_ref: Ref;
  kace_text: string;
  sysaid_ref: Ref;
  sysaid_text: string;
  shown: string | null;
  found_at: string;
  digest: string;
  ignored_by: string | null;
  ignored_at: string | null;
}

async function selectConflicts(db: Db, rest: SQL): Promise<StoredConflict[]> {
  const found = await db.execute<RawConflict>(sql`
    select c.device_id::text, c.attribute, v.ref, v.name, v.kind, v.site, v.owner_name, c.kace_ref, c.kace_text,
      c.sysaid_ref, c.sysaid_text, ${SHOWN} as shown, c.found_at, c.digest,
      case when ${IGNORED} then c.ignored_by end as ignored_by,
      case when ${IGNORED} then c.ignored_at end as ignored_at
    from ${FROM} where ${rest}`);
  return found.rows.flatMap((row) => {
    const attribute = ATTRIBUTE_NAMES.find((name) => name === row.attribute);
    return attribute === undefined ? [] : [toConflict(row, attribute)];
  });
}

function toConflict(row: RawConflict, attribute: AttributeName): StoredConflict {
  return {
    deviceId: Number(row.device_id),
    attribute,
    deviceRef: row.ref,
    deviceName: row.name,
    deviceKind: row.kind,
    site: row.site,
    ownerName: row.owner_name,
    kaceRef: row.kace_ref,
    kaceText: row.kace_text,
    sysaidRef: row.sysaid_ref,
    sysaidText: row.sysaid_text,
    shown: shownSource(row, attribute),
    foundAt: toIso(row.found_at),
    digest: row.digest,
    ignoredBy: row.ignored_by,
    ignoredAt: row.ignored_at === null ? null : toIso(row.ignored_at),
  };
}

function shownSource(row: RawConflict, attribute: AttributeName): Source | null {
  if (ATTRIBUTES[attribute].agree === null || row.shown === null) return null;
  if (row.shown === row.kace_text) return "kace";
  return row.shown === row.sysaid_text ? "sysaid" : null;
}

/** One page of the conflicts, and how many there are in all. */
export async function listConflicts(
  db: Db,
  visibility: Visibility,
  query: ConflictQuery,
): Promise<{ rows: StoredConflict[]; total: number }> {
  const where = conflictConditions(visibility, query);
  const [rows, count] = await Promise.all([
    selectConflicts(
      db,
      sql`${where} order by ${conflictOrder(query.sort)} limit ${query.limit} offset ${query.offset}`,
    ),
    db.execute<{ total: number }>(sql`select count(*)::int as total from ${FROM} where ${where}`),
  ]);
  return { rows, total: count.rows[0]?.total ?? 0 };
}

/** One conflict, or `null` when the systems agree by now or the viewer does not see it. */
export async function readConflict(
  db: Db,
  visibility: Visibility,
  key: ConflictKey,
): Promise<StoredConflict | null> {
  const filter = { only: [key], state: ["open", "ignored"] as const };
  const found = await selectConflicts(db, conflictConditions(visibility, filter));
  return found[0] ?? null;
}

const FACET_VALUES_MAX = 100;

/** How many conflicts stand behind each value of each filter, under the other filters. */
export async function conflictFacets(
  db: Db,
  visibility: Visibility,
  filter: ConflictFilter,
): Promise<Facets> {
  const keys: Record<ConflictDimension, SQL> = {
    attribute: sql`c.attribute`,
    site: sql`coalesce(v.site, ${NONE})`,
    kind: sql`v.kind`,
    state: STATE,
  };
  const count = async (name: ConflictDimension): Promise<[string, Facets[string]]> => {
    const found = await db.execute<{ value: string; count: number }>(sql`
      select ${keys[name]} as value, count(*)::int as count from ${FROM}
      where ${conflictConditions(visibility, filter, name)}
      group by 1 order by 2 desc, 1 limit ${FACET_VALUES_MAX}`);
    return [name, found.rows.map((row) => ({ ...row, label: row.value }))];
  };
  return Object.fromEntries(
    await Promise.all([count("attribute"), count("site"), count("kind"), count("state")]),
  );
}

/** How many devices disagree on each attribute, ignored ones included. */
export async function countDisagreements(db: Db): Promise<ReadonlyMap<AttributeName, number>> {
  const found = await db.execute<{ attribute: string; count: number }>(
    sql`select attribute, count(*)::int as count from conflicts group by 1`,
  );
  const counts = new Map(found.rows.map((row) => [row.attribute, row.count]));
  return new Map(ATTRIBUTE_NAMES.map((name) => [name, counts.get(name) ?? 0]));
}
