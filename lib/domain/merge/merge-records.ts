import type { RecordKind } from "../device";
import type { Ref } from "../ref";
import { SOURCES, type Source } from "../source";
import {
  ATTRIBUTES,
  ATTRIBUTE_NAMES,
  COMPARED_ATTRIBUTES,
  type Attribute,
  type AttributeName,
  type MergeRecord,
  type Told,
} from "./attributes";
import { USUAL_PRECEDENCE, type AttributeRule, type Precedence } from "./precedence";
import { compareFreshness, lastSeenBySource, silentSources } from "./silence";

const DAY_MS = 24 * 3_600_000;

/** A value that did not win. */
export interface ToldOther extends Told {
  /** It means the same as the winner, whatever its spelling. */
  agrees: boolean;
}

/**
 * Why the winner won. `alone`: nobody else tells anything. `kept`: its system comes first in the rule. `silent`: the
 * system that comes first has not seen the device for `days` days longer. `archived`: the record that comes first is
 * archived. `hollow`: what comes first is a placeholder. `absent`: the systems that come first tell nothing.
 */
export type WinReason =
  | { by: "alone" | "kept" | "archived" | "hollow" | "absent"; first: Source }
  | { by: "silent"; first: Source; days: number };

/** What a device's records come to in one attribute. */
export interface MergedAttribute {
  name: AttributeName;
  winner: Told;
  /** The other records' values, in the order in which they would win. */
  others: ToldOther[];
  /** Somebody tells something else than the winner. */
  disagrees: boolean;
  /** What each system tells, where the two systems tell different things. */
  conflict: Record<Source, Told> | null;
  reason: WinReason;
}

/** Merges records of one device, each attribute by its rule. */
export interface Merger {
  /** All records that tell the attribute; `null` when none does. */
  merge(name: AttributeName): MergedAttribute | null;
  /** The winner alone; a placeholder where there is nothing else. */
  winnerOf(name: AttributeName): Told | null;
  /** What each system tells, where the two tell different things. */
  conflictIn(name: AttributeName): Record<Source, Told> | null;
  /** Records of a source in the order in which they speak for it in this attribute. */
  voicesOf(name: AttributeName, source: Source): MergeRecord[];
}

/** Prepares the records of one device for merging. The order in which they are given does not matter. */
export function createMerger(
  records: readonly MergeRecord[],
  precedence: Precedence = USUAL_PRECEDENCE,
): Merger {
  const seen = lastSeenBySource(records);
  const orders = new Map<Attribute["voices"], Map<AttributeRule, MergeRecord[]>>();
  // Attributes share a few rules, and sorting is most of the work.
  const inOrder = (name: AttributeName): MergeRecord[] => {
    const rule = precedence[name];
    const { voices } = ATTRIBUTES[name];
    let byRules = orders.get(voices);
    if (byRules === undefined) orders.set(voices, (byRules = new Map()));
    let ordered = byRules.get(rule);
    if (ordered === undefined) {
      ordered = [...records].sort(byRule(rule, voices, silentSources(seen, rule)));
      byRules.set(rule, ordered);
    }
    return ordered;
  };
  return {
    winnerOf: (name) => firstTold(ATTRIBUTES[name], inOrder(name)),
    conflictIn: (name) => conflictIn(ATTRIBUTES[name], inOrder(name)),
    voicesOf: (name, source) => inOrder(name).filter((record) => record.source === source),
    merge(name) {
      const attribute = ATTRIBUTES[name];
      const [winner, ...rest] = tellersOf(attribute, inOrder(name));
      if (winner === undefined) return null;
      const others = rest.map((other) => ({ ...other, agrees: agree(attribute, winner, other) }));
      return {
        name,
        winner,
        others,
        disagrees: others.some((other) => !other.agrees),
        conflict: conflictIn(attribute, inOrder(name)),
        reason: reasonOf(
          precedence[name],
          { winner, others, seen, isHollow: attribute.isHollow },
          inOrder(name),
        ),
      };
    },
  };
}

/** Every attribute that some record tells, in the order of {@link ATTRIBUTE_NAMES}. */
export function mergeRecords(
  records: readonly MergeRecord[],
  precedence: Precedence = USUAL_PRECEDENCE,
): MergedAttribute[] {
  const merger = createMerger(records, precedence);
  return ATTRIBUTE_NAMES.flatMap((name) => merger.merge(name) ?? []);
}

