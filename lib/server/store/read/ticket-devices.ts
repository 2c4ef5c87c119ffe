import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { DeviceKind } from "@/lib/domain/device";
import type { Ref } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { Db } from "../db";
import { toIso } from "../schema/columns";
import type { Lens } from "../schema/index-tables";
import { readPartsOfEach, type StoredParts } from "./device-parts";
import { deviceConditions } from "./device-filters";
import type { TicketAnchor } from "./ticket-context";
import {
  devicesInSight,
  openTicketsInSight,
  texts,
  ticketsInSight,
  type Sight,
} from "./visibility";

/** A device beside a ticket, as the viewer sees it. */
export interface DeviceBeside {
  deviceId: number;
  ref: Ref;
  name: string;
  kind: DeviceKind;
  model: string | null;
  serial: string | null;
  sources: Source[];
  lastSeenAt: string | null;
  openTickets: number;
  /** Tickets about it that were created since a day. */
  recentTickets: number;
  lastUsers: { source: Source; name: string }[];
  /** What hangs on it, and which sources told; `null`: never read. */
  told: { parts: StoredParts; sources: Source[] } | null;
}

/** The device that a ticket is about, and those of its requester. */
export interface DevicesBeside {
  own: DeviceBeside | null;
  /** Those that were seen last come first; not the ticket's own. */
  others: DeviceBeside[];
  /** All of the requester's, the ticket's own included where it is theirs. */
  total: number;
}

const OTHERS_SHOWN = 5;

type Row = Omit<DeviceBeside, "sources" | "lastUsers" | "told"> & {
  recordRefs: Ref[];
  lens: Lens;
  total: number;
};

/**
 * Reads the devices around a ticket in four statements, whatever their number.
 * @param since the day (YYYY-MM-DD, UTC) from which tickets about each are counted
 */
export async function readDevicesBeside(
  db: Db,
  { sight, deviceId, requesterPersonId }: TicketAnchor,
  { since, now }: { since: string; now: string },
): Promise<DevicesBeside> {
  const select = async (where: SQL, limit: number) => {
    const found = await db.execute<Row & Record<string, unknown>>(sql`
      select v.*, ${openTicketsInSight(sight)} as "openTickets", ${recentTickets(sight, since)} as "recentTickets"
      from (
        select v.device_id, v.device_id as "deviceId", v.ref, v.record_refs, v.record_refs as "recordRefs", v.lens,
          v.name, v.kind, v.model, v.serial, v.last_seen_at as "lastSeenAt", v.open_tickets,
          (count(*) over ())::int as total
        from device_views v where ${where}
        order by v.last_seen_at desc nulls last, v.device_id limit ${limit}) v`);
    return found.rows;
  };
  const owners = requesterPersonId === null ? [] : [requesterPersonId];
  const owned = deviceConditions(sight, { owner: ["named" as Ref] }, { now, owners });
  const [own, theirs] = await Promise.all([
    deviceId === null ? [] : select(sql`v.device_id = ${deviceId} and ${devicesInSight(sight)}`, 1),
    // One more than is shown, since the ticket's own may be among them.
    owners.length === 0 ? [] : select(owned, OTHERS_SHOWN + 1),
  ]);
  const others = theirs.filter((row) => Number(row.deviceId) !== deviceId).slice(0, OTHERS_SHOWN);
  const [first, ...rest] = await withParts(db, [...own, ...others]);
  const isOwn = own.length > 0;
  return {
    own: isOwn ? (first ?? null) : null,
    others: isOwn || first === undefined ? rest : [first, ...rest],
    total: theirs[0]?.total ?? 0,
  };
}

function recentTickets(sight: Sight, since: string): SQL {
  return sql`(select count(*)::int from tickets t where t.device_id = v.device_id and t.removed_at is null
    and t.created_at >= (${since}::date::timestamp at time zone 'UTC') and ${ticketsInSight(sight)})`;
}

async function withParts(db: Db, rows: readonly Row[]): Promise<DeviceBeside[]> {
  if (rows.length === 0) return [];
  const found = await db.execute<{
    ref: Ref;
    source: Source;
    lastUser: string | null;
    lastSeenAt: string | null;
    removedAt: string | null;
  }>(sql`
    select ref, source, last_user as "lastUser", last_seen_at as "lastSeenAt", removed_at as "removedAt"
    from device_records where ref = any(${texts(rows.flatMap((row) => row.recordRefs))})
    order by last_seen_at desc nulls last, ref`);
  const recordsOf = (row: Row) => found.rows.filter(({ ref }) => row.recordRefs.includes(ref));
  const told = await readPartsOfEach(db, rows.map(recordsOf));
  return rows.map((row, at) => ({
    deviceId: Number(row.deviceId),
    ref: row.ref,
    name: row.name,
    kind: row.kind,
    model: row.model,
    serial: row.serial,
    sources: row.lens === "both" ? [...SOURCES] : [row.lens],
    lastSeenAt: row.lastSeenAt === null ? null : toIso(row.lastSeenAt),
    openTickets: row.openTickets,
    recentTickets: row.recentTickets,
    lastUsers: SOURCES.flatMap((source) => {
      const name = recordsOf(row).find((one) => one.source === source && one.lastUser)?.lastUser;
      return name ? [{ source, name }] : [];
    }),
    told: told[at] ?? null,
  }));
}
