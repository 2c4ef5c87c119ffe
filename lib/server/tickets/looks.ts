import "server-only";
import type { PutTicketLook, PutTicketLookResult } from "@/lib/contracts/ticket-views";
import { NEW_SINCE_DAYS } from "@/lib/contracts/ticket-fields";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { Viewer, ViewerAccount } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import type { Db } from "@/lib/server/store/db";
import { putLooks, readLooks } from "@/lib/server/store/ticket-looks-repo";

// What "new since I looked" means. Each account of a viewer has a mark: the moment of creation up to which they have seen
// its source's tickets. The list shows what was created after it.
//
// - A mark moves to the newest ticket of its source that the list has shown, never to "now": a ticket that reaches the
//   index later than it was made, or while somebody reads, is still new.
// - It moves when its reader says "Seen", or goes over to another queue after the list stood before them for a while.
//   A glance, a reload, a closed window, a ticket that is opened from the list, and a way back leave it where it was.
// - A list that is narrowed by anything else moves nothing: who saw a part has not seen the rest.
// - It never moves back, so that an older page cannot make seen tickets new; only an undo does that.
// - Who never looked finds the tickets of the last days.

const VIEW = "new";
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The accounts whose tickets the index can show their owner. */
function accountsOf(viewer: Viewer): { source: Source; account: ViewerAccount }[] {
  return SOURCES.flatMap((source) => {
    const account = viewer.accounts[source];
    return account === undefined || account.awayIn !== null ? [] : [{ source, account }];
  });
}

/** Since when tickets are new to the viewer, per source that they are signed in to. `now` is epoch ms. */
export async function readSince(
  db: Db,
  viewer: Viewer,
  now: number = Date.now(),
): Promise<Partial<Record<Source, string>>> {
  const accounts = accountsOf(viewer);
  const looks = await readLooks(
    db,
    accounts.map(({ account }) => account.ref),
    VIEW,
  );
  // To the hour: a list that nobody touches must not become another with every reading.
  const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
  const never = new Date(hour - NEW_SINCE_DAYS * DAY_MS).toISOString();
  return Object.fromEntries(
    accounts.map(({ source, account }) => [source, looks.get(account.ref) ?? never]),
  );
}

/** Notes up to when the viewer has seen what is new. A moment beyond tomorrow counts as tomorrow. */
export async function putTicketLook(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  { until, isUndo }: PutTicketLook,
): Promise<PutTicketLookResult> {
  const latest = new Date(Date.now() + DAY_MS).toISOString();
  const looks = accountsOf(viewer).flatMap(({ source, account }) => {
    const moment = until[source];
    if (moment === null) return [];
    const lookedAt = Date.parse(moment) > Date.parse(latest) ? latest : moment;
    return [{ accountRef: account.ref, viewId: VIEW, lookedAt }];
  });
  await putLooks(runtime.store.db, looks, { backwards: isUndo });
  return { isMoved: looks.length > 0 };
}
