import "server-only";
import type { DeviceDetail } from "@/lib/contracts/devices";
import {
  ATTRIBUTES,
  isCostLabel,
  type Attribute,
  type MergeRecord,
  type Told,
} from "@/lib/domain/merge/attributes";
import { mergeRecords, type MergedAttribute } from "@/lib/domain/merge/merge-records";
import type { Precedence } from "@/lib/domain/merge/precedence";
import { attributeText, winWords } from "@/lib/format/attribute-words";

type Groups = DeviceDetail["groups"];
type Value = Groups[number]["values"][number];
type StoredRecord = MergeRecord & { readAt: string; removedAt: string | null };

const LOCALE = "en";
const TITLES: readonly Attribute["group"][] = [
  "Identity",
  "Hardware",
  "Operating system",
  "People and place",
];

/**
 * Every attribute over all records, the value that wins by the rules first. Empty values and groups are left out;
 * records that are gone only speak where no other is left.
 */
export function groupValues(records: readonly StoredRecord[], precedence: Precedence): Groups {
  const present = records.filter((record) => record.removedAt === null);
  const spoken = present.length > 0 ? present : records;
  const readAt = new Map(spoken.map((record) => [record.ref, record.readAt]));
  const merged = mergeRecords(spoken, precedence);
  const shared = TITLES.map((title) => ({
    title,
    values: merged
      .filter(({ name }) => ATTRIBUTES[name].group === title)
      .map((attribute) => toValue(attribute, readAt)),
  }));
  return [...shared, { title: "More", values: restOf(spoken) }].filter(
    (group) => group.values.length > 0,
  );
}

function toValue(
  { name, winner, others, disagrees, reason }: MergedAttribute,
  readAt: ReadonlyMap<string, string>,
): Value {
  const tell = ({ text, record }: Told, agrees: boolean) => ({
    ref: record.ref,
    source: record.source,
    text: attributeText(name, text, LOCALE),
    readAt: readAt.get(record.ref) ?? "",
    agrees,
  });
  return {
    attribute: name,
    label: ATTRIBUTES[name].label,
    values: [tell(winner, true), ...others.map((other) => tell(other, other.agrees))],
    disagrees,
    why: winWords(reason, LOCALE),
  };
}

/** What a system knows by its own name; two records of the same name are compared word by word. */
function restOf(records: readonly StoredRecord[]): Value[] {
  const labels = new Set(records.flatMap((record) => Object.keys(record.facts)));
  return [...labels].flatMap((label) => {
    if (isCostLabel(label)) return [];
    const told = records.flatMap(({ ref, source, facts, readAt }) => {
      const text = facts[label]?.trim();
      return text ? [{ ref, source, text, readAt }] : [];
    });
    const shown = told[0]?.text;
    const values = told.map((one) => ({ ...one, agrees: one.text === shown }));
    const disagrees = values.some((one) => !one.agrees);
    return values.length === 0 ? [] : [{ attribute: null, label, values, disagrees, why: null }];
  });
}
