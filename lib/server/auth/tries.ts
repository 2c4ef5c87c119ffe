import "server-only";
import { TooMany } from "@/lib/server/failures";
import type { Runtime } from "@/lib/server/runtime";
import {
  forgetSignInTries,
  forgetSignInTry,
  openSignInTry,
  readWrongTries,
} from "@/lib/server/store/sign-in-tries-repo";
import { bucketName } from "./seal";
import { TRIES_WINDOW_MS, nextTryAt } from "./slow-down";

/** A try that is counted as wrong until something else is known. */
export interface Try {
  /** The password or code was right. */
  wasRight(): Promise<void>;
  /** The source did not say whether it was right. */
  wasUndecided(): Promise<void>;
}

/**
 * Counts a try under the words that name who tries at what. It counts before it is made, so that many at
 * once are not free. Throws {@link TooMany} after repeated wrong tries.
 */
export async function openTry(
  { store: { db }, settings }: Pick<Runtime, "store" | "settings">,
  ...who: string[]
): Promise<Try> {
  const bucket = bucketName(settings.authSecret, ...who);
  const now = Date.now();
  const id = await openSignInTry(db, { bucket, at: new Date(now).toISOString() });
  const since = new Date(now - TRIES_WINDOW_MS).toISOString();
  const retryAt = nextTryAt(await readWrongTries(db, bucket, { since, beside: id }), now);
  if (retryAt > now) {
    await forgetSignInTry(db, id);
    const seconds = Math.ceil((retryAt - now) / 1000);
    throw new TooMany(`Too many wrong tries. Wait ${seconds} s, then try again.`, retryAt);
  }
  return {
    wasRight: () => forgetSignInTries(db, bucket),
    wasUndecided: () => forgetSignInTry(db, id),
  };
}
