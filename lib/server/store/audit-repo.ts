import "server-only";
import { desc, eq } from "drizzle-orm";
import type { Db } from "./db";
import { audit, type AuditOutcome } from "./schema/app-tables";

export type AuditRow = typeof audit.$inferSelect;

/** Writes one line of the audit and tells its id. Never holds what was typed, only what was done to what by whom. */
export async function writeAudit(
  db: Db,
  row: Omit<typeof audit.$inferInsert, "id">,
): Promise<number | null> {
  const [line] = await db.insert(audit).values(row).returning({ id: audit.id });
  return line?.id ?? null;
}

/** Notes what came of the act of a line. */
export async function settleAudit(db: Db, id: number, outcome: AuditOutcome): Promise<void> {
  await db.update(audit).set({ outcome }).where(eq(audit.id, id));
}

/** The newest lines, newest first. */
export async function readAudit(db: Db, limit: number): Promise<AuditRow[]> {
  return db.select().from(audit).orderBy(desc(audit.id)).limit(limit);
}
