import "server-only";
import { sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { resolveSight, ticketsInSight } from "./visibility";

/** Whether there is such a ticket, gone ones included, and the viewer sees it. */
export async function seesTicket(db: Db, visibility: Visibility, ref: Ref): Promise<boolean> {
  const sight = await resolveSight(db, visibility);
  const found = await db.execute(
    sql`select from tickets t where t.ref = ${ref} and ${ticketsInSight(sight)}`,
  );
  return found.rows.length > 0;
}
