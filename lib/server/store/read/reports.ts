import "server-only";
import { sql } from "drizzle-orm";
import { SOURCES } from "@/lib/domain/source";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { texts } from "./visibility";

/** Whether somebody with an account in a source that the viewer sees reports to the viewer, directly or through others. */
export async function hasPeopleBelow(db: Db, visibility: Visibility): Promise<boolean> {
  const open = SOURCES.filter((source) => visibility[source] !== "none");
  if (visibility.accountRefs.length === 0 || open.length === 0) return false;
  const found = await db.execute<{ has: boolean }>(sql`
    with own as (
      select distinct person_id as id from accounts
      where ref = any(${texts(visibility.accountRefs)}) and removed_at is null and person_id is not null)
    select exists (
      select from own join reports r on r.manager_id = own.id and r.depth > 0
      join accounts below on below.person_id = r.person_id
        and below.removed_at is null and below.source = any(${texts(open)})
      where r.person_id not in (select id from own)) as has`);
  return found.rows[0]?.has ?? false;
}
