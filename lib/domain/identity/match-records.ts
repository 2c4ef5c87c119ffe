import type { MatchRule } from "../device";
import type { Ref } from "../ref";
import { DisjointGroups } from "./disjoint-groups";
import {
  hasWitness,
  hostKeyOf,
  looksAlike,
  looksForeign,
  sharesHost,
  toMatchFacts,
  type MatchFacts,
  type MatchRecord,
} from "./match-facts";

/** The records of one real machine, each with the reason why it belongs. Sorted by ref. */
export interface MatchGroup {
  records: { ref: Ref; rule: MatchRule; evidence: string | null }[];
}

/** A MAC on this many different machines is a dock's or a virtual adapter's. */
const SHARED_MAC_MACHINES = 3;
/** A host name on more groups than this names nothing. */
const SHARED_HOST_GROUPS_MAX = 8;

/** Records that met over one key, strongest evidence first; what the rule and its words are read from. */
interface Meeting {
  rule: MatchRule;
  evidence: string;
  members: number[];
  /** The record that it explains; the others it explains only where nothing else does. */
  explains?: number;
}

interface Matching {
  facts: MatchFacts[];
  groups: DisjointGroups;
  meetings: Meeting[];
}

/**
 * Gathers records into real machines: by the vendors' own links, then serials, then MACs that are not
 * shared, then host and domain. Weaker evidence never joins two different valid serials. The answer
 * does not depend on the order of the records; groups come sorted by their first ref. Linear in the
 * number of records.
 */
export function matchRecords(records: readonly MatchRecord[]): MatchGroup[] {
  const unique = [...new Map(records.map((record) => [record.ref, record])).values()];
  const facts = unique.sort((a, b) => (a.ref < b.ref ? -1 : 1)).map(toMatchFacts);
  const serials = dropForeignSerials(facts);
  const matching: Matching = { facts, groups: new DisjointGroups(serials), meetings: [] };
  joinLinks(matching);
  joinSerials(matching, serials);
  joinMacs(matching);
  joinHosts(matching);
  return toGroups(matching);
}

/** Each record's serial, or `null` where it stands on machines that cannot be one. */
function dropForeignSerials(facts: MatchFacts[]): (string | null)[] {
  const serials = facts.map((fact) => fact.serial);
  for (const { members } of bucketsBy(facts, (fact) => keysOf(fact.serial))) {
    const models = distinctBy(members, (member) => modelKey(facts, member));
    const isForeign = pairsAmong(models).some(([a, b]) => at(facts, a, b, looksForeign));
    if (isForeign) for (const member of members) serials[member] = null;
  }
  return serials;
}

function joinLinks({ facts, groups, meetings }: Matching): void {
  const byRef = new Map(facts.map((fact, index) => [fact.record.ref, index]));
  facts.forEach((fact, index) => {
    const { linkedRef } = fact.record;
    const target = linkedRef === null ? undefined : byRef.get(linkedRef);
    if (target === undefined || target === index) return;
    groups.join(index, target);
    const evidence = `link to ${facts[target]?.record.kind ?? "record"}`;
    meetings.push({ rule: "linked", evidence, members: [index, target], explains: index });
  });
}

function joinSerials({ facts, groups, meetings }: Matching, serials: (string | null)[]): void {
  for (const { members } of bucketsBy(facts, (_, index) => keysOf(serials[index] ?? null))) {
    const [first = 0, ...rest] = members;
    for (const member of rest) groups.join(first, member);
    const spelled = facts[first]?.record.serial?.trim() ?? "";
    meetings.push({ rule: "serial", evidence: `serial ${spelled}`, members });
  }
}

/** All MACs are judged against the groups that serials made, so that no MAC's turn decides another's. */
function joinMacs({ facts, groups, meetings }: Matching): void {
  const pairs: [number, number][] = [];
  for (const { key, members } of bucketsBy(facts, (fact) => fact.macs)) {
    const found = pairsOfMac(facts, groups, members);
    pairs.push(...found);
    meetings.push({ rule: "mac", evidence: `MAC ${key}`, members: found.flat() });
  }
  const named = pairs.filter(([a, b]) => at(facts, a, b, sharesHost));
  for (const [a, b] of [...named, ...pairs]) groups.joinWeakly(a, b);
}

/** The pairs that one MAC joins: none where it travels (docks), else records that may be one machine. */
function pairsOfMac(facts: MatchFacts[], groups: DisjointGroups, members: number[]) {
  const machines = machinesOf(facts, groups, members);
  if (machines.length >= SHARED_MAC_MACHINES) return [];
  const leads = distinctBy(members, (member) => groups.rootOf(member));
  return pairsAmong(leads.slice(0, SHARED_HOST_GROUPS_MAX)).filter(
    ([a, b]) =>
      groups.mayJoin(a, b) &&
      at(facts, a, b, looksAlike) &&
      (at(facts, a, b, sharesHost) || machines.length < 2 || at(facts, a, b, cardsNest)),
  );
}

/** Different machines that a MAC was seen on: groups with a serial or a host, one where the host is one. */
function machinesOf(facts: MatchFacts[], groups: DisjointGroups, members: number[]): number[] {
  const machines: number[] = [];
  const known = members.filter((m) => facts[m]?.host !== null || groups.serialsOf(m) !== null);
  for (const member of known) {
    const isKnown = machines.some(
      (other) =>
        groups.rootOf(other) === groups.rootOf(member) ||
        (groups.mayJoin(other, member) && at(facts, other, member, sharesHost)),
    );
    if (!isKnown) machines.push(member);
    if (machines.length >= SHARED_MAC_MACHINES) break;
  }
  return machines;
}

