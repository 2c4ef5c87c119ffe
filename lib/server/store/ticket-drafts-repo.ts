import "server-only";
import { and, eq, lt, lte, sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "./db";
import { notifyChanged } from "./notify";
import { ticketDrafts } from "./schema/ticket-work-tables";

// Unsent comments, each for its own account's eyes. A change is told as entity `draft`, named by that account alone.

export type StoredDraft = typeof ticketDrafts.$inferSelect;
/** Whose draft, about which ticket. */
export type DraftPlace = Pick<StoredDraft, "accountRef" | "ticketRef">;

const isAt = ({ accountRef, ticketRef }: DraftPlace) =>
  and(eq(ticketDrafts.accountRef, accountRef), eq(ticketDrafts.ticketRef, ticketRef));
const tell = (db: Db, account: Ref) => notifyChanged(db, "draft", [account]);

/** The draft of an account about a ticket, or `null`. */
export async function readDraft(db: Db, place: DraftPlace): Promise<StoredDraft | null> {
  const [row] = await db.select().from(ticketDrafts).where(isAt(place));
  return row ?? null;
}

/** Keeps a draft, unless a newer one stands there. */
export async function putDraft(db: Db, draft: StoredDraft): Promise<void> {
  const { text, isInternal, updatedAt } = draft;
  await db.transaction(async (tx) => {
    const written = await tx
      .insert(ticketDrafts)
      .values(draft)
      .onConflictDoUpdate({
        target: [ticketDrafts.accountRef, ticketDrafts.ticketRef],
        set: { text, isInternal, updatedAt },
        setWhere: sql`${ticketDrafts.updatedAt} <= excluded.updated_at`,
      })
      .returning({ ref: ticketDrafts.ticketRef });
    if (written.length > 0) await tell(tx, draft.accountRef);
  });
}

/** Deletes a draft that its author emptied at a time, unless it was typed later. */
export async function deleteDraft(db: Db, place: DraftPlace, emptiedAt: string): Promise<void> {
  await remove(db, place, lte(ticketDrafts.updatedAt, emptiedAt));
}

/** Deletes a draft that was sent; what was typed since then stays. */
export async function deleteSentDraft(db: Db, place: DraftPlace, sent: string): Promise<void> {
  const draft = await readDraft(db, place);
  if (draft?.text.trim() === sent.trim())
    await remove(db, place, eq(ticketDrafts.text, draft.text));
}

async function remove(db: Db, place: DraftPlace, which: ReturnType<typeof lte>): Promise<void> {
  await db.transaction(async (tx) => {
    const gone = await tx
      .delete(ticketDrafts)
      .where(and(isAt(place), which))
      .returning({ ref: ticketDrafts.ticketRef });
    if (gone.length > 0) await tell(tx, place.accountRef);
  });
}

/** Deletes drafts that nobody has touched since. Returns how many. */
export async function deleteOldDrafts(db: Db, before: string): Promise<number> {
  const gone = await db
    .delete(ticketDrafts)
    .where(lt(ticketDrafts.updatedAt, before))
    .returning({ ref: ticketDrafts.ticketRef });
  return gone.length;
}
