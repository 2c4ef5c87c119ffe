import "server-only";
import { sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { BRIEF, toBrief, type BriefRow } from "./ticket-context";
import { resolveSight, texts, ticketsInSight } from "./visibility";

/** Those of some tickets that the viewer sees, gone ones included, by their refs. */
export async function readBriefs(
  db: Db,
  visibility: Visibility,
  refs: readonly Ref[],
): Promise<ReadonlyMap<Ref, BriefRow>> {
  if (refs.length === 0) return new Map();
  const sight = await resolveSight(db, visibility);
  const found = await db.execute<BriefRow & Record<string, unknown>>(sql`
    select ${BRIEF} from tickets t where t.ref = any(${texts([...refs])}) and ${ticketsInSight(sight)}`);
  return new Map(found.rows.map((row) => [row.ref, toBrief(row)]));
}
