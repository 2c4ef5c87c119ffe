import "server-only";
import { log } from "@/lib/server/log";
import type { Store } from "@/lib/server/store/db";
import { deleteOldDrafts } from "@/lib/server/store/ticket-drafts-repo";
import { tidyTicketJobs } from "@/lib/server/store/ticket-jobs-repo";
import { deleteOldPresence } from "@/lib/server/store/ticket-presence-repo";
import { deleteOldTries } from "@/lib/server/store/sign-in-tries-repo";
import { deleteDeadTokens } from "@/lib/server/store/tokens-repo";
import { deleteExpiredEntries } from "@/lib/server/store/vault-repo";
import { startLoop, type Stop } from "@/lib/server/sync/loop";
import { REAL_TIMING, type Timing } from "@/lib/server/sync/timing";
import { TRIES_WINDOW_MS } from "./slow-down";

const PAUSE_MS = 3_600_000;
/** Tokens that opened nothing for so long leave their person's list. */
const DEAD_TOKENS_KEPT_MS = 30 * 24 * 3_600_000;

/** A comment that nobody went on writing for so long is not sent any more. */
const DRAFTS_KEPT_MS = 14 * 24 * 3_600_000;

/** A job over tickets that stands still for so long is given up, and what was typed for it forgotten. */
const STOPPED_JOBS_KEPT_MS = 24 * 3_600_000;
/** What came of a job is told for so long. */
const ENDED_JOBS_KEPT_MS = 90 * 24 * 3_600_000;

/**
 * Takes away what nobody can use any more: ended entries, grants, waiting sign-ins, old tries, dead tokens, old drafts
 * and jobs, and who had a ticket open an hour ago. `now`: epoch ms.
 */
export async function cleanUp({ db }: Pick<Store, "db">, now: number): Promise<void> {
  const entries = await deleteExpiredEntries(db, new Date(now).toISOString());
  const tries = await deleteOldTries(db, new Date(now - TRIES_WINDOW_MS).toISOString());
  const tokens = await deleteDeadTokens(db, new Date(now - DEAD_TOKENS_KEPT_MS).toISOString());
  const drafts = await deleteOldDrafts(db, new Date(now - DRAFTS_KEPT_MS).toISOString());
  const jobs = await tidyTicketJobs(db, {
    stopped: new Date(now - STOPPED_JOBS_KEPT_MS).toISOString(),
    ended: new Date(now - ENDED_JOBS_KEPT_MS).toISOString(),
  });
  await deleteOldPresence(db, new Date(now - PAUSE_MS).toISOString());
  if (entries + tries + tokens + drafts + jobs > 0) {
    log.info({ entries, tries, tokens, drafts, jobs }, "what ended was cleaned up");
  }
}

/** Cleans up now and every hour, until the returned function is called. Several instances may do it at once. */
export function startCleanUp(
  store: Pick<Store, "db">,
  timing: Pick<Timing, "now" | "pause"> = REAL_TIMING,
): Stop {
  return startLoop(() => cleanUp(store, timing.now()), {
    pauseMs: PAUSE_MS,
    timing,
    onError: (err) => log.error({ err }, "what ended could not be cleaned up"),
  });
}
