import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { CHECK_IN_AGES, type CheckInAge } from "@/lib/domain/device";
import { TICKET_AGES } from "@/lib/domain/ticket";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { checkInAge } from "./check-in";
import { NONE } from "./query-parts";
import { CLOSED_AT, IS_OPEN } from "./ticket-filters";
import {
  WALL_SIGHT,
  devicesInSight,
  resolveSight,
  ticketsInSight,
  type Sight,
  type WallVisibility,
} from "./visibility";

/** One bar: `key` is the value by which lists filter to exactly the rows that it counts. */
export interface Bar {
  key: string;
  label: string;
  count: number;
}

/** One UTC day. `backlog`: open at its end (or now, for today). */
export interface TrendDay {
  day: string;
  created: number;
  closed: number;
  backlog: number;
}

export interface Metrics {
  openTickets: number;
  newToday: number;
  closedToday: number;
  overdue: number;
  unassigned: number;
  awaitsApproval: number;
  devices: number;
  /** Not seen for 30 days, or never: check-in ages `quarter`, `older` and `never`. */
  staleDevices: number;
  trend: TrendDay[];
  backlogByAge: (Bar & { minAgeDays: number; maxAgeDays: number | null })[];
  openByPriority: Bar[];
  openByQueue: Bar[];
  devicesByOs: Bar[];
  devicesByCheckIn: (Bar & { key: CheckInAge })[];
}

const PRIORITIES = ["1", "2", "3", "4", "5", NONE] as const;
const BARS_MAX = 10;
const DAY_MS = 86_400_000;

/**
 * Counts over what the viewer sees, or over everything for a wall. `days`: length of the trend, today
 * included. `now`: ISO, default the clock.
 */
export async function readMetrics(
  db: Db,
  visibility: Visibility | WallVisibility,
  { days, now = new Date().toISOString() }: { days: number; now?: string },
): Promise<Metrics> {
  const sight =
    "wall" in visibility ? WALL_SIGHT : await resolveSight(db, visibility, { personal: false });
  const [totals, trend, ages, priorities, queues, os, checkIn] = await Promise.all([
    readTotals(db, sight, now),
    readTrend(db, sight, days, now),
    readAges(db, sight, now),
    countOpenBy(db, sight, sql`coalesce(t.priority_level::text, ${NONE})`),
    countOpenBy(db, sight, sql`t.queue_ref`, sql`max(t.queue_label)`),
    countDevicesBy(db, sight, sql`coalesce(v.os_family, ${NONE})`),
    countDevicesBy(db, sight, checkInAge(now)),
  ]);
  const countOf = (bars: Bar[], key: string) => bars.find((bar) => bar.key === key)?.count ?? 0;
  const byCheckIn = CHECK_IN_AGES.map((key) => ({
    key,
    label: key,
    count: countOf(checkIn, key),
  }));
  return {
    ...totals,
    devices: checkIn.reduce((sum, bar) => sum + bar.count, 0),
    staleDevices: ["quarter", "older", "never"].reduce(
      (sum, key) => sum + countOf(checkIn, key),
      0,
    ),
    trend,
    backlogByAge: ages,
    openByPriority: PRIORITIES.map((key) => ({ key, label: key, count: countOf(priorities, key) })),
    openByQueue: queues.slice(0, BARS_MAX),
    devicesByOs: os.slice(0, BARS_MAX),
    devicesByCheckIn: byCheckIn,
  };
}

const seen = (sight: Sight): SQL => sql`t.removed_at is null and ${ticketsInSight(sight)}`;
const dayStart = (now: string): SQL => sql`${now.slice(0, 10)}::date::timestamp at time zone 'UTC'`;

type Totals = Pick<
  Metrics,
  "openTickets" | "newToday" | "closedToday" | "overdue" | "unassigned" | "awaitsApproval"
>;

