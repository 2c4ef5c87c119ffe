import { bucketsBy, findPair, pairsAmong, sidesOf } from "./buckets";
import { TOLD_PAIRS_MAX } from "./judge-serials";
import { cardsNest, sharesHost } from "./match-facts";
import type { Ground, Matching } from "./matching";

/** A MAC on this many different machines is a dock's or a virtual adapter's. */
const SHARED_MAC_MACHINES = 3;
/** Of one key so many groups are compared. */
const SIDES_MAX = 8;

interface Pair {
  a: number;
  b: number;
  ground: Ground;
  isNamed: boolean;
}

/**
 * Joins records by hardware addresses that do not travel. All addresses are judged against the groups that stand
 * before, so that no address's turn decides another's; pairs that also share a name are joined first.
 */
export function joinMacs(matching: Matching): void {
  const pairs: Pair[] = [];
  for (const { key, members } of bucketsBy(matching.facts, (fact) => fact.macs)) {
    pairs.push(...pairsOfMac(matching, members, { rule: "mac", evidence: `MAC ${key}` }));
  }
  const inOrder = [...pairs.filter((pair) => pair.isNamed), ...pairs.filter((p) => !p.isNamed)];
  for (const { a, b, ground } of inOrder) matching.connectWeakly(a, b, ground);
}

/** The pairs that one MAC joins: none where it travels, else records that may be one machine. */
function pairsOfMac(matching: Matching, members: number[], ground: Ground): Pair[] {
  const { facts, groups } = matching;
  const sides = sidesOf(members, (member) => groups.rootOf(member));
  if (sides.length < 2) return [];
  const machines = machinesAmong(matching, sides);
  if (machines.length >= SHARED_MAC_MACHINES) {
    for (const [a, b] of pairsAmong(machines).slice(0, TOLD_PAIRS_MAX)) {
      matching.note(a, b, ground, "sharedMac");
    }
    return [];
  }
  return pairsAmong(sides.slice(0, SIDES_MAX)).flatMap(([left, right]): Pair[] => {
    const [a = 0] = left;
    const [b = 0] = right;
    const refusal = groups.refusalOf(a, b);
    if (refusal !== null) {
      matching.refuse(a, b, ground, refusal);
      return [];
    }
    const named = findPair(facts, left, right, sharesHost);
    if (named) return [{ a: named[0], b: named[1], ground, isNamed: true }];
    const nested = machines.length < 2 ? [a, b] : findPair(facts, left, right, cardsNest);
    if (nested) return [{ a: nested[0] ?? a, b: nested[1] ?? b, ground, isNamed: false }];
    matching.note(a, b, ground, "sharedMac");
    return [];
  });
}

/** One member of each different machine that a MAC was seen on: groups that a serial or a host names, as far as they differ. */
function machinesAmong({ facts, groups }: Matching, sides: readonly number[][]): number[] {
  const machines: number[][] = [];
  for (const side of sides) {
    const [first = 0] = side;
    const isNamed = side.some((member) => (facts[member]?.host ?? null) !== null);
    if (!isNamed && groups.serialsOf(first).size === 0) continue;
    const isKnown = machines.some(
      (other) =>
        groups.refusalOf(other[0] ?? 0, first) === null && findPair(facts, other, side, sharesHost),
    );
    if (!isKnown) machines.push(side);
    if (machines.length >= SHARED_MAC_MACHINES) break;
  }
  return machines.map(([first = 0]) => first);
}
