import type { FormWriteResult } from "@/lib/contracts/record-form";

/** What kept a form from being saved: as a whole, and field by field. */
export interface Fault {
  message: string | null;
  fields: Readonly<Record<string, string>>;
}

export const NO_FAULT: Fault = { message: null, fields: {} };

const FATES = {
  written: null,
  not_written: "It does not stand there now.",
  untold: "Unknown whether it was written.",
} as const;

/** What a write's outcome leaves to be looked at. */
export function faultOf(result: FormWriteResult): Fault {
  switch (result.outcome) {
    case "refused":
      return { message: result.message, fields: result.fields };
    case "unknown": {
      const told = Object.entries(result.fields).flatMap(([key, fate]) => {
        const words = FATES[fate];
        return words === null ? [] : [[key, words] as const];
      });
      return { message: result.message, fields: Object.fromEntries(told) };
    }
    case "differs":
      return {
        message: "Nothing was sent: somebody else changed the same fields since you opened them.",
        fields: {},
      };
    default:
      return NO_FAULT;
  }
}
