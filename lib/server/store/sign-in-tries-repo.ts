import "server-only";
import { and, eq, gt, lt, ne } from "drizzle-orm";
import type { Db } from "./db";
import { signInTries } from "./schema/app-tables";

/** Notes a try before it is made, as a wrong one, and tells its id. `bucket` is a keyed hash; the table never learns who tried. */
export async function openSignInTry(
  db: Db,
  attempt: { bucket: string; at: string },
): Promise<number> {
  const [row] = await db
    .insert(signInTries)
    .values({ ...attempt, ok: false })
    .returning({ id: signInTries.id });
  if (row === undefined) throw new Error("a try was not kept");
  return row.id;
}

/** Forgets one try: it was never made, or nobody knows what came of it. */
export async function forgetSignInTry(db: Db, id: number): Promise<void> {
  await db.delete(signInTries).where(eq(signInTries.id, id));
}

/** Forgets all tries of a bucket: whoever knows the password is no guesser. */
export async function forgetSignInTries(db: Db, bucket: string): Promise<void> {
  await db.delete(signInTries).where(eq(signInTries.bucket, bucket));
}

/** Times (epoch ms) of the wrong tries of a bucket since then, beside the one that asks. */
export async function readWrongTries(
  db: Db,
  bucket: string,
  { since, beside }: { since: string; beside: number },
): Promise<number[]> {
  const rows = await db
    .select({ at: signInTries.at })
    .from(signInTries)
    .where(
      and(
        eq(signInTries.bucket, bucket),
        eq(signInTries.ok, false),
        gt(signInTries.at, since),
        ne(signInTries.id, beside),
      ),
    );
  return rows.map((row) => new Date(row.at).getTime());
}

/** Forgets what is older. Returns how many. */
export async function deleteOldTries(db: Db, beforeIso: string): Promise<number> {
  const gone = await db
    .delete(signInTries)
    .where(lt(signInTries.at, beforeIso))
    .returning({ id: signInTries.id });
  return gone.length;
}
