import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { Ref } from "@/lib/domain/ref";
import { MINUTE_MS, addBusinessMinutes, type BusinessCalendar } from "@/lib/domain/sla/calendar";
import { SOON_MINUTES } from "@/lib/domain/sla/target";
import { SOURCES, type Source } from "@/lib/domain/source";
import { readCalendars } from "../calendars-repo";
import type { Db } from "../db";

/** Until when "within the hour" reaches, by each calendar: an hour of work can be a weekend away. ISO 8601 in UTC. */
export interface DueHorizon {
  /** Where every hour counts. */
  always: string;
  sources: Record<Source, string>;
  queues: [Ref, string][];
}

/** Works out the horizon of a moment (ISO). */
export async function readDueHorizon(db: Db, now: string): Promise<DueHorizon> {
  const { queues, ...sources } = await readCalendars(db);
  const from = Date.parse(now);
  const always = new Date(from + SOON_MINUTES * MINUTE_MS).toISOString();
  const horizonOf = (calendar: BusinessCalendar | null) => {
    const end = calendar && addBusinessMinutes(calendar, from, SOON_MINUTES);
    return end === null ? always : new Date(end).toISOString();
  };
  return {
    always,
    sources: { kace: horizonOf(sources.kace), sysaid: horizonOf(sources.sysaid) },
    queues: Object.entries(queues).map(([ref, calendar]) => [Ref.parse(ref), horizonOf(calendar)]),
  };
}

/** That a ticket (alias `t`) must be done before the horizon of its calendar. The farthest stands alone too, for the index. */
export function isWithinHorizon({ always, sources, queues }: DueHorizon): SQL {
  const farthest = [always, ...Object.values(sources), ...queues.map(([, at]) => at)].sort().at(-1);
  const cases = [
    sql`when not t.target_in_hours then ${always}::timestamptz`,
    ...queues.map(([ref, at]) => sql`when t.queue_ref = ${ref} then ${at}::timestamptz`),
    ...SOURCES.map((source) => sql`when t.source = ${source} then ${sources[source]}::timestamptz`),
  ];
  return sql`(t.target_at < ${farthest}::timestamptz
    and t.target_at < case ${sql.join(cases, sql` `)} end)`;
}
