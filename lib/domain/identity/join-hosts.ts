import { bucketsBy, findPair, keysOf, pairsAmong, sidesOf } from "./buckets";
import { TOLD_PAIRS_MAX } from "./judge-serials";
import {
  hasWitness,
  hostKeyOf,
  sharesHost,
  sharesHostAndDomain,
  type MatchFacts,
} from "./match-facts";
import type { Ground, Matching } from "./matching";

/** A host name on more groups than this names nothing. */
const SIDES_MAX = 8;
/** Of one name so many open pairs are told. */
const FINDINGS_MAX = 10;

const isWitnessed = (a: MatchFacts, b: MatchFacts) => sharesHost(a, b) && hasWitness(a, b);
const isProven = (a: MatchFacts, b: MatchFacts) => sharesHostAndDomain(a, b) && hasWitness(a, b);

interface Meeting {
  left: number[];
  right: number[];
  /** The records that carry one name. */
  pair: [number, number];
}

/**
 * Joins records by host name and domain where the model or the last user speaks for it too; a name alone only
 * suggests. Every name is judged against the groups that stronger evidence made.
 */
export function joinHosts(matching: Matching): void {
  const { facts, groups } = matching;
  const pairs: [number, number, Ground][] = [];
  const buckets = bucketsBy(facts, (fact) => keysOf(fact.host && hostKeyOf(fact.host)));
  for (const { key, members } of buckets) {
    const sides = sidesOf(members, (member) => groups.rootOf(member));
    if (sides.length < 2) continue;
    const ground = { rule: "host", evidence: `host ${key}` } as const;
    if (sides.length > SIDES_MAX) {
      for (const [[a = 0], [b = 0]] of pairsAmong(sides.slice(0, 3)).slice(0, TOLD_PAIRS_MAX)) {
        matching.note(a, b, ground, "commonHost");
      }
      continue;
    }
    for (const [a, b] of pairsOfHost(matching, sides, ground)) pairs.push([a, b, ground]);
  }
  for (const [a, b, ground] of pairs) matching.connectWeakly(a, b, ground);
}

/**
 * Each group picks the candidates of its name; where they contradict each other, only those with a witness. A pair
 * counts when both pick each other, and joins when domain and witness prove it.
 */
function pairsOfHost(matching: Matching, sides: number[][], ground: Ground): [number, number][] {
  const { facts, groups } = matching;
  const meetings = meet(matching, sides, ground);
  const matesOf = (side: number[]) =>
    meetings.flatMap(({ left, right }) => (left === side ? [right] : right === side ? [left] : []));
  const agree = (candidates: number[][]) =>
    pairsAmong(candidates).every(([x, y]) =>
      meetings.some(
        ({ left, right }) => (left === x && right === y) || (left === y && right === x),
      ),
    );
  const picks = new Map(
    sides.map((side) => {
      const candidates = matesOf(side);
      if (agree(candidates)) return [side, candidates];
      const witnessed = candidates.filter((other) => findPair(facts, side, other, isWitnessed));
      return [side, agree(witnessed) ? witnessed : []];
    }),
  );
  let told = 0;
  return meetings.flatMap(({ left, right, pair }): [number, number][] => {
    const isPicked = picks.get(left)?.includes(right) && picks.get(right)?.includes(left);
    const proof = findPair(facts, left, right, isProven);
    if (isPicked && proof) return [proof];
    told += 1;
    if (told > FINDINGS_MAX || groups.refusalOf(pair[0], pair[1]) !== null) return [];
    const inDomain = findPair(facts, left, right, sharesHostAndDomain);
    const reason = !isPicked ? "severalHosts" : inDomain ? "noWitness" : "hostAlone";
    matching.note(pair[0], pair[1], ground, reason);
    return [];
  });
}

/** The groups that carry one name and may be one machine; what stands against the others is noted. */
function meet(matching: Matching, sides: number[][], ground: Ground): Meeting[] {
  return pairsAmong(sides).flatMap(([left, right]): Meeting[] => {
    const pair = findPair(matching.facts, left, right, sharesHost);
    if (pair === null) return [];
    const refusal = matching.groups.refusalOf(pair[0], pair[1]);
    if (refusal === null) return [{ left, right, pair }];
    matching.refuse(pair[0], pair[1], ground, refusal);
    return [];
  });
}
