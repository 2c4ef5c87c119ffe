import "server-only";
import { sql } from "drizzle-orm";
import type { FormChoice } from "@/lib/domain/record-form";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { texts } from "./visibility";

interface NamedAccount extends Record<string, unknown> {
  ref: Ref;
  name: string;
  userName: string;
}

const NAMED = sql`a.ref, a.full_name as name, a.user_name as "userName"`;
const PRESENT = sql`a.removed_at is null and not a.is_archived`;

/**
 * Accounts of a source whose name, user name or address holds `search`, by name, as values of a field: their ids are the
 * source's own. Only for viewers who see all of the source; none for others.
 */
export async function searchAccounts(
  db: Db,
  visibility: Visibility,
  { source, search, limit }: { source: Source; search: string; limit: number },
): Promise<{ choices: FormChoice[]; isAll: boolean }> {
  if (visibility[source] !== "all") return { choices: [], isAll: true };
  const pattern = `%${search.trim().replace(/[\\%_]/g, "\\$&")}%`;
  const found = await db.execute<NamedAccount>(sql`
    select ${NAMED} from accounts a
    where a.source = ${source} and ${PRESENT}
      and (a.full_name ilike ${pattern} or a.user_name ilike ${pattern} or a.email ilike ${pattern})
    order by lower(a.full_name) collate "C", a.ref limit ${limit + 1}`);
  return { choices: found.rows.slice(0, limit).map(toChoice), isAll: found.rows.length <= limit };
}

/** The names of accounts by their ids in a source; ids that nobody has are left out. */
export async function nameAccounts(
  db: Db,
  visibility: Visibility,
  { source, refs }: { source: Source; refs: readonly Ref[] },
): Promise<Map<Ref, string>> {
  if (visibility[source] !== "all" || refs.length === 0) return new Map();
  const found = await db.execute<NamedAccount>(sql`
    select ${NAMED} from accounts a where a.source = ${source} and a.ref = any(${texts([...refs])})`);
  return new Map(found.rows.map((row) => [row.ref, row.name || row.userName]));
}

/**
 * The accounts of a source that a name means: its own of that name, user name or address, else those of the people who
 * bear it in the other source. Letter case does not count. A ref means its account, or its person's.
 */
export async function findAccounts(
  db: Db,
  visibility: Visibility,
  { source, name }: { source: Source; name: string },
): Promise<Ref[]> {
  if (visibility[source] !== "all") return [];
  const wanted = name.trim().toLowerCase();
  const bears = sql`(lower(a.full_name) = ${wanted} or lower(a.user_name) = ${wanted}
    or lower(a.email) = ${wanted} or lower(a.ref) = ${wanted})`;
  const own = await db.execute<NamedAccount>(sql`
    select ${NAMED} from accounts a where a.source = ${source} and ${PRESENT} and ${bears}`);
  if (own.rows.length > 0) return own.rows.map(({ ref }) => ref);
  const theirs = await db.execute<NamedAccount>(sql`
    select distinct ${NAMED} from accounts a
    where a.source = ${source} and ${PRESENT} and a.person_id in (
      select a.person_id from accounts a where a.source <> ${source} and ${PRESENT} and ${bears})`);
  return theirs.rows.map(({ ref }) => ref);
}

function toChoice({ ref, name, userName }: NamedAccount): FormChoice {
  const label = name && userName ? `${name} (${userName})` : name || userName;
  return { id: splitRef(ref).nativeId, label };
}
