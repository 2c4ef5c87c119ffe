import { byAuthority, bucketsBy, findPair, keysOf, pairsAmong } from "./buckets";
import type { FindingReason } from "./findings";
import { listOf, looksForeign, sharedMacs, sharesHost, type MatchFacts } from "./match-facts";

/** So many machines of one list with nothing else in common do not carry one serial by themselves. */
const REPEATED_MACHINES = 3;
/** Of a value that identifies nothing so many pairs are told. */
export const TOLD_PAIRS_MAX = 3;
/** Of one bucket so many different models are compared. */
const MODELS_MAX = 20;

interface Judged {
  /** The serial of each record that counts as evidence. */
  serials: (string | null)[];
  /** Pairs that a serial would have joined, and why it does not. */
  noted: { a: number; b: number; rule: "serial"; evidence: string; reason: FindingReason }[];
}

/**
 * Which serials are evidence: not those that repeat on machines that cannot be one, and not that of a record whose
 * vendor links it to a record with another serial.
 * @param links by record, the record that its vendor links it to
 */
export function judgeSerials(
  facts: readonly MatchFacts[],
  links: ReadonlyMap<number, number>,
): Judged {
  const serials = facts.map((fact) => fact.serial);
  const noted: Judged["noted"] = [];
  const evidenceOf = (member: number) => `serial ${facts[member]?.record.serial?.trim() ?? ""}`;
  const bearers = bearersBySerial(facts);
  for (const member of findSilent(facts, links)) {
    serials[member] = null;
    const bearer = bearers.get(facts[member]?.serial ?? "")?.find((other) => other !== member);
    if (bearer === undefined) continue;
    const evidence = evidenceOf(member);
    noted.push({ a: member, b: bearer, rule: "serial", evidence, reason: "linkedSerial" });
  }
  for (const { members } of bucketsBy(facts, (_, index) => keysOf(serials[index] ?? null))) {
    const apart = findForeign(facts, members) ?? findRepeated(facts, members);
    if (apart === null) continue;
    for (const member of members) serials[member] = null;
    for (const [a, b] of apart.slice(0, TOLD_PAIRS_MAX)) {
      noted.push({ a, b, rule: "serial", evidence: evidenceOf(a), reason: "repeatedSerial" });
    }
  }
  return { serials, noted };
}

/** The first two records of each serial. */
function bearersBySerial(facts: readonly MatchFacts[]): Map<string, number[]> {
  const bearers = new Map<string, number[]>();
  facts.forEach(({ serial }, index) => {
    if (serial === null) return;
    const known = bearers.get(serial);
    if (known === undefined) bearers.set(serial, [index]);
    else if (known.length < 2) known.push(index);
  });
  return bearers;
}

/** Members whose serial contradicts the record that leads those that their vendor links together. */
function findSilent(facts: readonly MatchFacts[], links: ReadonlyMap<number, number>): number[] {
  const linked = new Map<number, number[]>();
  const gather = (member: number): number[] => {
    const known = linked.get(member) ?? [member];
    linked.set(member, known);
    return known;
  };
  for (const [from, to] of links) {
    const [one, other] = [gather(from), gather(to)];
    if (one === other) continue;
    for (const member of other) {
      one.push(member);
      linked.set(member, one);
    }
  }
  return [...new Set(linked.values())].flatMap((members) => {
    const [lead, ...rest] = byAuthority(facts, members).filter(
      (m) => (facts[m]?.serial ?? null) !== null,
    );
    if (lead === undefined) return [];
    return rest.filter((member) => facts[member]?.serial !== facts[lead]?.serial);
  });
}

/** Pairs of a serial's bearers that are other hardware. */
function findForeign(facts: readonly MatchFacts[], members: number[]): [number, number][] | null {
  const models = new Map<string, number>();
  for (const member of members) {
    const fact = facts[member];
    if (fact === undefined) continue;
    const key = `${listOf(fact)} ${fact.brand} ${fact.model}`;
    if (!models.has(key)) models.set(key, member);
  }
  const leads = [...models.values()].slice(0, MODELS_MAX);
  const foreign = pairsAmong(leads).filter(([a, b]) => findPair(facts, [a], [b], looksForeign));
  return foreign.length === 0 ? null : foreign;
}

/** Pairs of a serial's bearers in one list, where too many of them share nothing else: cloned machines. */
function findRepeated(facts: readonly MatchFacts[], members: number[]): [number, number][] | null {
  if (members.length < REPEATED_MACHINES) return null;
  const byList = new Map<string, number[]>();
  for (const member of members) {
    const fact = facts[member];
    if (fact === undefined || fact.host === null || fact.macs.length === 0) continue;
    const machines = byList.get(listOf(fact)) ?? [];
    const isKnown = findPair(
      facts,
      machines,
      [member],
      (a, b) => sharesHost(a, b) || sharedMacs(a, b).length > 0,
    );
    if (isKnown) continue;
    machines.push(member);
    byList.set(listOf(fact), machines);
    if (machines.length >= REPEATED_MACHINES) return pairsAmong(machines);
  }
  return null;
}
