import "server-only";
import { arrayOverlaps, asc, desc, eq, or, sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "./db";
import { notifyMany } from "./notify";
import { ticketViews } from "./schema/ticket-work-tables";

// Lists of tickets that people named. Every change is told to everybody: which of them a person sees is theirs to ask.

export type StoredView = typeof ticketViews.$inferSelect;

const LISTED_MAX = 1000;
/** Names and numbers of views are judged and written by one at a time. */
const WRITE_LOCK = 7_315_041;

/** The views that the owner of some accounts sees: shared ones first, by name. */
export async function listViews(db: Db, accountRefs: readonly Ref[]): Promise<StoredView[]> {
  return db
    .select()
    .from(ticketViews)
    .where(or(eq(ticketViews.isShared, true), isOf(accountRefs)))
    .orderBy(
      desc(ticketViews.isShared),
      asc(sql`lower(${ticketViews.name}) collate "C"`),
      asc(ticketViews.id),
    )
    .limit(LISTED_MAX);
}

/** A view, whoever made it. Who may see it is the caller's to judge. */
export async function readView(db: Db, id: string): Promise<StoredView | null> {
  const [row] = await db.select().from(ticketViews).where(eq(ticketViews.id, id));
  return row ?? null;
}

/** A view as it is to be written, or what its owner's others say against it. */
export type Judge = (others: readonly StoredView[]) => void;

/**
 * Writes a view, new or changed. `judge` sees the other views of its owner first and throws against it; nobody can write
 * another of theirs meanwhile.
 */
export async function putView(db: Db, view: StoredView, judge: Judge): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${WRITE_LOCK})`);
    const own = await tx.select().from(ticketViews).where(isOf(view.ownerRefs));
    judge(own.filter(({ id }) => id !== view.id));
    const { id: _, ...rest } = view;
    await tx
      .insert(ticketViews)
      .values(view)
      .onConflictDoUpdate({ target: ticketViews.id, set: rest });
    await tell(tx);
  });
}

/** Deletes a view. Returns it as it was, or `null` when it is gone. */
export async function dropView(db: Db, id: string): Promise<StoredView | null> {
  return db.transaction(async (tx) => {
    const [row] = await tx.delete(ticketViews).where(eq(ticketViews.id, id)).returning();
    if (row !== undefined) await tell(tx);
    return row ?? null;
  });
}

const isOf = (accountRefs: readonly Ref[]) =>
  accountRefs.length === 0 ? sql`false` : arrayOverlaps(ticketViews.ownerRefs, [...accountRefs]);
const tell = (db: Db) => notifyMany(db, "ticketView", 1);
