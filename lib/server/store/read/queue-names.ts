import "server-only";
import { sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Db } from "../db";

/** The queues of both systems by name. For administrators: it asks for no visibility, and tells of no ticket. */
export async function listQueueNames(
  db: Db,
): Promise<{ ref: Ref; source: Source; name: string }[]> {
  const { rows } = await db.execute<{ ref: Ref; source: Source; name: string }>(sql`
    select ref, source, name from queues where removed_at is null
    order by lower(name) collate "C", ref`);
  return rows;
}
