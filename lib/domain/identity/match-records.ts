import type { Ref } from "../ref";
import { byAuthority, bucketsBy, keysOf } from "./buckets";
import { evidenceOf } from "./compare-pair";
import { DisjointGroups } from "./disjoint-groups";
import { explainGroups, type MatchGroup } from "./explain-groups";
import type { MatchDecision, MatchFinding } from "./findings";
import { joinHosts } from "./join-hosts";
import { joinMacs } from "./join-macs";
import { joinTags } from "./join-tags";
import { judgeSerials } from "./judge-serials";
import { toMatchFacts, type MatchFacts, type MatchRecord } from "./match-facts";
import { groundOf, Matching } from "./matching";
import type { Placeholders } from "./placeholder-lists";

/** What a matching came to. */
export interface MatchResult {
  /** Sorted by their first ref. */
  groups: MatchGroup[];
  /** What was not joined and why, sorted by both refs; of a value that many share only a few pairs. */
  findings: MatchFinding[];
}

export interface MatchOptions {
  /** What people said about pairs of these records; it holds against everything else. */
  decisions?: readonly MatchDecision[];
  /** Values that identify nothing; those that come with the product unless told otherwise. */
  placeholders?: Placeholders;
}

/**
 * Gathers records into real machines: by what people said, the vendors' own links, then serials, then MACs that do
 * not travel, then asset tags, then host and domain with a witness. Weaker evidence never joins groups whose serials,
 * forms or models contradict each other. The answer does not depend on the order of the records. Linear in their number.
 */
export function matchRecords(
  records: readonly MatchRecord[],
  { decisions = [], placeholders }: MatchOptions = {},
): MatchResult {
  const unique = [...new Map(records.map((record) => [record.ref, record])).values()];
  const facts = unique
    .sort((a, b) => (a.ref < b.ref ? -1 : 1))
    .map((record) => toMatchFacts(record, placeholders));
  const indexOf = new Map(facts.map((fact, index) => [fact.record.ref, index]));
  const decided = findDecided(decisions, indexOf);
  const links = findLinks(facts, indexOf);
  const { serials, noted } = judgeSerials(facts, links);
  const barred = decided.flatMap(({ a, b, verdict }): [number, number][] =>
    verdict === "different" ? [[a, b]] : [],
  );
  const matching = new Matching(facts, new DisjointGroups(facts, serials, barred), noted);
  joinDecided(matching, decided);
  for (const [from, to] of links) {
    const evidence = `link to ${facts[to]?.record.kind ?? "record"}`;
    matching.connect(from, to, { rule: "linked", evidence });
  }
  joinSerials(matching, serials);
  joinMacs(matching);
  joinTags(matching);
  joinHosts(matching);
  return { groups: explainGroups(matching), findings: matching.findings() };
}

interface Decided extends Pick<MatchDecision, "verdict" | "evidence"> {
  a: number;
  b: number;
}

/** Decisions about two of these records, in one order. */
function findDecided(
  decisions: readonly MatchDecision[],
  indexOf: ReadonlyMap<Ref, number>,
): Decided[] {
  return decisions
    .flatMap(({ recordA, recordB, verdict, evidence }): Decided[] => {
      const [a, b] = [indexOf.get(recordA), indexOf.get(recordB)];
      if (a === undefined || b === undefined || a === b) return [];
      return [{ a: Math.min(a, b), b: Math.max(a, b), verdict, evidence }];
    })
    .sort((x, y) => x.a - y.a || x.b - y.b);
}

function findLinks(
  facts: readonly MatchFacts[],
  indexOf: ReadonlyMap<Ref, number>,
): Map<number, number> {
  const links = new Map<number, number>();
  facts.forEach(({ record: { linkedRef } }, index) => {
    const target = linkedRef === null ? undefined : indexOf.get(linkedRef);
    if (target !== undefined && target !== index) links.set(index, target);
  });
  return links;
}

/** Does what people said, and notes what to ask them again. */
function joinDecided(matching: Matching, decided: readonly Decided[]): void {
  for (const { a, b, verdict, evidence } of decided) {
    const [one, other] = [matching.facts[a], matching.facts[b]];
    if (one === undefined || other === undefined) continue;
    const ground = groundOf(one, other);
    if (verdict === "same") matching.connect(a, b, { rule: "person", evidence: "a decision" });
    if (evidenceOf(one, other) !== evidence) matching.note(a, b, ground, "changed");
    else matching.note(a, b, ground, "person");
  }
}

/** One serial is one machine. A person's word may part its bearers; each then joins the first that it may. */
function joinSerials(matching: Matching, serials: readonly (string | null)[]): void {
  const { facts, groups } = matching;
  for (const { members } of bucketsBy(facts, (_, index) => keysOf(serials[index] ?? null))) {
    const spelled = facts[members[0] ?? 0]?.record.serial?.trim() ?? "";
    const ground = { rule: "serial", evidence: `serial ${spelled}` } as const;
    const leads: number[] = [];
    for (const member of byAuthority(facts, members)) {
      const lead = leads.find((one) => !groups.isBarred(one, member));
      if (lead === undefined) leads.push(member);
      else matching.connect(lead, member, ground);
    }
  }
}
