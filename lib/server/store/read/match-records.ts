import "server-only";
import { eq, sql, type SQL } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import type { Db } from "../db";
import { toIso } from "../schema/columns";
import { deviceRecords as t } from "../schema/index-tables";

/** What a record was last linked to, where that link or that record is gone. */
const former = alias(t, "former");

const firstOf = (one: PgColumn, other: PgColumn) => sql<string | null>`coalesce(${one}, ${other})`;

/**
 * Present records with what matching looks at. A record whose partner has left speaks with the partner's last values
 * where it has none of its own: the asset of a machine that was archived is still that machine's, although KACE leaves
 * it nothing but a name.
 * @param which a condition on `device_records`
 */
export async function readMatchRecords(db: Db, which: SQL) {
  return db
    .select({
      ref: t.ref,
      source: t.source,
      kind: t.kind,
      name: t.name,
      archived: t.archived,
      linkedRef: t.linkedRef,
      serial: firstOf(t.serial, former.serial),
      assetTag: firstOf(t.assetTag, former.assetTag),
      macs: sql<
        string[]
      >`case when ${t.macs} = '{}' then coalesce(${former.macs}, '{}') else ${t.macs} end`,
      // The machine's own word goes before a host that was guessed from the asset's name.
      host: firstOf(former.host, t.host),
      domain: firstOf(former.domain, t.domain),
      model: firstOf(t.model, former.model),
      manufacturer: firstOf(t.manufacturer, former.manufacturer),
      deviceKind: sql<
        typeof t.deviceKind._.data
      >`case when ${t.deviceKind} = 'other' then coalesce(${former.deviceKind}, 'other') else ${t.deviceKind} end`,
      lastSeenAt: firstOf(t.lastSeenAt, former.lastSeenAt).mapWith((at: string): string | null =>
        toIso(at),
      ),
      lastUser: firstOf(t.lastUser, former.lastUser),
      deviceId: t.deviceId,
      keys: t.matchKeys,
    })
    .from(t)
    .leftJoin(
      former,
      sql`${eq(former.ref, t.lastLinkedRef)} and (${t.linkedRef} is null or ${former.removedAt} is not null)`,
    )
    .where(sql`${t.removedAt} is null and ${which}`);
}
