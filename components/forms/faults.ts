import type { AllowedValues, FormDifference, FormWriteResult } from "@/lib/contracts/record-form";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

/** What kept a form from being saved: as a whole, and field by field. */
export interface Fault {
  message: string | null;
  fields: Readonly<Record<string, string>>;
  /** What its system takes instead, by field. */
  allowed: AllowedValues;
}

export const NO_FAULT: Fault = { message: null, fields: {}, allowed: {} };

/** A fault of the whole, without a field to blame. */
export const wholeFault = (message: string): Fault => ({ ...NO_FAULT, message });

const FATES = {
  written: null,
  not_written: "It does not stand there now.",
  untold: "Unknown whether it was written.",
} as const;

/** What a write's outcome leaves to be looked at. */
export function faultOf(result: FormWriteResult): Fault {
  switch (result.outcome) {
    case "refused":
      return { message: result.message, fields: result.fields, allowed: result.allowed };
    case "unknown": {
      const told = Object.entries(result.fields).flatMap(([key, fate]) => {
        const words = FATES[fate];
        return words === null ? [] : [[key, words] as const];
      });
      return { ...NO_FAULT, message: result.message, fields: Object.fromEntries(told) };
    }
    case "differs":
      return wholeFault(
        "Nothing was sent: somebody else changed the same fields since you opened them.",
      );
    case "saved":
      return alteredFault(result.altered, SOURCE_LABELS[result.form.source].label);
    default:
      return NO_FAULT;
  }
}

/** Saved, but not as it was written: its author keeps what they typed and sees what stands. */
function alteredFault(altered: readonly FormDifference[], label: string): Fault {
  if (altered.length === 0) return NO_FAULT;
  const fields = altered.map(
    ({ key, theirs, theirsText }) =>
      [key, `${label} holds: ${theirsText ?? ([theirs].flat().join(", ") || "nothing")}`] as const,
  );
  const message = `Saved, but ${label} keeps this otherwise than you wrote it. What you wrote is still here.`;
  return { ...NO_FAULT, message, fields: Object.fromEntries(fields) };
}
