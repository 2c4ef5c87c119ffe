import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "../db";
import type { VisibleDevice } from "./visible-device";
import { devicesInSight, ticketsInSight } from "./visibility";

export const PEER_MEASURES = [
  "ageDays",
  "restartDays",
  "diskFreeShare",
  "tickets",
  "missingPatches",
] as const;
export type PeerMeasure = (typeof PEER_MEASURES)[number];

/** How a machine stands in one measure among those of its model that tell it, itself included. */
export interface PeerStanding {
  value: number | null;
  median: number | null;
  /** 1 is the best; `null` where its own value is not known. */
  rank: number | null;
  /** Machines that tell the measure. */
  n: number;
}

/** A machine among those of its model that the viewer sees. */
export interface Peers {
  model: string;
  /** Machines of the model, itself included. */
  total: number;
  /** Looked at, when the model has more machines than are compared. */
  compared: number;
  standings: Record<PeerMeasure, PeerStanding>;
}

/** More of one model change no median worth telling. */
const COMPARED_MAX = 500;
const TICKET_DAYS = 90;
/** For which measures more is better. */
const MORE_IS_BETTER: readonly PeerMeasure[] = ["diskFreeShare"];

type Row = Record<string, string | number | null>;

/**
 * Compares a device with the others of its model, all in one statement over what the viewer sees; `null` when it has
 * no model or no row. `now` is ISO. Of a large model the machines nearest by number are compared.
 */
export async function readPeers(
  db: Db,
  { sight, deviceId }: VisibleDevice,
  now: string,
): Promise<Peers | null> {
  if (deviceId === null) return null;
  const columns = PEER_MEASURES.map((measure) => {
    const column = sql.identifier(measure);
    const better = MORE_IS_BETTER.includes(measure) ? sql`>` : sql`<`;
    const own = sql`(select ${column} from measured where device_id = ${deviceId})`;
    return sql`${own} as ${sql.identifier(`${measure}Value`)}, count(${column})::int as ${sql.identifier(`${measure}N`)},
      percentile_cont(0.5) within group (order by ${column}) as ${sql.identifier(`${measure}Median`)},
      (count(*) filter (where ${column} ${better} ${own}))::int + 1 as ${sql.identifier(`${measure}Rank`)}`;
  });
  const found = await db.execute<Row>(sql`
    with mine as (
      select v.model from device_views v where v.device_id = ${deviceId} and ${devicesInSight(sight)}
    ), alike as (
      select v.device_id, v.record_refs, v.lens, count(*) over ()::int as total
      from device_views v
      where lower(v.model) = (select lower(model) from mine) and ${devicesInSight(sight)}
      order by abs(v.device_id - ${deviceId}) limit ${COMPARED_MAX}
    ), asked as (
      select t.device_id, count(*)::int as n from tickets t join alike a on a.device_id = t.device_id
      where t.removed_at is null and t.created_at >= ${now}::timestamptz - make_interval(days => ${TICKET_DAYS})
        and (a.lens = 'both' or t.source = a.lens) and ${ticketsInSight(sight)}
      group by t.device_id
    ), measured as (
      select a.device_id, a.total, coalesce(asked.n, 0)::float8 as tickets,
        floor(extract(epoch from ${now}::timestamptz - born.at) / 86400)::float8 as "ageDays",
        floor(extract(epoch from ${now}::timestamptz - p.last_restart_at) / 86400)::float8 as "restartDays",
        p.disk_free_share::float8 as "diskFreeShare", p.missing_patches::float8 as "missingPatches"
      from alike a left join asked on asked.device_id = a.device_id
      left join lateral (
        select min(d.created_at) as at from device_records d
        where d.ref = any(a.record_refs)) born on true
      left join lateral (
        select last_restart_at, disk_free_share,
          case when record_ref like 'kace:%' then missing_patches end as missing_patches
        from device_parts where record_ref = any(a.record_refs)
        order by last_restart_at desc nulls last, read_at desc limit 1) p on true
    )
    select (select model from mine) as model, max(total) as total, count(*)::int as compared,
      ${sql.join(columns, sql`, `)}
    from measured`);
  const [row] = found.rows;
  return row === undefined || row.model === null ? null : toPeers(row);
}

function toPeers(row: Row): Peers {
  const numberOf = (key: string) => (row[key] === null ? null : Number(row[key]));
  const standingOf = (measure: PeerMeasure): PeerStanding => {
    const value = numberOf(`${measure}Value`);
    return {
      value,
      median: numberOf(`${measure}Median`),
      rank: value === null ? null : numberOf(`${measure}Rank`),
      n: numberOf(`${measure}N`) ?? 0,
    };
  };
  return {
    model: String(row.model),
    total: numberOf("total") ?? 0,
    compared: numberOf("compared") ?? 0,
    standings: {
      ageDays: standingOf("ageDays"),
      restartDays: standingOf("restartDays"),
      diskFreeShare: standingOf("diskFreeShare"),
      tickets: standingOf("tickets"),
      missingPatches: standingOf("missingPatches"),
    },
  };
}