/** The attributes on which the two systems disagree, with what each of them tells. */
export function findConflicts(
  records: readonly MergeRecord[],
  precedence: Precedence = USUAL_PRECEDENCE,
): { name: AttributeName; told: Record<Source, Told> }[] {
  if (!SOURCES.every((source) => records.some((record) => record.source === source))) return [];
  const merger = createMerger(records, precedence);
  return COMPARED_ATTRIBUTES.flatMap((name) => {
    const told = merger.conflictIn(name);
    return told === null ? [] : [{ name, told }];
  });
}

/**
 * Where another value can be written so that it speaks for its source: the record that speaks now, and before it those
 * that would speak if they told anything.
 */
export function writePlaces(
  records: readonly MergeRecord[],
  target: { name: AttributeName; source: Source },
  precedence: Precedence = USUAL_PRECEDENCE,
): Ref[] {
  const voices = createMerger(records, precedence).voicesOf(target.name, target.source);
  const speaking = voices.findIndex((record) => textIn(ATTRIBUTES[target.name], record) !== null);
  // Who speaks comes first: it is what people see replaced.
  const places = speaking < 0 ? voices : [...voices.slice(0, speaking + 1)].reverse();
  return places.map((record) => record.ref);
}

function textIn({ read }: Attribute, record: MergeRecord): string | null {
  const text = read(record)?.trim();
  return text ? text : null;
}

/** Real texts first, each group in the given order. */
function tellersOf(attribute: Attribute, records: readonly MergeRecord[]): Told[] {
  const told: Told[] = [];
  for (const record of records) {
    const text = textIn(attribute, record);
    if (text !== null) told.push({ text, record });
  }
  const { isHollow } = attribute;
  if (isHollow === undefined || told.length < 2) return told;
  return [
    ...told.filter(({ text }) => !isHollow(text)),
    ...told.filter(({ text }) => isHollow(text)),
  ];
}

/** The first of {@link tellersOf}, of one source where that is given. */
function firstTold(
  attribute: Attribute,
  records: readonly MergeRecord[],
  source?: Source,
): Told | null {
  let hollow: Told | null = null;
  for (const record of records) {
    if (source !== undefined && record.source !== source) continue;
    const text = textIn(attribute, record);
    if (text === null) continue;
    if (!attribute.isHollow?.(text)) return { text, record };
    hollow ??= { text, record };
  }
  return hollow;
}

function agree({ agree: same, isHollow }: Attribute, a: Told, b: Told): boolean {
  if (same === null || a.text === b.text) return true;
  return Boolean(isHollow?.(a.text)) || Boolean(isHollow?.(b.text)) || same(a, b);
}

function conflictIn(
  attribute: Attribute,
  records: readonly MergeRecord[],
): Record<Source, Told> | null {
  const kace = firstTold(attribute, records, "kace");
  if (kace === null) return null;
  const sysaid = firstTold(attribute, records, "sysaid");
  return sysaid === null || agree(attribute, kace, sysaid) ? null : { kace, sysaid };
}

interface Outcome {
  winner: Told;
  others: readonly ToldOther[];
  seen: ReadonlyMap<Source, number>;
  isHollow: Attribute["isHollow"];
}

function reasonOf(
  rule: AttributeRule,
  { winner, others, seen, isHollow }: Outcome,
  records: readonly MergeRecord[],
): WinReason {
  const { source } = winner.record;
  const first = rule.order[0] ?? source;
  if (others.length === 0) return { by: "alone", first };
  if (source === first) return { by: "kept", first };
  const rival = others.find(({ record }) => record.source === first);
  if (rival === undefined) return { by: "absent", first };
  if (isHollow?.(rival.text) && !isHollow(winner.text)) return { by: "hollow", first };
  if (silentSources(seen, rule).has(first)) {
    const days = Math.floor(((seen.get(source) ?? 0) - (seen.get(first) ?? 0)) / DAY_MS);
    return { by: "silent", first, days };
  }
  const isArchived = records.some((record) => record.source === first && record.archived);
  return { by: isArchived ? "archived" : "kept", first };
}

function byRule(
  { order }: AttributeRule,
  voices: Readonly<Record<Source, readonly RecordKind[]>>,
  silent: ReadonlySet<Source>,
) {
  return (a: MergeRecord, b: MergeRecord): number =>
    Number(silent.has(a.source)) - Number(silent.has(b.source)) ||
    Number(a.archived) - Number(b.archived) ||
    order.indexOf(a.source) - order.indexOf(b.source) ||
    voices[a.source].indexOf(a.kind) - voices[b.source].indexOf(b.kind) ||
    compareFreshness(a, b);
}
