import "server-only";
import { sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "./db";
import { toIso } from "./schema/columns";
import { cleanText } from "./write/clean-text";

/** Two records, the one that sorts first in front. */
export interface DecidedPair {
  a: Ref;
  b: Ref;
}

/** What somebody said about two records. Times are ISO 8601 in UTC. */
export interface KeptDecision extends DecidedPair {
  verdict: "same" | "different";
  reason: string;
  by: string;
  at: string;
  /** What both records said then that bears on it. */
  evidence: string;
}

interface RawDecision extends Record<string, unknown> {
  record_a: Ref;
  record_b: Ref;
  verdict: KeptDecision["verdict"];
  reason: string;
  decided_by: string;
  decided_at: string;
  evidence: string;
}

/** Keeps what was said about pairs; what was said about them before is replaced. */
export async function writeDecisions(db: Db, decisions: readonly KeptDecision[]): Promise<void> {
  const rows = decisions.map((one) => ({
    record_a: one.a,
    record_b: one.b,
    verdict: one.verdict,
    reason: cleanText(one.reason),
    decided_by: one.by,
    decided_at: one.at,
    evidence: cleanText(one.evidence),
  }));
  await db.execute(sql`
    insert into match_decisions (record_a, record_b, verdict, reason, decided_by, decided_at, evidence)
    select record_a, record_b, verdict, reason, decided_by, decided_at, evidence
    from json_populate_recordset(null::match_decisions, ${JSON.stringify(rows)}::json)
    on conflict (record_a, record_b) do update set verdict = excluded.verdict, reason = excluded.reason,
      decided_by = excluded.decided_by, decided_at = excluded.decided_at, evidence = excluded.evidence`);
}

/** Forgets what was said about pairs. Returns those about which something was said. */
export async function deleteDecisions(
  db: Db,
  pairs: readonly DecidedPair[],
): Promise<DecidedPair[]> {
  const gone = await db.execute<RawDecision>(sql`
    delete from match_decisions d using json_to_recordset(${JSON.stringify(pairs)}::json) as p (a text, b text)
    where d.record_a = p.a and d.record_b = p.b returning d.*`);
  return gone.rows.map((row) => ({ a: row.record_a, b: row.record_b }));
}

/** What was said about these pairs. */
export async function readDecisionsOf(
  db: Db,
  pairs: readonly DecidedPair[],
): Promise<KeptDecision[]> {
  if (pairs.length === 0) return [];
  const found = await db.execute<RawDecision>(sql`
    select d.* from match_decisions d
    join json_to_recordset(${JSON.stringify(pairs)}::json) as p (a text, b text)
      on d.record_a = p.a and d.record_b = p.b`);
  return found.rows.map(toDecision);
}

/** That records of one of these sets are no records of the other: what stands against joining the two. */
export async function readPartings(
  db: Db,
  one: readonly Ref[],
  other: readonly Ref[],
): Promise<KeptDecision[]> {
  const [left, right] = [
    sql`${sql.param([...one])}::text[]`,
    sql`${sql.param([...other])}::text[]`,
  ];
  const found = await db.execute<RawDecision>(sql`
    select * from match_decisions where verdict = 'different'
      and ((record_a = any(${left}) and record_b = any(${right}))
        or (record_a = any(${right}) and record_b = any(${left})))
    order by record_a, record_b limit 20`);
  return found.rows.map(toDecision);
}

const toDecision = (row: RawDecision): KeptDecision => ({
  a: row.record_a,
  b: row.record_b,
  verdict: row.verdict,
  reason: row.reason,
  by: row.decided_by,
  at: toIso(row.decided_at),
  evidence: row.evidence,
});
