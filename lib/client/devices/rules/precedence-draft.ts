import type { PrecedenceResult, PrecedenceWrite } from "@/lib/contracts/rules";
import type { AttributeName } from "@/lib/domain/merge/attributes";
import { SILENCE_DAYS_MAX, isSameRule, type AttributeRule } from "@/lib/domain/merge/precedence";
import type { Source } from "@/lib/domain/source";

type Row = PrecedenceResult["attributes"][number];

/** A rule as somebody is choosing it; the days as they are typed. */
export interface RuleDraft {
  first: Source;
  days: string;
}
export type RuleDrafts = Readonly<Partial<Record<AttributeName, RuleDraft>>>;

/** A rule as its controls show it. An empty field of days means that silence does not matter. */
export function toDraft({ order, silenceDays }: AttributeRule): RuleDraft {
  return { first: order[0] ?? "kace", days: silenceDays === null ? "" : String(silenceDays) };
}

/** The rule that a draft spells, or `null` while its days are no whole number that can be. */
export function fromDraft({ first, days }: RuleDraft): AttributeRule | null {
  const order: Source[] = first === "kace" ? ["kace", "sysaid"] : ["sysaid", "kace"];
  const text = days.trim();
  if (text === "") return { order, silenceDays: null };
  const silenceDays = Number(text);
  const isPossible = /^\d+$/.test(text) && silenceDays >= 1 && silenceDays <= SILENCE_DAYS_MAX;
  return isPossible ? { order, silenceDays } : null;
}

/** What the drafts change of the rules: by attribute; `null` where days cannot be read. */
export function changesIn(
  rows: readonly Row[],
  drafts: RuleDrafts,
): { name: AttributeName; rule: AttributeRule | null }[] {
  return rows.flatMap(({ name, rule }) => {
    const draft = drafts[name];
    if (draft === undefined) return [];
    const wanted = fromDraft(draft);
    return wanted !== null && isSameRule(wanted, rule) ? [] : [{ name, rule: wanted }];
  });
}

/** All rules with the drafts in place, as they are sent; those that are the usual ones are left out. */
export function toRules(rows: readonly Row[], drafts: RuleDrafts): PrecedenceWrite["rules"] {
  return Object.fromEntries(
    rows.flatMap(({ name, rule, usual }) => {
      const draft = drafts[name];
      const wanted = (draft === undefined ? null : fromDraft(draft)) ?? rule;
      return isSameRule(wanted, usual) ? [] : [[name, wanted]];
    }),
  );
}

/** Drafts that set every attribute back to its usual rule. */
export function usualDrafts(rows: readonly Row[]): RuleDrafts {
  return Object.fromEntries(rows.map(({ name, usual }) => [name, toDraft(usual)]));
}
