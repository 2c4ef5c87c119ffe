import "server-only";
import { sql } from "drizzle-orm";
import type { DeviceKind } from "@/lib/domain/device";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Db } from "../db";
import { toIso } from "../schema/columns";
import type { VisibleDevice } from "./visible-device";
import { devicesInSight, ownsVisibly, texts } from "./visibility";

/** Who had a device, by what its records said over time. */
export interface Custody {
  /** Newest first. */
  changes: {
    at: string;
    source: Source;
    ref: Ref;
    what: "owner" | "lastUser";
    before: string | null;
    after: string | null;
  }[];
  /** Other devices of those who own it now, by name. */
  others: {
    ref: Ref;
    name: string;
    kind: DeviceKind;
    model: string | null;
    ownerName: string | null;
    lastSeenAt: string | null;
  }[];
  /** How many those are in all. */
  othersTotal: number;
}

const CHANGES_MAX = 200;
const OTHERS_MAX = 20;

/** Reads who had a device and what else its present owners have, as far as the viewer sees. */
export async function readCustody(db: Db, device: VisibleDevice): Promise<Custody> {
  const [changes, others] = await Promise.all([readChanges(db, device), readOthers(db, device)]);
  return { changes, ...others };
}

async function readChanges(db: Db, { records }: VisibleDevice): Promise<Custody["changes"]> {
  const found = await db.execute<{
    at: string;
    source: Source;
    ref: Ref;
    owner: [string | null, string | null] | null;
    user: [string | null, string | null] | null;
  }>(sql`
    select h.at, h.source, h.ref, h.fields->'ownerName' as owner, h.fields->'lastUser' as "user"
    from history h
    where h.ref = any(${texts(records.map(({ ref }) => ref))}) and h.entity = 'device'
      and (h.fields ? 'ownerName' or h.fields ? 'lastUser')
    order by h.at desc, h.id desc limit ${CHANGES_MAX}`);
  return found.rows.flatMap(({ at, source, ref, owner, user }) =>
    [
      { what: "owner" as const, pair: owner },
      { what: "lastUser" as const, pair: user },
    ].flatMap(({ what, pair }) =>
      pair === null ? [] : [{ at: toIso(at), source, ref, what, before: pair[0], after: pair[1] }],
    ),
  );
}

async function readOthers(
  db: Db,
  { sight, deviceId, records }: VisibleDevice,
): Promise<Pick<Custody, "others" | "othersTotal">> {
  const owners = [
    ...new Set(
      records
        .filter(({ removedAt }) => removedAt === null)
        .flatMap(({ ownerPersonId }) => (ownerPersonId === null ? [] : [ownerPersonId])),
    ),
  ];
  if (owners.length === 0) return { others: [], othersTotal: 0 };
  const found = await db.execute<Custody["others"][number] & { total: number }>(sql`
    select v.ref, v.name, v.kind, v.model, v.owner_name as "ownerName", v.last_seen_at as "lastSeenAt",
      count(*) over ()::int as total
    from device_views v
    where ${ownsVisibly(owners)} and ${devicesInSight(sight)} and v.device_id <> ${deviceId ?? -1}
    order by lower(v.name) collate "C", v.device_id limit ${OTHERS_MAX}`);
  return {
    others: found.rows.map(({ total: _, lastSeenAt, ...row }) => ({
      ...row,
      lastSeenAt: lastSeenAt === null ? null : toIso(lastSeenAt),
    })),
    othersTotal: found.rows[0]?.total ?? 0,
  };
}
