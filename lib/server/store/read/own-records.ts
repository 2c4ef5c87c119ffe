import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { devicesInSight, type Sight } from "./visibility";

/**
 * The device records of KACE whose devices the viewer sees, as a common table expression's body: `ref`,
 * `device_id`, `owner_name`. For viewers who see their own alone: a handful of rows, from which everything that
 * hangs on them is counted.
 */
export function recordsInSight(sight: Sight): SQL {
  return sql`select d.ref, d.device_id, v.owner_name from device_views v
    join device_records d on d.device_id = v.device_id and d.ref = any(v.record_refs) and d.removed_at is null
    where v.lens <> 'sysaid' and d.source = 'kace' and ${devicesInSight(sight)}`;
}
