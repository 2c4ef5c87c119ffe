import "server-only";
import type { Db } from "./db";

/** Times that work is begun, the first one included. */
const TRIES_MAX = 5;
/** PostgreSQL's word for "ended, because several transactions waited for each other in a circle". */
const DEADLOCK = "40P01";

/**
 * Does work that writes many rows, and begins it again when PostgreSQL ended it to let others through: readings of
 * several lists and the joining of their records meet on the same rows, in orders of their own. Nothing of an ended
 * transaction is kept, so `work` must be one transaction, or one statement. Throws what work throws.
 */
export async function beginAgainOnDeadlock<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries >= TRIES_MAX || !isDeadlock(error)) throw error;
    }
  }
}

/** A transaction that begins again when it met another in a circle; `work` may therefore run several times. */
export function transact<Result>(db: Db, work: (tx: Db) => Promise<Result>): Promise<Result> {
  return beginAgainOnDeadlock(() => db.transaction(work));
}

function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === DEADLOCK) || isDeadlock(error.cause);
}
