import "server-only";
import { desc } from "drizzle-orm";
import type { Db } from "./db";
import { audit } from "./schema/app-tables";

export type AuditRow = typeof audit.$inferSelect;

/** Writes one line of the audit. Never holds what was typed, only what was done to what by whom. */
export async function writeAudit(
  db: Db,
  row: Omit<typeof audit.$inferInsert, "id">,
): Promise<void> {
  await db.insert(audit).values(row);
}

/** The newest lines, newest first. */
export async function readAudit(db: Db, limit: number): Promise<AuditRow[]> {
  return db.select().from(audit).orderBy(desc(audit.id)).limit(limit);
}
