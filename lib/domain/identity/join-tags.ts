import { bucketsBy, findPair, keysOf, pairsAmong, sidesOf } from "./buckets";
import { TOLD_PAIRS_MAX } from "./judge-serials";
import { listOf, sharedMacs, sharesHost, type MatchFacts } from "./match-facts";
import type { Matching } from "./matching";

/** A tag on more groups than this was never stuck on each of them by hand. */
const SIDES_MAX = 4;

/** Joins records by asset tag or barcode, unless the tag repeats on different hardware of one list. */
export function joinTags(matching: Matching): void {
  const { facts, groups } = matching;
  const pairs: [number, number, string][] = [];
  for (const { key, members } of bucketsBy(facts, (fact) => keysOf(fact.tag))) {
    const sides = sidesOf(members, (member) => groups.rootOf(member));
    if (sides.length < 2) continue;
    const spelled = facts[members[0] ?? 0]?.record.assetTag?.trim() ?? key;
    const ground = { rule: "tag", evidence: `tag ${spelled}` } as const;
    const all = pairsAmong(sides.slice(0, SIDES_MAX + 1));
    const repeated = all.filter(([left, right]) => isRepeated(matching, left, right));
    if (sides.length > SIDES_MAX || repeated.length > 0) {
      const told = repeated.length > 0 ? repeated : all;
      for (const [[a = 0], [b = 0]] of told.slice(0, TOLD_PAIRS_MAX)) {
        matching.note(a, b, ground, "repeatedTag");
      }
      continue;
    }
    for (const [[a = 0], [b = 0]] of all) {
      const refusal = groups.refusalOf(a, b);
      if (refusal === null) pairs.push([a, b, ground.evidence]);
      else matching.refuse(a, b, ground, refusal);
    }
  }
  for (const [a, b, evidence] of pairs) matching.connectWeakly(a, b, { rule: "tag", evidence });
}

/** Two records of one list that cannot be one machine, or that share nothing but the tag. */
function isRepeated({ facts, groups }: Matching, left: number[], right: number[]): boolean {
  const inOneList = findPair(facts, left, right, (a, b) => listOf(a) === listOf(b));
  if (inOneList === null) return false;
  const refusal = groups.refusalOf(left[0] ?? 0, right[0] ?? 0);
  if (refusal !== null && refusal !== "person") return true;
  const shares = (a: MatchFacts, b: MatchFacts) => sharesHost(a, b) || sharedMacs(a, b).length > 0;
  return findPair(facts, left, right, shares) === null;
}