async function readTotals(db: Db, sight: Sight, now: string): Promise<Totals> {
  const open = await db.execute<Omit<Totals, "newToday" | "closedToday">>(sql`
    select count(*)::int as "openTickets",
      (count(*) filter (where t.target_at < ${now}::timestamptz))::int as overdue,
      (count(*) filter (where t.assignee_ref is null and t.assignee_name is null))::int as unassigned,
      (count(*) filter (where t.awaits_approval))::int as "awaitsApproval"
    from tickets t where ${IS_OPEN} and ${seen(sight)}`);
  const today = await db.execute<Pick<Totals, "newToday" | "closedToday">>(sql`
    select (select count(*)::int from tickets t where t.created_at >= ${dayStart(now)} and ${seen(sight)})
        as "newToday",
      (select count(*)::int from tickets t where t.status_kind = 'closed'
        and ${CLOSED_AT} >= ${dayStart(now)} and ${seen(sight)}) as "closedToday"`);
  const none = { openTickets: 0, newToday: 0, closedToday: 0, overdue: 0, unassigned: 0 };
  return { ...none, awaitsApproval: 0, ...open.rows[0], ...today.rows[0] };
}

/** Every day of the window, days without tickets as zero. The backlog is counted back from what is open now. */
async function readTrend(db: Db, sight: Sight, days: number, now: string): Promise<TrendDay[]> {
  const first = new Date(Date.parse(`${now.slice(0, 10)}T00:00:00Z`) - (days - 1) * DAY_MS);
  const from = first.toISOString();
  const perDay = (moment: SQL) => sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD')`;
  const found = await db.execute<{ day: string; created: number; closed: number }>(sql`
    select day, sum(created)::int as created, sum(closed)::int as closed from (
      select ${perDay(sql`t.created_at`)} as day, count(*) as created, 0 as closed from tickets t
      where t.created_at >= ${from}::timestamptz and ${seen(sight)} group by 1
      union all
      select ${perDay(CLOSED_AT)}, 0, count(*) from tickets t
      where t.status_kind = 'closed' and ${CLOSED_AT} >= ${from}::timestamptz and ${seen(sight)} group by 1
    ) moves group by day`);
  const open = await db.execute<{ open: number }>(sql`
    select count(*)::int as open from tickets t where ${IS_OPEN} and ${seen(sight)}`);
  const moves = new Map(found.rows.map((row) => [row.day, row]));
  const trend: TrendDay[] = [];
  let backlog = open.rows[0]?.open ?? 0;
  for (let at = days - 1; at >= 0; at -= 1) {
    const day = new Date(first.getTime() + at * DAY_MS).toISOString().slice(0, 10);
    const { created, closed } = moves.get(day) ?? { created: 0, closed: 0 };
    trend.unshift({ day, created, closed, backlog });
    backlog += closed - created;
  }
  return trend;
}

async function readAges(db: Db, sight: Sight, now: string): Promise<Metrics["backlogByAge"]> {
  const bounds = TICKET_AGES.map((age) => age.minAgeDays);
  // The oldest boundary that a ticket has reached is its bucket.
  const found = await db.execute<{ age: number; count: number }>(sql`
    select (select max(b) from unnest(${sql.param(bounds)}::int[]) b
        where b = 0 or t.created_at <= ${now}::timestamptz - make_interval(days => b)) as age,
      count(*)::int as count
    from tickets t where ${IS_OPEN} and ${seen(sight)} group by 1`);
  const counts = new Map(found.rows.map((row) => [row.age, row.count]));
  return TICKET_AGES.map((age) => ({ ...age, count: counts.get(age.minAgeDays) ?? 0 }));
}

async function countOpenBy(db: Db, sight: Sight, key: SQL, label: SQL = sql`null`): Promise<Bar[]> {
  const found = await db.execute<{ key: string; label: string | null; count: number }>(sql`
    select ${key} as key, ${label}::text as label, count(*)::int as count from tickets t
    where ${IS_OPEN} and ${seen(sight)} and ${key} is not null group by 1 order by 3 desc, 1`);
  return found.rows.map((row) => ({ ...row, label: row.label ?? row.key }));
}

async function countDevicesBy(db: Db, sight: Sight, key: SQL): Promise<Bar[]> {
  const found = await db.execute<{ key: string; count: number }>(sql`
    select ${key} as key, count(*)::int as count from device_views v
    where ${devicesInSight(sight)} group by 1 order by 2 desc, 1`);
  return found.rows.map((row) => ({ ...row, label: row.key }));
}
