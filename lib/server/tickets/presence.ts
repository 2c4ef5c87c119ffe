import "server-only";
import type { PresenceState } from "@/lib/contracts/ticket-fields";
import type { PresenceResult, TellPresence } from "@/lib/contracts/ticket-presence";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf, type ViewerAccount } from "@/lib/domain/viewer";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { seesTicket } from "@/lib/server/store/read/ticket-sight";
import * as repo from "@/lib/server/store/ticket-presence-repo";
import { sharesPresence } from "./presence-scope";

// Being somewhere is no act on a ticket: it leaves no line in the audit, and nothing of it outlives the hour.

type Asker = Pick<Actor, "runtime" | "viewer">;

/** An open page says every 20 seconds that it is there; one that was not heard of for so long is gone. */
export const GONE_AFTER_MS = 45_000;
const NOBODY: PresenceResult = { isShared: false, people: [] };
const goneBefore = (now: number) => new Date(now - GONE_AFTER_MS).toISOString();

/**
 * Who else has a ticket open: each person once, with what the busiest of their pages does. Whoever takes no part in
 * this, or does not see the ticket, is told nobody. `now`: epoch ms.
 */
export async function readPresence(
  asker: Asker,
  refText: string | undefined,
  now: number = Date.now(),
): Promise<PresenceResult> {
  const ref = requireRef(refText, ["ticket", "record"], "ticket");
  const account = await participant(asker, ref);
  return account === null ? NOBODY : readOthers(asker, { ref, account }, now);
}

/** Notes what one of the viewer's pages does with a ticket and answers as {@link readPresence}. */
export async function tellPresence(
  asker: Asker,
  refText: string | undefined,
  { pageId, state }: TellPresence,
  now: number = Date.now(),
): Promise<PresenceResult> {
  const ref = requireRef(refText, ["ticket", "record"], "ticket");
  const account = await participant(asker, ref);
  if (account === null) return NOBODY;
  const { db } = asker.runtime.store;
  const page = { ticketRef: ref, pageId, accountRef: account.ref };
  if (state === "left") await repo.deletePresence(db, page);
  else {
    const seenAt = new Date(now).toISOString();
    await repo.putPresence(db, { ...page, name: nameOf(account), state, seenAt }, goneBefore(now));
  }
  return readOthers(asker, { ref, account }, now);
}

/** The account as which the viewer takes part in a ticket, or `null`. */
async function participant({ runtime, viewer }: Asker, ref: Ref): Promise<ViewerAccount | null> {
  const { source } = splitRef(ref);
  const account = viewer.accounts[source];
  if (account === undefined || !sharesPresence(viewer, source)) return null;
  return (await seesTicket(runtime.store.db, visibilityOf(viewer), ref)) ? account : null;
}

async function readOthers(
  { runtime }: Asker,
  { ref, account }: { ref: Ref; account: ViewerAccount },
  now: number,
): Promise<PresenceResult> {
  const place = { ticketRef: ref, accountRef: account.ref };
  const pages = await repo.readPresence(runtime.store.db, place, goneBefore(now));
  const people = new Map<Ref, PresenceResult["people"][number]>();
  for (const { accountRef, name, state } of pages) {
    const before = people.get(accountRef)?.state;
    people.set(accountRef, { id: accountRef, name, state: busierOf(before, state) });
  }
  return { isShared: true, people: [...people.values()] };
}

const BUSY = { typing: 2, viewing: 1, away: 0 } as const satisfies Record<PresenceState, number>;

function busierOf(one: PresenceState | undefined, other: PresenceState): PresenceState {
  return one !== undefined && BUSY[one] > BUSY[other] ? one : other;
}

function nameOf({ fullName, userName }: ViewerAccount): string {
  return fullName.trim() === "" ? userName : fullName;
}
