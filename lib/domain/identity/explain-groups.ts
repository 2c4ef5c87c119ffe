import type { MatchRule } from "../device";
import type { Ref } from "../ref";
import { byAuthority } from "./buckets";
import { joinConfidence } from "./compare-pair";
import type { Edge, Matching } from "./matching";

/** Why a record belongs to its group. */
export interface Membership {
  ref: Ref;
  rule: MatchRule;
  /** The value that joined it, for people: `serial 3PXZ15J`. */
  evidence: string | null;
  /** How sure the join is, 0 to 1; `null` for a record that stands alone. */
  confidence: number | null;
  /** The record that it met; `null` for the one that the others were joined to. */
  mate: Ref | null;
}

/** The records of one real machine, each with the reason why it belongs. Sorted by ref. */
export interface MatchGroup {
  records: Membership[];
}

interface Step {
  mate: number | null;
  edge: Edge | undefined;
}

/** The groups as they ended up, sorted by their first ref. In each, every record but one names the record that it met. */
export function explainGroups(matching: Matching): MatchGroup[] {
  const { facts, groups } = matching;
  const steps = walk(matching);
  const byRoot = new Map<number, MatchGroup>();
  facts.forEach((fact, index) => {
    const root = groups.rootOf(index);
    const group = byRoot.get(root) ?? { records: [] };
    byRoot.set(root, group);
    group.records.push(toMembership(matching, fact.record.ref, steps.get(index)));
  });
  return [...byRoot.values()];
}

/** From each group's leading record along the joins: for every record, by what and to whom it was joined. */
function walk({ facts, edges }: Matching): Map<number, Step> {
  const neighbours = new Map<number, Edge[]>();
  const meet = (member: number, edge: Edge) => {
    const known = neighbours.get(member);
    if (known) known.push(edge);
    else neighbours.set(member, [edge]);
  };
  for (const edge of edges) {
    meet(edge.a, edge);
    meet(edge.b, edge);
  }
  const steps = new Map<number, Step>();
  for (const lead of byAuthority(facts, [...neighbours.keys()])) {
    if (steps.has(lead)) continue;
    const own = neighbours.get(lead) ?? [];
    // What joins the systems says more about the leading record than that others link to it.
    steps.set(lead, { mate: null, edge: own.find((edge) => edge.rule !== "linked") ?? own[0] });
    const queue = [lead];
    for (let member = queue.shift(); member !== undefined; member = queue.shift()) {
      for (const edge of neighbours.get(member) ?? []) {
        const other = edge.a === member ? edge.b : edge.a;
        if (steps.has(other)) continue;
        steps.set(other, { mate: member, edge });
        queue.push(other);
      }
    }
  }
  return steps;
}

function toMembership({ facts }: Matching, ref: Ref, step: Step | undefined): Membership {
  const edge = step?.edge;
  const [a, b] = edge ? [facts[edge.a], facts[edge.b]] : [];
  if (edge === undefined || a === undefined || b === undefined) {
    return { ref, rule: "alone", evidence: null, confidence: null, mate: null };
  }
  const mate = step?.mate ?? null;
  return {
    ref,
    rule: edge.rule,
    evidence: edge.evidence,
    confidence: joinConfidence(edge.rule, a, b),
    mate: mate === null ? null : (facts[mate]?.record.ref ?? null),
  };
}
