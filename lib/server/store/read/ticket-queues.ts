import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { parseRef, splitRef } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { toIso } from "../schema/columns";
import { MINUTE_MS } from "@/lib/domain/sla/calendar";
import { SOON_MINUTES } from "@/lib/domain/sla/target";
import type { DueHorizon } from "./due-horizon";
import { DIMENSIONS } from "./ticket-facets";
import {
  IS_OPEN,
  asksPersonally,
  ticketConditions,
  type TicketFilter,
  type TicketFlagName,
} from "./ticket-filters";
import { resolveSight, ticketsInSight, type Sight } from "./visibility";

// Many lists of tickets counted at once, for one viewer.

/** A list that is to be counted, under a name. */
export interface QueueQuestion {
  id: string;
  filter: TicketFilter;
}

/** By what open tickets can be gathered. */
export type OpenGrouping = "queue" | "assignee" | "priority" | "status";

/** Open tickets of one queue, person, priority or status. */
export interface OpenGroup {
  /** What a filter calls it. */
  value: string;
  /** Of a KACE queue or a SysAid group; `null` for what both systems have. */
  source: Source | null;
  label: string;
  count: number;
}

export interface QueueCounts {
  /** By the question's id. */
  counts: Map<string, number>;
  /** The fullest first. */
  groups: OpenGroup[];
}

const OPEN_FLAGS: readonly TicketFlagName[] = ["open", "overdue", "dueSoon", "dueWithinHour"];

/** Whether a list can hold open tickets alone. */
function isOfOpen({ flag = [], status = [] }: TicketFilter): boolean {
  if (flag.some((one) => OPEN_FLAGS.includes(one))) return true;
  return status.length > 0 && !status.includes("closed");
}

/**
 * How many visible tickets each of these lists holds, and which groups hold open ones. Few tickets of all are open, and
 * they have an index: one reading of them counts every list that asks for open ones, group by group, and the sums are
 * the lists. The others are one statement, in which each finds its own index.
 * @param by what the groups are values of
 * @param now ISO 8601, default the clock
 */
export async function countQueues(
  db: Db,
  visibility: Visibility,
  questions: readonly QueueQuestion[],
  { by = "queue", now = new Date().toISOString() }: { by?: OpenGrouping; now?: string } = {},
): Promise<QueueCounts> {
  const personal = questions.some(({ filter }) => asksPersonally(filter));
  const sight = await resolveSight(db, visibility, { personal });
  const [open, wide] = await Promise.all([
    countOpen(
      db,
      sight,
      questions.filter(({ filter }) => isOfOpen(filter)),
      { by, now },
    ),
    countWide(
      db,
      sight,
      questions.filter(({ filter }) => !isOfOpen(filter)),
      now,
    ),
  ]);
  return { counts: new Map([...open.counts, ...wide]), groups: open.groups };
}

/** How many tickets the viewer sees in all: the one count that must read every ticket. */
export async function countAllTickets(db: Db, visibility: Visibility): Promise<number> {
  const sight = await resolveSight(db, visibility, { personal: false });
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from tickets t
    where t.removed_at is null and ${ticketsInSight(sight)}`);
  return rows[0]?.count ?? 0;
}

interface GroupRow extends Record<string, unknown> {
  value: string | null;
  label: string | null;
  count: number;
  counts: number[];
}

async function countOpen(
  db: Db,
  sight: Sight,
  questions: readonly QueueQuestion[],
  { by, now }: { by: OpenGrouping; now: string },
): Promise<QueueCounts> {
  const { key, value = key, label = key } = DIMENSIONS[by];
  const columns = questions.map(
    ({ filter }) => sql`(count(*) filter (where ${ticketConditions(sight, filter, now)}))::int`,
  );
  const { rows } = await db.execute<GroupRow>(sql`
    select case when ${key} is not null then ${value} end as value, ${label} as label, count(*)::int as count,
      array[${sql.join(columns, sql`, `)}]::int[] as counts
    from tickets t
    where t.removed_at is null and ${IS_OPEN} and ${ticketsInSight(sight)}
    group by ${key}
    order by count desc, label, value`);
  const counts = questions.map(({ id }, at): [string, number] => [
    id,
    rows.reduce((sum, row) => sum + (row.counts[at] ?? 0), 0),
  ]);
  const groups = rows.flatMap(({ value: name, label: words, count }): OpenGroup[] => {
    if (name === null) return [];
    const ref = by === "queue" ? parseRef(name) : null;
    return [{ value: name, source: ref && splitRef(ref).source, label: words ?? name, count }];
  });
  return { counts: new Map(counts), groups };
}

async function countWide(
  db: Db,
  sight: Sight,
  questions: readonly QueueQuestion[],
  now: string,
): Promise<Map<string, number>> {
  if (questions.length === 0) return new Map();
  const parts = questions.map(
    ({ id, filter }): SQL =>
      sql`select ${id}::text as id, (select count(*)::int from tickets t
        where ${ticketConditions(sight, filter, now)}) as count`,
  );
  const { rows } = await db.execute<{ id: string; count: number }>(
    sql.join(parts, sql` union all `),
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** When the newest of the visible tickets of a list was created, per source. `now`: ISO, default the clock. */
export async function newestPerSource(
  db: Db,
  visibility: Visibility,
  filter: TicketFilter,
  now: string = new Date().toISOString(),
): Promise<Partial<Record<Source, string>>> {
  const sight = await resolveSight(db, visibility, { personal: asksPersonally(filter) });
  const { rows } = await db.execute<{ source: Source; newest: string }>(sql`
    select t.source, max(t.created_at)::text as newest from tickets t
    where ${ticketConditions(sight, filter, now)} group by t.source`);
  return Object.fromEntries(rows.map(({ source, newest }) => [source, toIso(newest)]));
}

/**
 * When the clock alone changes how many visible tickets are overdue or due within the hour; `null` while none will. By
 * business hours the second can be any minute that a ticket is waiting for, so that minute is told.
 * @param now ISO 8601
 */
export async function readNextDue(
  db: Db,
  visibility: Visibility,
  { always, sources, queues }: DueHorizon,
  now: string,
): Promise<string | null> {
  const sight = await resolveSight(db, visibility, { personal: false });
  const firstAfter = (moment: string) => sql`(select t.target_at from tickets t
    where t.removed_at is null and ${IS_OPEN} and t.target_at >= ${moment}::timestamptz
      and ${ticketsInSight(sight)} order by t.target_at limit 1)`;
  const { rows } = await db.execute<{ passes: string | null; enters: string | null }>(
    sql`select ${firstAfter(now)} as passes, ${firstAfter(always)} as enters`,
  );
  const [found] = rows;
  const passes = toMoment(found?.passes);
  const enters = toMoment(found?.enters);
  const hasHours = [...Object.values(sources), ...queues.map(([, at]) => at)].some(
    (at) => at !== always,
  );
  const minute = Date.parse(now) + MINUTE_MS;
  const entry =
    enters === null ? null : hasHours ? minute : Date.parse(enters) - SOON_MINUTES * MINUTE_MS;
  const moments = [passes, entry === null ? null : new Date(entry).toISOString()];
  return moments.filter((moment) => moment !== null).sort()[0] ?? null;
}

const toMoment = (text: string | null | undefined): string | null => (text ? toIso(text) : null);
