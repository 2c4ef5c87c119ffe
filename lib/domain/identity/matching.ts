import type { MatchRule } from "../device";
import { commonGround, evidenceOf, findingConfidence } from "./compare-pair";
import type { DisjointGroups, GroupRefusal } from "./disjoint-groups";
import type { FindingReason, MatchFinding } from "./findings";
import type { MatchFacts } from "./match-facts";

/** Two records by whose meeting two groups became one. */
export interface Edge {
  a: number;
  b: number;
  rule: MatchRule;
  evidence: string;
}

/** Why a pair met, in matching's own words. */
export interface Ground {
  rule: MatchRule;
  evidence: string;
}

interface Noted extends Ground {
  a: number;
  b: number;
  reason: FindingReason;
}

/** Of several findings about the same two groups the one with the lowest number is told. */
const RANKS: Readonly<Record<FindingReason, number>> = {
  changed: 0,
  person: 1,
  serials: 2,
  forms: 2,
  models: 2,
  linkedSerial: 2,
  tooMany: 2,
  noWitness: 3,
  hostAlone: 3,
  severalHosts: 3,
  repeatedTag: 4,
  repeatedSerial: 4,
  sharedMac: 4,
  commonHost: 4,
};

const SUGGESTIONS: ReadonlySet<FindingReason> = new Set([
  "hostAlone",
  "noWitness",
  "severalHosts",
  "changed",
]);

/** One matching on its way: what is compared, what is one already, and what was noted. */
export class Matching {
  readonly facts: readonly MatchFacts[];
  readonly groups: DisjointGroups;
  readonly edges: Edge[] = [];
  readonly #noted: Noted[] = [];

  constructor(facts: readonly MatchFacts[], groups: DisjointGroups, noted: readonly Noted[]) {
    this.facts = facts;
    this.groups = groups;
    this.#noted.push(...noted);
  }

  /** Joins, except against a person's word. */
  connect(a: number, b: number, ground: Ground): boolean {
    if (!this.groups.join(a, b)) return false;
    this.edges.push({ a, b, ...ground });
    return true;
  }

  /** Joins where the groups as wholes may be one, else notes what stands against it. */
  connectWeakly(a: number, b: number, ground: Ground): void {
    const refusal = this.groups.refusalOf(a, b);
    if (refusal === null) this.connect(a, b, ground);
    else this.refuse(a, b, ground, refusal);
  }

  /** Notes what stands against a pair. A person's word is told where it was given, pair by pair. */
  refuse(a: number, b: number, ground: Ground, refusal: GroupRefusal): void {
    if (refusal !== "person") this.note(a, b, ground, refusal);
  }

  /** Notes why two records are not joined. What is one in the end is forgotten. */
  note(a: number, b: number, ground: Ground, reason: FindingReason): void {
    this.#noted.push({ a, b, ...ground, reason });
  }

  /** What was noted about groups that stayed apart, one finding for two groups, and what is asked again. */
  findings(): MatchFinding[] {
    const best = new Map<string, Noted>();
    for (const one of this.#noted) {
      const roots = [this.groups.rootOf(one.a), this.groups.rootOf(one.b)].sort((x, y) => x - y);
      if (roots[0] === roots[1] && one.reason !== "changed") continue;
      const key =
        one.reason === "changed" || one.reason === "person"
          ? `${Math.min(one.a, one.b)}-${Math.max(one.a, one.b)}`
          : roots.join(" ");
      const known = best.get(key);
      if (known === undefined || RANKS[one.reason] < RANKS[known.reason]) best.set(key, one);
    }
    const byPair = new Map<string, MatchFinding>();
    for (const one of best.values()) {
      const finding = this.#toFinding(one);
      if (finding) byPair.set(`${finding.recordA} ${finding.recordB}`, finding);
    }
    return [...byPair.values()].sort((x, y) =>
      x.recordA === y.recordA ? compare(x.recordB, y.recordB) : compare(x.recordA, y.recordA),
    );
  }

  #toFinding({ a, b, rule, evidence, reason }: Noted): MatchFinding | null {
    const [one, other] = [this.facts[Math.min(a, b)], this.facts[Math.max(a, b)]];
    if (one === undefined || other === undefined || one === other) return null;
    return {
      recordA: one.record.ref,
      recordB: other.record.ref,
      kind: SUGGESTIONS.has(reason) ? "suggestion" : "refusal",
      rule,
      evidence,
      reason,
      confidence: findingConfidence(reason, rule, one, other),
      digest: evidenceOf(one, other),
    };
  }
}

/** What two records have in common, for a person's decision about them. */
export function groundOf(a: MatchFacts, b: MatchFacts): Ground {
  return commonGround(a, b) ?? { rule: "person", evidence: "nothing in common" };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
