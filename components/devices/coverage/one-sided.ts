import type { CoverageResult } from "@/lib/contracts/coverage";
import { SOURCES } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

/** What to say where only one system is in sight; null where both are, or neither. */
export function oneSidedWords(sources: CoverageResult["sources"]): string | null {
  for (const source of SOURCES) {
    const state = sources[source];
    const other = source === "kace" ? "sysaid" : "kace";
    if (state.state !== "missing" || sources[other].state === "missing") continue;
    const reason = /[.!?]$/.test(state.reason) ? state.reason : `${state.reason}.`;
    return `${reason} Every device therefore stands in ${SOURCE_LABELS[other].label} only, and drift cannot be told.`;
  }
  return null;
}
