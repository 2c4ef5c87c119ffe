import "server-only";
import { sql, type SQL } from "drizzle-orm";

/** Days since the last check-in, from and below; `never` has none. */
export const CHECK_IN_DAYS = {
  day: [0, 1],
  week: [1, 7],
  month: [7, 30],
  quarter: [30, 90],
  older: [90, null],
  never: null,
} as const satisfies Record<string, readonly [number, number | null] | null>;

/** The bucket of {@link CHECK_IN_DAYS} that a device's last check-in falls into. */
export function checkInAge(now: string): SQL {
  const since = (days: number) =>
    sql`v.last_seen_at > ${now}::timestamptz - make_interval(days => ${days})`;
  return sql`(case when v.last_seen_at is null then 'never' when ${since(CHECK_IN_DAYS.day[1])} then 'day'
    when ${since(CHECK_IN_DAYS.week[1])} then 'week' when ${since(CHECK_IN_DAYS.month[1])} then 'month'
    when ${since(CHECK_IN_DAYS.quarter[1])} then 'quarter' else 'older' end)`;
}
