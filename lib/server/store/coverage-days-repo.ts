import "server-only";
import { lt, sql } from "drizzle-orm";
import { COVERAGES, DRIFT_STATES, type Coverage, type DriftState } from "@/lib/domain/coverage";
import type { Db } from "./db";
import { DIVISIONS, driftOf, readWholeCoverage, type CoverageCounts } from "./read/coverage";
import { coverageDays } from "./schema/device-work-tables";

// How many devices stood where, day by day. A day is a UTC day.

/** Days are kept so long by site, kind and department; over everything they are kept for good. */
const KEPT_DAYS = 400;
/** A division's name for days before anything was counted: what the records' own dates tell. */
const RECONSTRUCTED = "reconstructed";
const WEEKS = 26;
const DAY_MS = 86_400_000;

type DayRow = typeof coverageDays.$inferInsert;

/** Counts every device as it stands now and keeps it as today's; what was counted earlier today gives way. */
export async function writeCoverageDay(db: Db, now: string): Promise<void> {
  const day = now.slice(0, 10);
  const { all, divisions } = await readWholeCoverage(db, now);
  const rows = [
    ...toRows(day, "all", "", all),
    ...DIVISIONS.flatMap((division) =>
      divisions[division].flatMap((row) => toRows(day, division, row.value, row)),
    ),
  ];
  const oldest = new Date(Date.parse(now) - KEPT_DAYS * DAY_MS).toISOString().slice(0, 10);
  await db.transaction(async (tx) => {
    await tx.execute(
      sql`delete from coverage_days where day = ${day} and division <> ${RECONSTRUCTED}`,
    );
    await insertRows(tx, rows);
    await tx.delete(coverageDays).where(sql`${lt(coverageDays.day, oldest)} and division <> 'all'`);
  });
}

function toRows(day: string, division: string, value: string, counts: CoverageCounts): DayRow[] {
  const states: [string, number][] = [
    ...COVERAGES.map((state): [string, number] => [state, counts[state]]),
    ...DRIFT_STATES.map((state): [string, number] => [state, counts.drift[state]]),
  ];
  // Of everything each state stands there, so that a day without any is told from one that nobody counted.
  return states
    .filter(([, devices]) => division === "all" || devices > 0)
    .map(([state, devices]) => ({ day, division, value, state, devices }));
}

async function insertRows(tx: Db, rows: DayRow[]): Promise<void> {
  await tx.execute(sql`
    insert into coverage_days (day, division, value, state, devices)
    select * from json_to_recordset(${JSON.stringify(rows)}::json)
      as r (day date, division text, value text, state text, devices int)
    on conflict (day, division, value, state) do update set devices = excluded.devices`);
}

/** Whether a day was ever counted. */
export async function hasCoverageDays(db: Db): Promise<boolean> {
  const found = await db.execute(sql`select 1 from coverage_days where division = 'all' limit 1`);
  return found.rows.length > 0;
}

/** Where a device stood in one system, as its records date it: epoch ms. */
interface Standing extends Record<string, unknown> {
  kace_from: string | null;
  kace_until: string | null;
  sysaid_from: string | null;
  sysaid_until: string | null;
  devices: number;
}

/**
 * Works out, once, where devices stood at the end of each of the last 26 weeks from when their records were
 * made and vanished. A record whose system does not date it counts as there all along, and drift is not known.
 */
export async function reconstructWeeks(db: Db, now: string): Promise<void> {
  const ends = weekEnds(now);
  const groups = await readStandings(db);
  const rows = ends.flatMap((day) => {
    const counts: Record<Coverage, number> = { both: 0, kace: 0, sysaid: 0 };
    const until = Date.parse(`${day}T23:59:59.999Z`);
    for (const group of groups) {
      const inKace = stands(group.kace_from, group.kace_until, until);
      const inSysaid = stands(group.sysaid_from, group.sysaid_until, until);
      if (inKace && inSysaid) counts.both += group.devices;
      else if (inKace) counts.kace += group.devices;
      else if (inSysaid) counts.sysaid += group.devices;
    }
    return COVERAGES.map((state) => ({
      day,
      division: RECONSTRUCTED,
      value: "",
      state,
      devices: counts[state],
    }));
  });
  await insertRows(db, rows);
}

