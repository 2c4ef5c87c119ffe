import "server-only";
import { and, asc, eq, gt, lt, ne, sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "./db";
import { notifyChanged } from "./notify";
import { ticketPresence } from "./schema/ticket-work-tables";

// Who has which ticket open, shared by all instances. A change is told as entity `presence`, named by the ticket.

export type StoredPresence = typeof ticketPresence.$inferSelect;
/** An open page of an account. */
export type PresencePage = Pick<StoredPresence, "ticketRef" | "pageId" | "accountRef">;

const isAt = ({ ticketRef, pageId, accountRef }: PresencePage) =>
  and(
    eq(ticketPresence.ticketRef, ticketRef),
    eq(ticketPresence.pageId, pageId),
    eq(ticketPresence.accountRef, accountRef),
  );
const tell = (db: Db, ticketRef: Ref) => notifyChanged(db, "presence", [ticketRef]);

/**
 * Notes what an open page does, and tells others when that is news. `goneBefore`: rows from before that time count as
 * gone, so that a page that comes back is news. Another account's page is left alone.
 */
export async function putPresence(
  db: Db,
  presence: StoredPresence,
  goneBefore: string,
): Promise<void> {
  const { name, state, seenAt } = presence;
  await db.transaction(async (tx) => {
    const [before] = await tx.select().from(ticketPresence).where(isAt(presence)).for("update");
    await tx
      .insert(ticketPresence)
      .values(presence)
      .onConflictDoUpdate({
        target: [ticketPresence.ticketRef, ticketPresence.pageId],
        set: { name, state, seenAt },
        setWhere: sql`${ticketPresence.accountRef} = excluded.account_ref`,
      });
    const isNews = before?.state !== state || before.seenAt < goneBefore;
    if (isNews) await tell(tx, presence.ticketRef);
  });
}

/** A page shows its ticket no more. */
export async function deletePresence(db: Db, page: PresencePage): Promise<void> {
  await db.transaction(async (tx) => {
    const gone = await tx
      .delete(ticketPresence)
      .where(isAt(page))
      .returning({ pageId: ticketPresence.pageId });
    if (gone.length > 0) await tell(tx, page.ticketRef);
  });
}

/** The pages of everybody else that show a ticket and were heard of after `goneBefore`, by name. */
export async function readPresence(
  db: Db,
  { ticketRef, accountRef }: Pick<StoredPresence, "ticketRef" | "accountRef">,
  goneBefore: string,
): Promise<StoredPresence[]> {
  return db
    .select()
    .from(ticketPresence)
    .where(
      and(
        eq(ticketPresence.ticketRef, ticketRef),
        ne(ticketPresence.accountRef, accountRef),
        gt(ticketPresence.seenAt, goneBefore),
      ),
    )
    .orderBy(asc(ticketPresence.name), asc(ticketPresence.accountRef));
}

/** Deletes rows that nobody has renewed since. They count as gone long before; nobody is told. */
export async function deleteOldPresence(db: Db, before: string): Promise<void> {
  await db.delete(ticketPresence).where(lt(ticketPresence.seenAt, before));
}
