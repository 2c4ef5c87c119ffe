import "server-only";
import { and, eq } from "drizzle-orm";
import type { AttributeName } from "@/lib/domain/merge/attributes";
import type { Db } from "./db";
import { conflicts } from "./schema/device-work-tables";

/** A conflict as somebody saw it. */
export interface SeenConflict {
  deviceId: number;
  attribute: AttributeName;
  digest: string;
}

/**
 * Leaves a conflict alone until one of its values changes, or with `by: null` asks about it again. Returns whether the
 * conflict still stands as it was seen; otherwise nothing is kept.
 */
export async function setIgnored(db: Db, seen: SeenConflict, by: string | null): Promise<boolean> {
  const set =
    by === null
      ? { ignoredDigest: null, ignoredBy: null, ignoredAt: null }
      : { ignoredDigest: seen.digest, ignoredBy: by, ignoredAt: new Date().toISOString() };
  const written = await db
    .update(conflicts)
    .set(set)
    .where(
      and(
        eq(conflicts.deviceId, seen.deviceId),
        eq(conflicts.attribute, seen.attribute),
        eq(conflicts.digest, seen.digest),
      ),
    )
    .returning({ deviceId: conflicts.deviceId });
  return written.length > 0;
}
