import type { MatchFacts } from "./match-facts";

/** Records that meet over one key. */
export interface Bucket {
  key: string;
  members: number[];
}

/** Members by key, only where several meet, in the order of the keys. */
export function bucketsBy(
  facts: readonly MatchFacts[],
  keysOfFact: (fact: MatchFacts, index: number) => readonly string[],
): Bucket[] {
  const buckets = new Map<string, number[]>();
  facts.forEach((fact, index) => {
    for (const key of keysOfFact(fact, index)) {
      const bucket = buckets.get(key);
      if (bucket) bucket.push(index);
      else buckets.set(key, [index]);
    }
  });
  const met: Bucket[] = [];
  for (const [key, members] of buckets) if (members.length > 1) met.push({ key, members });
  return met.sort((a, b) => (a.key < b.key ? -1 : 1));
}

const NO_KEYS: readonly string[] = [];

/** One key or none. */
export function keysOf(key: string | null): readonly string[] {
  return key === null ? NO_KEYS : [key];
}

/** Of one side so many members are compared; more say no more. */
const SIDE_MEMBERS_MAX = 6;

/** The members by the group that they are in: what can still meet. */
export function sidesOf(
  members: readonly number[],
  rootOf: (member: number) => number,
): number[][] {
  const sides = new Map<number, number[]>();
  for (const member of members) {
    const root = rootOf(member);
    const side = sides.get(root);
    if (side === undefined) sides.set(root, [member]);
    else if (side.length < SIDE_MEMBERS_MAX) side.push(member);
  }
  return [...sides.values()];
}

/** Every two of them once, in order. */
export function pairsAmong<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((a, index) => items.slice(index + 1).map((b): [Item, Item] => [a, b]));
}

/** The first pair over both sides of which this is true. */
export function findPair(
  facts: readonly MatchFacts[],
  left: readonly number[],
  right: readonly number[],
  ask: (a: MatchFacts, b: MatchFacts) => boolean,
): [number, number] | null {
  for (const a of left) {
    const one = facts[a];
    if (one === undefined) continue;
    for (const b of right) {
      const other = facts[b];
      if (other !== undefined && ask(one, other)) return [a, b];
    }
  }
  return null;
}

const AUTHORITY: Readonly<Record<string, number>> = {
  "kace machine": 0,
  "sysaid asset": 1,
  "kace asset": 2,
  "sysaid ci": 3,
};

/** Members so that those whom the others are explained by come first: inventories before what is kept by hand. */
export function byAuthority(facts: readonly MatchFacts[], members: readonly number[]): number[] {
  const rank = (member: number) => {
    const record = facts[member]?.record;
    return record === undefined ? 9 : (AUTHORITY[`${record.source} ${record.kind}`] ?? 5);
  };
  return [...members].sort((a, b) => rank(a) - rank(b) || a - b);
}
