import "server-only";
import type { KeepDraft, TicketDraftResult } from "@/lib/contracts/ticket-draft";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { absenceOf } from "@/lib/server/auth/home";
import { SourceSignInNeeded } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import { seesTicket } from "@/lib/server/store/read/ticket-sight";
import * as repo from "@/lib/server/store/ticket-drafts-repo";

// A draft belongs to the account with which its author would send it, so that they find it in every browser. Keeping
// one is no act on the ticket: it leaves no line in the audit.

type Asker = Pick<Actor, "runtime" | "viewer">;

/** One's own draft about a ticket. Nobody else's can be asked for. `now`: epoch ms. */
export async function readDraft(
  { runtime, viewer }: Asker,
  refText: string | undefined,
  now: number = Date.now(),
): Promise<TicketDraftResult> {
  const place = placeOf(viewer, requireRef(refText, ["ticket", "record"], "ticket"));
  if (place === null) return { draft: null };
  const { db } = runtime.store;
  if (!(await seesTicket(db, visibilityOf(viewer), place.ticketRef))) return { draft: null };
  return toResult(await repo.readDraft(db, place), now);
}

/**
 * Keeps one's own draft, or deletes it when it has no text; a newer one of another browser stays. Answers with what
 * stands then. Throws {@link absenceOf} and {@link SourceSignInNeeded}.
 */
export async function keepDraft(
  { runtime, viewer }: Asker,
  refText: string | undefined,
  { text, internal, ageMs }: KeepDraft,
  now: number = Date.now(),
): Promise<TicketDraftResult> {
  const ref = requireRef(refText, ["ticket", "record"], "ticket");
  const place = placeOf(viewer, ref);
  if (place === null) throw new SourceSignInNeeded(splitRef(ref).source);
  const { db } = runtime.store;
  if (!(await seesTicket(db, visibilityOf(viewer), ref))) {
    throw absenceOf(runtime, viewer, { ref, what: "ticket" });
  }
  const updatedAt = new Date(now - ageMs).toISOString();
  // PostgreSQL stores every character but this one.
  const kept = text.replaceAll("\0", "");
  if (kept.trim() === "") await repo.deleteDraft(db, place, updatedAt);
  else await repo.putDraft(db, { ...place, text: kept, isInternal: internal, updatedAt });
  return toResult(await repo.readDraft(db, place), now);
}

/** A comment was sent, so its draft is none any more. A fault here must not look like one of the comment. */
export async function forgetSentDraft(
  { runtime, viewer, requestId }: Pick<Actor, "runtime" | "viewer" | "requestId">,
  ref: Ref,
  sent: string,
): Promise<void> {
  const place = placeOf(viewer, ref);
  if (place === null) return;
  await repo
    .deleteSentDraft(runtime.store.db, place, sent)
    .catch((err: unknown) => log.warn({ err, requestId }, "a sent draft could not be deleted"));
}

function placeOf(viewer: Viewer, ticketRef: Ref): repo.DraftPlace | null {
  const account = viewer.accounts[splitRef(ticketRef).source];
  return account === undefined ? null : { accountRef: account.ref, ticketRef };
}

function toResult(stored: repo.StoredDraft | null, now: number): TicketDraftResult {
  if (stored === null) return { draft: null };
  const { text, isInternal, updatedAt } = stored;
  const ageMs = Math.max(0, now - Date.parse(updatedAt));
  return { draft: { text, internal: isInternal, ageMs } };
}