/** One record's cards are all among the other's: two laptops that share only a dock have cards of their own. */
function cardsNest(a: MatchFacts, b: MatchFacts): boolean {
  const [few, many] = a.macs.length <= b.macs.length ? [a.macs, b.macs] : [b.macs, a.macs];
  return few.every((mac) => many.includes(mac));
}

/** Every name is judged against the groups that links, serials and MACs made. */
function joinHosts({ facts, groups, meetings }: Matching): void {
  const pairs: [number, number][] = [];
  const buckets = bucketsBy(facts, (fact) => keysOf(fact.host && hostKeyOf(fact.host)));
  for (const { key, members } of buckets) {
    meetings.push({ rule: "host", evidence: `host ${key}`, members });
    const leads = distinctBy(members, (member) => groups.rootOf(member));
    if (leads.length < 2 || leads.length > SHARED_HOST_GROUPS_MAX) continue;
    const mayBeOne = (a: number, b: number) =>
      groups.mayJoin(a, b) && at(facts, a, b, sharesHost) && at(facts, a, b, looksAlike);
    pairs.push(...pairsOfHost(facts, leads, mayBeOne));
  }
  for (const [a, b] of pairs) groups.joinWeakly(a, b);
}

/**
 * Each group picks the candidates of its name; where they contradict each other, only those with a
 * witness. A pair counts when both pick each other.
 */
function pairsOfHost(
  facts: MatchFacts[],
  leads: number[],
  mayBeOne: (a: number, b: number) => boolean,
): [number, number][] {
  const agree = (candidates: number[]) => pairsAmong(candidates).every(([a, b]) => mayBeOne(a, b));
  const picks = new Map(
    leads.map((lead) => {
      const candidates = leads.filter((other) => other !== lead && mayBeOne(lead, other));
      if (agree(candidates)) return [lead, candidates];
      const witnessed = candidates.filter((other) => at(facts, lead, other, hasWitness));
      return [lead, agree(witnessed) ? witnessed : []];
    }),
  );
  return pairsAmong(leads).filter(
    ([a, b]) => picks.get(a)?.includes(b) === true && picks.get(b)?.includes(a) === true,
  );
}

function toGroups({ facts, groups, meetings }: Matching): MatchGroup[] {
  const reasons: ({ rule: MatchRule; evidence: string } | undefined)[] = [];
  // A record that others link to would otherwise say no more than that, and nobody would say what joins the systems.
  const lastResorts: typeof reasons = [];
  for (const { rule, evidence, members, explains } of meetings) {
    const roots = new Map<number, number>();
    const distinct = new Set(members);
    for (const m of distinct) roots.set(groups.rootOf(m), (roots.get(groups.rootOf(m)) ?? 0) + 1);
    for (const m of distinct) {
      if ((roots.get(groups.rootOf(m)) ?? 0) < 2) continue;
      const own = explains === undefined || explains === m ? reasons : lastResorts;
      own[m] ??= { rule, evidence };
    }
  }
  const byRoot = new Map<number, MatchGroup>();
  facts.forEach((fact, index) => {
    const root = groups.rootOf(index);
    const group = byRoot.get(root) ?? { records: [] };
    const reason = reasons[index] ?? lastResorts[index];
    const { rule, evidence } = reason ?? { rule: "alone" as const, evidence: null };
    group.records.push({ ref: fact.record.ref, rule, evidence });
    byRoot.set(root, group);
  });
  return [...byRoot.values()];
}

interface Bucket {
  key: string;
  members: number[];
}

/** Members by key, only where several meet, in the order of the keys. */
function bucketsBy(
  facts: MatchFacts[],
  keysOfFact: (fact: MatchFacts, index: number) => string[],
): Bucket[] {
  const buckets = new Map<string, number[]>();
  facts.forEach((fact, index) => {
    for (const key of keysOfFact(fact, index)) {
      const bucket = buckets.get(key);
      if (bucket) bucket.push(index);
      else buckets.set(key, [index]);
    }
  });
  const met = [...buckets].filter(([, members]) => members.length > 1);
  return met.map(([key, members]) => ({ key, members })).sort((a, b) => (a.key < b.key ? -1 : 1));
}

function keysOf(key: string | null): string[] {
  return key === null ? [] : [key];
}

function distinctBy(members: number[], keyOf: (member: number) => string | number): number[] {
  const seen = new Map<string | number, number>();
  for (const member of members) {
    const key = keyOf(member);
    if (!seen.has(key)) seen.set(key, member);
  }
  return [...seen.values()];
}

function pairsAmong(members: number[]): [number, number][] {
  return members.flatMap((a, index) =>
    members.slice(index + 1).map((b): [number, number] => [a, b]),
  );
}

/** Asks a question about two members; an index without facts answers no. */
function at(
  facts: MatchFacts[],
  a: number,
  b: number,
  ask: (a: MatchFacts, b: MatchFacts) => boolean,
): boolean {
  const [left, right] = [facts[a], facts[b]];
  return left !== undefined && right !== undefined && ask(left, right);
}

function modelKey(facts: MatchFacts[], member: number): string {
  const fact = facts[member];
  return fact ? `${fact.record.source} ${fact.record.kind} ${fact.brand} ${fact.model}` : "";
}
