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

/** A value as it is shown: the leading spelling, and what others tell instead. */
export interface ComparedValue {
  shown: Told;
  others: Told[];
}

/**
 * Sorts an attribute's values by what they say. Where the records agree, mere differences of spelling are one value;
 * where they disagree, every spelling stands for itself. `null` when nobody tells anything.
 */
export function compareValues({ values, disagrees }: DeviceValue): ComparedValue | null {
  const told: Told[] = [];
  for (const { text, ...teller } of values) {
    const same = disagrees ? told.find((one) => one.text.trim() === text.trim()) : told[0];
    if (same) same.tellers.push(teller);
    else told.push({ text, tellers: [teller] });
  }
  const [shown, ...others] = told;
  return shown === undefined ? null : { shown, others };
}

/** The labels of the attributes on which the records disagree. */
export function findDisagreements(groups: DeviceDetail["groups"]): DeviceValue[] {
  return groups.flatMap((group) => group.values.filter((value) => value.disagrees));
}