/** The Sundays that ended the last weeks, oldest first. */
function weekEnds(now: string): string[] {
  const today = Date.parse(`${now.slice(0, 10)}T00:00:00Z`);
  const last = today - (new Date(today).getUTCDay() || 7) * DAY_MS;
  return Array.from({ length: WEEKS }, (_, back) =>
    new Date(last - (WEEKS - 1 - back) * 7 * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Devices with the same story are one row: days are enough, and there are few. */
async function readStandings(db: Db): Promise<Standing[]> {
  const found = await db.execute<Standing>(sql`
    with told as (
      select device_id, source,
        case when bool_or(created_at is null) then null else min(created_at)::date end as since,
        bool_or(removed_at is null) as stands, max(removed_at)::date as gone
      from device_records where device_id is not null group by device_id, source),
    stories as (
      select k.device_id is not null as in_kace, k.since as kace_since, k.stands as kace_stands, k.gone as kace_gone,
        s.device_id is not null as in_sysaid, s.since as sysaid_since, s.stands as sysaid_stands,
        s.gone as sysaid_gone
      from (select * from told where source = 'kace') k
      full join (select * from told where source = 'sysaid') s on s.device_id = k.device_id)
    select case when in_kace then coalesce(kace_since::text, '-infinity') end as kace_from,
      case when kace_stands then 'infinity' else kace_gone::text end as kace_until,
      case when in_sysaid then coalesce(sysaid_since::text, '-infinity') end as sysaid_from,
      case when sysaid_stands then 'infinity' else sysaid_gone::text end as sysaid_until,
      count(*)::int as devices
    from stories group by 1, 2, 3, 4`);
  return found.rows;
}

function stands(from: string | null, until: string | null, at: number): boolean {
  if (from === null) return false;
  const since = from === "-infinity" ? -Infinity : Date.parse(`${from}T00:00:00Z`);
  const gone = until === null || until === "infinity" ? Infinity : Date.parse(`${until}T00:00:00Z`);
  return since <= at && gone > at;
}

/** The last known day of a week. `drift` is null where it was worked out from the records' dates. */
export type CoverageWeek = Record<Coverage, number> & {
  day: string;
  drift: Record<DriftState, number> | null;
};

/** The last 26 weeks, oldest first, and the first day that was counted. */
export async function readCoverageWeeks(
  db: Db,
  now: string,
): Promise<{ weeks: CoverageWeek[]; measuredFrom: string | null }> {
  const found = await db.execute<{
    day: string;
    is_measured: boolean;
    counts: Partial<Record<Coverage | DriftState, number>>;
  }>(sql`
    select distinct on (week) to_char(day, 'YYYY-MM-DD') as day, is_measured, counts
    from (
      select date_trunc('week', day) as week, day, division = 'all' as is_measured,
        json_object_agg(state, devices) as counts
      from coverage_days
      where division in ('all', ${RECONSTRUCTED}) and day > ${now}::timestamptz::date - ${WEEKS * 7}::int
      group by 1, 2, 3) days
    order by week desc, is_measured desc, day desc limit ${WEEKS}`);
  const first = await db.execute<{ day: string | null }>(sql`
    select to_char(min(day), 'YYYY-MM-DD') as day from coverage_days where division = 'all'`);
  const weeks = found.rows.map(({ day, is_measured, counts }) => ({
    day,
    both: counts.both ?? 0,
    kace: counts.kace ?? 0,
    sysaid: counts.sysaid ?? 0,
    drift: is_measured ? driftOf((state) => counts[state] ?? 0) : null,
  }));
  return { weeks: weeks.reverse(), measuredFrom: first.rows[0]?.day ?? null };
}
