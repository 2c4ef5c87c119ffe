import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "./db";
import { ticketLooks } from "./schema/ticket-work-tables";

// Up to when somebody has seen what is new: a mark per account and view.

/** The marks of some accounts for a view, ISO 8601 by account; an account that never looked has none. */
export async function readLooks(
  db: Db,
  accountRefs: readonly Ref[],
  viewId: string,
): Promise<Map<Ref, string>> {
  if (accountRefs.length === 0) return new Map();
  const rows = await db
    .select()
    .from(ticketLooks)
    .where(and(inArray(ticketLooks.accountRef, [...accountRefs]), eq(ticketLooks.viewId, viewId)));
  return new Map(rows.map(({ accountRef, lookedAt }) => [accountRef, lookedAt]));
}

/** Moves marks. One that stands later already stays, unless `backwards`: two open pages must not undo each other. */
export async function putLooks(
  db: Db,
  looks: readonly (typeof ticketLooks.$inferInsert)[],
  { backwards }: { backwards: boolean },
): Promise<void> {
  if (looks.length === 0) return;
  const later = sql`greatest(${ticketLooks.lookedAt}, excluded.looked_at)`;
  await db
    .insert(ticketLooks)
    .values([...looks])
    .onConflictDoUpdate({
      target: [ticketLooks.accountRef, ticketLooks.viewId],
      set: { lookedAt: backwards ? sql`excluded.looked_at` : later },
    });
}
