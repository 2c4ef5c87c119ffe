import "server-only";
import { sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Db } from "./db";
import { notifyChanged } from "./notify";
import type { ticketLinks } from "./schema/ticket-work-tables";
import { cleanText } from "./write/clean-text";

// What people said of two tickets. `written` keeps, per source, how far its writing is under the source's own name,
// the words about it under `<source>Words` and the moment under `<source>At`.

export type TicketLinkRow = typeof ticketLinks.$inferSelect;

/** Two tickets, the one that sorts first in front. */
export interface TicketPair {
  a: Ref;
  b: Ref;
}

/** The pair that two tickets make, whichever is named first. */
export const pairOf = (one: Ref, other: Ref): TicketPair =>
  one < other ? { a: one, b: other } : { a: other, b: one };

const isPair = ({ a, b }: TicketPair) => sql`ticket_a = ${a} and ticket_b = ${b}`;
/** The entity is the tickets' own: their pages read what stands around them again. */
const tell = (db: Db, { a, b }: TicketPair) => notifyChanged(db, "ticket", [a, b]);

/**
 * Keeps what somebody says of a pair in the place of what was said before; what was written of it stays known. There
 * is nothing to take back of a pair of which nothing was said.
 */
export async function sayOfPair(
  db: Db,
  pair: TicketPair,
  said: { verdict: TicketLinkRow["verdict"]; by: string; at: string },
): Promise<void> {
  await db.execute(sql`
    insert into ticket_links (ticket_a, ticket_b, verdict, said_by, said_at, written)
    select ${pair.a}, ${pair.b}, ${said.verdict}, ${cleanText(said.by)}, ${said.at}::timestamptz, '{}'::jsonb
    where ${said.verdict} <> 'undone' or exists (select from ticket_links where ${isPair(pair)})
    on conflict (ticket_a, ticket_b) do update
      set verdict = excluded.verdict, said_by = excluded.said_by, said_at = excluded.said_at
      where ticket_links.verdict <> excluded.verdict`);
  await tell(db, pair);
}

/** A write that has not settled after so long is nobody's any more: its server died, and how it ended is not known. */
export const WRITING_LASTS_SECONDS = 120;

/**
 * Takes the writing of a pair's link into one source, so that two people never write it twice. `free`: nothing of it
 * was written; `unclear`: an earlier writing may have arrived; `taken`: it is done or being done, or no link any more.
 */
export async function claimLinkWrite(
  db: Db,
  pair: TicketPair,
  source: Source,
  now: string,
): Promise<"free" | "unclear" | "taken"> {
  const began = sql`(old.written->>${`${source}At`})::timestamptz`;
  const found = await db.execute<{ before: string | null }>(sql`
    with old as (select written from ticket_links where ${isPair(pair)} and verdict = 'linked' for update)
    update ticket_links l
    set written = l.written || jsonb_build_object(${source}::text, 'writing', ${`${source}At`}::text, ${now}::text)
      - ${`${source}Words`}::text
    from old
    where ${isPair(pair)} and coalesce(old.written->>${source}, '') <> 'done'
      and not (coalesce(old.written->>${source}, '') = 'writing'
        and ${began} > ${now}::timestamptz - make_interval(secs => ${WRITING_LASTS_SECONDS}))
    returning old.written->>${source} as before`);
  const [row] = found.rows;
  if (row === undefined) return "taken";
  return row.before === "unknown" || row.before === "writing" ? "unclear" : "free";
}

/** Keeps what came of writing a pair's link into one source. */
export async function settleLinkWrite(
  db: Db,
  pair: TicketPair,
  source: Source,
  result: { state: string; words: string | null; at: string },
): Promise<void> {
  const kept = {
    [source]: result.state,
    [`${source}At`]: result.at,
    ...(result.words === null ? {} : { [`${source}Words`]: cleanText(result.words) }),
  };
  await db.execute(sql`
    update ticket_links set written = written || ${JSON.stringify(kept)}::jsonb where ${isPair(pair)}`);
  await tell(db, pair);
}
