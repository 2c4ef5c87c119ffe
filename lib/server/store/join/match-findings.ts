import "server-only";
import { sql } from "drizzle-orm";
import type { MatchFinding } from "@/lib/domain/identity";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "../db";
import { toStorableJson } from "../write/clean-text";

/** Makes what is stored about pairs that were not joined what this matching found: about these records, or about all. */
export async function writeMatchFindings(
  tx: Db,
  findings: readonly MatchFinding[],
  refs: readonly Ref[] | "all",
): Promise<void> {
  const rows = findings.map((finding) => ({
    record_a: finding.recordA,
    record_b: finding.recordB,
    kind: finding.kind,
    rule: finding.rule,
    evidence: finding.evidence,
    reason: finding.reason,
    confidence: finding.confidence,
    digest: finding.digest,
  }));
  const incoming = sql`json_populate_recordset(null::match_findings, ${toStorableJson(rows)}::json)`;
  const about =
    refs === "all"
      ? sql`true`
      : sql`(f.record_a = any(${sql.param([...refs])}::text[])
          or f.record_b = any(${sql.param([...refs])}::text[]))`;
  await tx.execute(sql`
    with r as materialized (select * from ${incoming})
    delete from match_findings f where ${about} and not exists (
      select from r where r.record_a = f.record_a and r.record_b = f.record_b)`);
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into match_findings as f
      (record_a, record_b, kind, rule, evidence, reason, confidence, digest, found_at)
    select record_a, record_b, kind, rule, evidence, reason, confidence, digest, now()
    from ${incoming} r
    on conflict (record_a, record_b) do update set kind = excluded.kind, rule = excluded.rule,
      evidence = excluded.evidence, reason = excluded.reason, confidence = excluded.confidence,
      digest = excluded.digest, found_at = now()
    where (f.kind, f.rule, f.evidence, f.reason, f.confidence, f.digest) is distinct from
      (excluded.kind, excluded.rule, excluded.evidence, excluded.reason, excluded.confidence, excluded.digest)`);
}
