import "server-only";
import { sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import { beginAgainOnDeadlock } from "../begin-again";
import type { Db } from "../db";

const BATCH = 5000;

/**
 * Counts the open tickets of devices anew, in every lens: a lens counts the tickets of its own sources,
 * so that a viewer of one system learns nothing of the other from a number.
 */
export async function refreshOpenTickets(
  db: Db,
  deviceIds: readonly number[] | "all",
): Promise<void> {
  const which =
    deviceIds === "all" ? sql`true` : sql`device_id = any(${sql.param([...deviceIds])}::bigint[])`;
  if (deviceIds !== "all" && deviceIds.length === 0) return;
  await db.execute(sql`
    with counted as (
      select device_id, source, count(*)::int as open from tickets
      where device_id is not null and status_kind <> 'closed' and removed_at is null and ${which}
      group by device_id, source),
    due as (
      select v.device_id, v.lens, coalesce(sum(c.open), 0)::int as open
      from device_views v
      left join counted c on c.device_id = v.device_id and (v.lens = 'both' or v.lens = c.source)
      where ${deviceIds === "all" ? sql`true` : sql`v.device_id = any(${sql.param([...deviceIds])}::bigint[])`}
      group by v.device_id, v.lens)
    update device_views v set open_tickets = due.open from due
    where v.device_id = due.device_id and v.lens = due.lens and v.open_tickets <> due.open`);
}

/** Counts anew for the devices that these tickets are about; `db` must not be in a transaction. */
export async function refreshOpenTicketsOf(db: Db, ticketRefs: readonly Ref[]): Promise<void> {
  for (let from = 0; from < ticketRefs.length; from += BATCH) {
    const refs = ticketRefs.slice(from, from + BATCH);
    const found = await db.execute<{ id: string }>(sql`
      select distinct device_id::text as id from tickets
      where ref = any(${sql.param(refs)}::text[]) and device_id is not null`);
    const deviceIds = found.rows.map((row) => Number(row.id));
    await beginAgainOnDeadlock(() => refreshOpenTickets(db, deviceIds));
  }
}
