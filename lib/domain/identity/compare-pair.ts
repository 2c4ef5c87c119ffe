import type { MatchRule } from "../device";
import type { FindingReason } from "./findings";
import { sharedMacs, sharesHost, sharesUser, type MatchFacts } from "./match-facts";
import { modelsAgree } from "./normalise";

/** How doubtful a rule is where nothing else speaks for or against it. */
const RULE_DOUBTS: Readonly<Record<MatchRule, number>> = {
  alone: 0,
  linked: 0,
  person: 0,
  serial: 0.02,
  mac: 0.05,
  tag: 0.08,
  host: 0.15,
};

/** How likely two records are one machine although they were not joined. */
const FINDING_CHANCES: Readonly<Record<FindingReason, number>> = {
  noWitness: 0.6,
  changed: 0.5,
  hostAlone: 0.4,
  severalHosts: 0.3,
  tooMany: 0.3,
  linkedSerial: 0.2,
  models: 0.15,
  forms: 0.1,
  serials: 0.1,
  repeatedTag: 0.1,
  repeatedSerial: 0.05,
  sharedMac: 0.05,
  commonHost: 0.05,
  person: 0,
};

const CONTRADICTING_FACTOR = 2;

/** How sure a join by this rule is, 0 to 1: every other fact that agrees halves the doubt, one that contradicts doubles it. */
export function joinConfidence(rule: MatchRule, a: MatchFacts, b: MatchFacts): number {
  return toShare(1 - RULE_DOUBTS[rule] * factorOf(rule, a, b, 0.5));
}

/** How likely a pair that was not joined is one machine, 0 to 1. */
export function findingConfidence(
  reason: FindingReason,
  rule: MatchRule,
  a: MatchFacts,
  b: MatchFacts,
): number {
  const chance = FINDING_CHANCES[reason];
  return chance === 0 ? 0 : toShare(1 - (1 - chance) * factorOf(rule, a, b, 0.8));
}

/** By how much what else two records tell changes the doubt; `agreeing`: what each further fact that agrees leaves of it. */
function factorOf(rule: MatchRule, a: MatchFacts, b: MatchFacts, agreeing: number): number {
  const agreements = [
    rule !== "serial" && a.serial !== null && a.serial === b.serial,
    rule !== "mac" && sharedMacs(a, b).length > 0,
    rule !== "tag" && a.tag !== null && a.tag === b.tag,
    rule !== "host" && sharesHost(a, b),
    sharesUser(a, b),
  ].filter(Boolean).length;
  const contradictions = [
    rule !== "serial" && a.serial !== null && b.serial !== null && a.serial !== b.serial,
    rule !== "host" && a.host !== null && b.host !== null && !sharesHost(a, b),
    !modelsAgree(a.model, b.model),
  ].filter(Boolean).length;
  return agreeing ** agreements * CONTRADICTING_FACTOR ** contradictions;
}

/** Doubts add up, but never to certainty of the contrary. */
const toShare = (value: number) => Math.round(Math.max(0.05, value) * 1000) / 1000;

const SHOWN_MACS_MAX = 4;
const PART_LENGTH_MAX = 120;

/**
 * What both records say that bears on whether they are one machine, as one line. Equal lines mean that a decision
 * about them still stands on what it stood on. The record whose ref sorts first speaks first.
 */
export function evidenceOf(one: MatchFacts, other: MatchFacts): string {
  const [a, b] = one.record.ref < other.record.ref ? [one, other] : [other, one];
  const parts = [
    ["serial", a.serial, b.serial],
    ["tag", a.tag, b.tag],
    ["host", a.host, b.host],
    ["model", a.model, b.model],
    ["form", a.form, b.form],
  ].flatMap(([name, left, right]) =>
    left === null && right === null ? [] : [`${name}=${cut(left ?? "-")}|${cut(right ?? "-")}`],
  );
  const macs = sharedMacs(a, b).slice(0, SHOWN_MACS_MAX);
  return [...parts, ...(macs.length > 0 ? [`mac=${macs.join(",")}`] : [])].join("; ");
}

const cut = (text: string) => text.slice(0, PART_LENGTH_MAX);

/** The strongest thing that two records have in common, for people; `null` where nothing. */
export function commonGround(
  a: MatchFacts,
  b: MatchFacts,
): { rule: MatchRule; evidence: string } | null {
  if (a.serial !== null && a.serial === b.serial) {
    return { rule: "serial", evidence: `serial ${a.record.serial?.trim() ?? a.serial}` };
  }
  const [mac] = sharedMacs(a, b);
  if (mac !== undefined) return { rule: "mac", evidence: `MAC ${mac}` };
  if (a.tag !== null && a.tag === b.tag) {
    return { rule: "tag", evidence: `tag ${a.record.assetTag?.trim() ?? a.tag}` };
  }
  return sharesHost(a, b) ? { rule: "host", evidence: `host ${a.host ?? ""}` } : null;
}
