import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { DeviceKind, MatchRule, RecordKind } from "@/lib/domain/device";
import type { FindingReason } from "@/lib/domain/identity/findings";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Db } from "../db";
import { readDecisionsOf, type KeptDecision } from "../match-decisions-repo";
import { toIso } from "../schema/columns";
import { deviceRecords as t } from "../schema/index-tables";
import { readMatchRecords } from "./match-records";
import { allOf, isOneOf, matchesWords, type Facets } from "./query-parts";
import { texts } from "./visibility";

// For those who see everything of both sources only: a pair shows values of both. The use-case asks for that.

/** How sure from which value on; see the contract. */
const CERTAINTY_FROM = { sure: 0.95, likely: 0.8, open: 0.5, doubtful: 0 } as const;
type Certainty = keyof typeof CERTAINTY_FROM;

type PairList = "joins" | "suggestions" | "refusals";

export interface PairsFilter {
  list: PairList;
  rule?: readonly MatchRule[] | undefined;
  reason?: readonly FindingReason[] | undefined;
  certainty?: readonly Certainty[] | undefined;
  record?: readonly Ref[] | undefined;
  q?: string | undefined;
}

export interface PairsQuery extends PairsFilter {
  limit: number;
  offset: number;
  sort?: { field: "confidence"; descending: boolean } | undefined;
}

export interface PairRecord {
  ref: Ref;
  source: Source;
  kind: RecordKind;
  name: string;
  deviceKind: DeviceKind;
  manufacturer: string | null;
  model: string | null;
  serial: string | null;
  assetTag: string | null;
  host: string | null;
  domain: string | null;
  macs: string[];
  lastUser: string | null;
  lastSeenAt: string | null;
  archived: boolean;
  linkedRef: Ref | null;
}

export interface Pair {
  list: PairList;
  a: PairRecord;
  b: PairRecord;
  rule: MatchRule;
  evidence: string;
  reason: FindingReason | null;
  confidence: number;
  foundAt: string | null;
  decision: KeptDecision | null;
}

interface RawPair extends Record<string, unknown> {
  a: Ref;
  b: Ref;
  rule: MatchRule;
  evidence: string | null;
  reason: FindingReason | null;
  confidence: number | null;
  found_at: string | null;
}

/** A list of pairs as one table `p`: joins stand on the records, the others are findings. */
function pairsOf(list: PairList): SQL {
  if (list === "joins") {
    return sql`(select ref as a, match_mate as b, match_rule as rule, match_evidence as evidence,
        null::text as reason, match_confidence as confidence, null::timestamptz as found_at
      from device_records where match_mate is not null and removed_at is null) p`;
  }
  const kind = list === "suggestions" ? "suggestion" : "refusal";
  return sql`(select record_a as a, record_b as b, rule, evidence, reason, confidence, found_at
    from match_findings where kind = ${kind}) p`;
}

type Dimension = "rule" | "reason" | "certainty";

function conditionsOf(filter: PairsFilter, without?: Dimension): SQL {
  const records = filter.record ?? [];
  const words = matchesWords(sql`v.search_text`, filter.q);
  return allOf([
    ...(without === "rule" ? [] : isOneOf(sql`p.rule`, filter.rule)),
    ...(without === "reason" ? [] : isOneOf(sql`p.reason`, filter.reason)),
    ...(without === "certainty" ? [] : certaintyOf(filter.certainty)),
    ...(records.length === 0
      ? []
      : [sql`(p.a = any(${texts(records)}) or p.b = any(${texts(records)}))`]),
    ...(words.length === 0
      ? []
      : [sql`(p.a in (select ref from named) or p.b in (select ref from named))`]),
  ]);
}

/** The records of the devices that a search's words name, for {@link conditionsOf}. */
function namedBy(filter: PairsFilter): SQL {
  const words = matchesWords(sql`v.search_text`, filter.q);
  if (words.length === 0) return sql``;
  return sql`with named as materialized (
    select unnest(v.record_refs) as ref from device_views v where v.is_full and ${allOf(words)})`;
}

const certaintyCase = sql`case when p.confidence >= ${CERTAINTY_FROM.sure} then 'sure'
  when p.confidence >= ${CERTAINTY_FROM.likely} then 'likely'
  when p.confidence >= ${CERTAINTY_FROM.open} then 'open' else 'doubtful' end`;

