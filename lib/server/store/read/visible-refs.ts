import "server-only";
import { sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { cisInSight, devicesInSight, resolveSight, texts, ticketsInSight } from "./visibility";

/** Which of these records of one entity (`ticket`, `device`, `ci`, …) the viewer sees. What belongs to nobody is seen by whoever sees its source. */
export async function readVisibleRefs(
  db: Db,
  visibility: Visibility,
  entity: string,
  refs: readonly Ref[],
): Promise<Ref[]> {
  if (refs.length === 0) return [];
  if (visibility.kace !== "own" && visibility.sysaid !== "own") return [...refs];
  const sight = await resolveSight(db, visibility);
  const wanted = texts(refs);
  const queries = {
    ticket: sql`select t.ref from tickets t where t.ref = any(${wanted}) and ${ticketsInSight(sight)}`,
    ci: sql`select c.ref from cis c where c.ref = any(${wanted}) and ${cisInSight(sight)}`,
    device: sql`select d.ref from device_records d join device_views v on v.device_id = d.device_id
      where d.ref = any(${wanted}) and d.ref = any(v.record_refs) and ${devicesInSight(sight)}`,
  };
  if (entity !== "ticket" && entity !== "ci" && entity !== "device") return [];
  const found = await db.execute<{ ref: Ref }>(queries[entity]);
  return found.rows.map((row) => row.ref);
}
