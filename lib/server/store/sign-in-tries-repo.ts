import "server-only";
import { and, eq, gt, lt } from "drizzle-orm";
import type { Db } from "./db";
import { signInTries } from "./schema/app-tables";

/** Notes a try. `bucket` is a keyed hash; the table never learns who tried. */
export async function noteSignInTry(
  db: Db,
  attempt: { bucket: string; at: string; ok: boolean },
): Promise<void> {
  // A right password wipes the slate: whoever knows it is no guesser.
  if (attempt.ok) await db.delete(signInTries).where(eq(signInTries.bucket, attempt.bucket));
  await db.insert(signInTries).values(attempt);
}

/** Times (epoch ms) of the wrong tries of a bucket since then. */
export async function readWrongTries(db: Db, bucket: string, sinceIso: string): Promise<number[]> {
  const rows = await db
    .select({ at: signInTries.at })
    .from(signInTries)
    .where(
      and(eq(signInTries.bucket, bucket), eq(signInTries.ok, false), gt(signInTries.at, sinceIso)),
    );
  return rows.map((row) => new Date(row.at).getTime());
}

/** Forgets what is older. */
export async function deleteOldTries(db: Db, beforeIso: string): Promise<void> {
  await db.delete(signInTries).where(lt(signInTries.at, beforeIso));
}