function certaintyOf(wanted: readonly Certainty[] | undefined): SQL[] {
  if (wanted === undefined || wanted.length === 0) return [];
  return [sql`${certaintyCase} = any(${texts(wanted)})`];
}

/** Joins come with the least sure first, the others with the likeliest. */
function orderOf({ list, sort }: PairsQuery): SQL {
  if (sort) {
    return sort.descending
      ? sql`p.confidence desc nulls last, p.a, p.b`
      : sql`p.confidence asc nulls last, p.a, p.b`;
  }
  return list === "joins" ? sql`p.confidence, p.a` : sql`p.confidence desc, p.a, p.b`;
}

/** One page of pairs, and how many there are in all. */
export async function listPairs(
  db: Db,
  query: PairsQuery,
): Promise<{ rows: Pair[]; total: number }> {
  const where = conditionsOf(query);
  const [page, count] = await Promise.all([
    db.execute<RawPair>(sql`
      ${namedBy(query)} select p.a, p.b, p.rule, p.evidence, p.reason, p.confidence, p.found_at
      from ${pairsOf(query.list)} where ${where} order by ${orderOf(query)}
      limit ${query.limit} offset ${query.offset}`),
    db.execute<{ total: number }>(
      sql`${namedBy(query)} select count(*)::int as total from ${pairsOf(query.list)} where ${where}`,
    ),
  ]);
  return { rows: await toPairs(db, query.list, page.rows), total: count.rows[0]?.total ?? 0 };
}

async function toPairs(db: Db, list: PairList, raw: RawPair[]): Promise<Pair[]> {
  const ordered = raw.map((row) => (row.a < row.b ? row : { ...row, a: row.b, b: row.a }));
  const [records, decisions] = await Promise.all([
    readPairRecords(db, [...new Set(ordered.flatMap(({ a, b }) => [a, b]))]),
    readDecisionsOf(
      db,
      ordered.map(({ a, b }) => ({ a, b })),
    ),
  ]);
  const byRef = new Map(records.map((record) => [record.ref, record]));
  const byPair = new Map(decisions.map((one) => [`${one.a} ${one.b}`, one]));
  return ordered.flatMap((row): Pair[] => {
    const [a, b] = [byRef.get(row.a), byRef.get(row.b)];
    if (a === undefined || b === undefined) return [];
    return [
      {
        list,
        a,
        b,
        rule: row.rule,
        evidence: row.evidence ?? "",
        reason: row.reason,
        confidence: row.confidence ?? 0,
        foundAt: row.found_at === null ? null : toIso(row.found_at),
        decision: byPair.get(`${row.a} ${row.b}`) ?? null,
      },
    ];
  });
}

/** Present records by their refs, in no order, with what matching looks at. */
export async function readPairRecords(db: Db, refs: readonly Ref[]): Promise<PairRecord[]> {
  if (refs.length === 0) return [];
  const found = await readMatchRecords(db, sql`${t.ref} = any(${texts(refs)})`);
  return found.map(({ deviceId: _device, keys: _keys, ...record }) => record);
}

/** How many pairs stand in each list, and behind each value of each filter, under all the other filters. */
export async function pairFacets(db: Db, filter: PairsFilter): Promise<Facets> {
  const { q, record } = filter;
  const countList = async (list: PairList) => {
    const plain = { list, q, record };
    const found = await db.execute<{ count: number }>(sql`
      ${namedBy(plain)} select count(*)::int as count from ${pairsOf(list)} where ${conditionsOf(plain)}`);
    return { value: list, label: list, count: found.rows[0]?.count ?? 0 };
  };
  const count = async (name: Dimension, key: SQL): Promise<[string, Facets[string]]> => {
    const found = await db.execute<{ value: string; count: number }>(sql`
      ${namedBy(filter)} select ${key} as value, count(*)::int as count from ${pairsOf(filter.list)}
      where ${conditionsOf(filter, name)} and ${key} is not null group by 1 order by 2 desc, 1`);
    return [name, found.rows.map((row) => ({ ...row, label: row.value }))];
  };
  const [lists, ...dimensions] = await Promise.all([
    Promise.all([countList("suggestions"), countList("refusals"), countList("joins")]),
    count("rule", sql`p.rule`),
    count("reason", sql`p.reason`),
    count("certainty", certaintyCase),
  ]);
  return { list: lists, ...Object.fromEntries(dimensions) };
}
