import type { DeviceDetail } from "@/lib/contracts/devices";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";

type DeviceValue = DeviceDetail["groups"][number]["values"][number];

/** A record that tells a value, and when it was read. */
export interface Teller {
  ref: Ref;
  source: Source;
  readAt: string;
}

/** One spelling of a value with all records that tell it so. */
export interface Told {
  text: string;
  tellers: Teller[];
}

/** A value as it is shown: the one that wins, told by all who mean the same, and what others tell instead. */
export interface ComparedValue {
  shown: Told;
  /** What means something else. */
  others: Told[];
  /** What means the same in another spelling. */
  spellings: Told[];
}

/** Sorts an attribute's values by what they say. `null` when nobody tells anything. */
export function compareValues({ values }: DeviceValue): ComparedValue | null {
  const [first] = values;
  if (first === undefined) return null;
  const shown: Told = { text: first.text, tellers: [] };
  const others: Told[] = [];
  const spellings: Told[] = [];
  for (const { text, agrees, ...teller } of values) {
    if (agrees) shown.tellers.push(teller);
    // Case and punctuation alone are no news: `B4-45-06` and `B4:45:06`.
    if (agrees && squash(text) === squash(shown.text)) continue;
    const list = agrees ? spellings : others;
    const same = list.find((one) => one.text.trim() === text.trim());
    if (same) same.tellers.push(teller);
    else list.push({ text, tellers: [teller] });
  }
  return { shown, others, spellings };
}

const squash = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** The labels of the attributes on which the records disagree. */
export function findDisagreements(groups: DeviceDetail["groups"]): DeviceValue[] {
  return groups.flatMap((group) => group.values.filter((value) => value.disagrees));
}
