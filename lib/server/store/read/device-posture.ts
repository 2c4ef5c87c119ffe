import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { CHECK_IN_DAYS } from "./check-in";

// The steps of `lib/domain/device-steps` in SQL, over a device row (alias `v`). `null` is "not told".

export const ENCRYPTION: SQL = sql`(case when v.is_encrypted then 'on' when not v.is_encrypted then 'off' end)`;

export const PATCHES: SQL = sql`(case when v.missing_patches is null then null when v.missing_patches = 0 then 'clean'
  else case v.worst_patch_level when 4 then 'critical' when 3 then 'important' when 2 then 'moderate'
    when 1 then 'low' else 'unrated' end end)`;

/** The bucket of {@link CHECK_IN_DAYS} that a device's last restart falls into. */
export function restartAge(now: string): SQL {
  const since = (days: number) =>
    sql`v.last_restart_at > ${now}::timestamptz - make_interval(days => ${days})`;
  return sql`(case when v.last_restart_at is null then null when ${since(CHECK_IN_DAYS.day[1])} then 'day'
    when ${since(CHECK_IN_DAYS.week[1])} then 'week' when ${since(CHECK_IN_DAYS.month[1])} then 'month'
    when ${since(CHECK_IN_DAYS.quarter[1])} then 'quarter' else 'older' end)`;
}
