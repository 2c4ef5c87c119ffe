import type { PairRecord, PairRow } from "@/lib/contracts/identity";
import type { Certainty, IdentityList } from "@/lib/contracts/identity-fields";
import {
  FINDING_REASON_LABELS,
  MATCH_RULE_LABELS,
  RECORD_KIND_LABELS,
} from "@/lib/format/displays";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

/** `PC-0042 (KACE inventory)`: which of two records of one name is meant. */
export function describeRecord({
  source,
  kind,
  name,
}: Pick<PairRecord, "source" | "kind" | "name">) {
  const list = kind === "ci" ? RECORD_KIND_LABELS.ci : RECORD_KIND_LABELS[kind].toLowerCase();
  return `${name} (${SOURCE_LABELS[source].label} ${list})`;
}

export const LIST_LABELS = {
  suggestions: "Suggestions",
  refusals: "Refusals",
  joins: "Joins",
} as const satisfies Record<IdentityList, string>;

/** Why a list has no row, where no filter is to blame. */
export const LIST_EMPTY = {
  suggestions: "Nothing to ask you: no two records look alike without being joined or refused.",
  refusals: "Nothing was refused: no two records share something that contradicts itself.",
  joins: "No record was joined to another yet.",
} as const satisfies Record<IdentityList, string>;

export const CERTAINTY_LABELS = {
  sure: "95 % and more",
  likely: "80 to 95 %",
  open: "50 to 80 %",
  doubtful: "Below 50 %",
} as const satisfies Record<Certainty, string>;

/** `98 %`; never 100 for what is not quite sure. */
export function sayConfidence(share: number): string {
  const percent = share === 1 ? 100 : Math.min(99, Math.round(share * 100));
  return `${percent} %`;
}

/** What speaks for a pair: `Same serial 3PXZ15J`, or the rule where no value does. */
export function sayCommon(row: Pick<PairRow, "rule" | "evidence" | "list" | "decision">): string {
  const { rule, evidence } = row;
  const byValue = rule === "serial" || rule === "mac" || rule === "tag" || rule === "host";
  if (byValue && evidence !== "") return `Same ${evidence}`;
  if (rule !== "person") return MATCH_RULE_LABELS[rule];
  return row.list === "joins" ? `${row.decision?.by ?? "Somebody"} said so` : "Nothing that counts";
}

/** Why a pair is joined, or why it is not. */
export function sayWhy(row: Parameters<typeof sayCommon>[0] & Pick<PairRow, "reason">): string {
  return row.reason === null ? sayCommon(row) : FINDING_REASON_LABELS[row.reason];
}
