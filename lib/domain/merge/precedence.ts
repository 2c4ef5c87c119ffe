import { z } from "zod";
import { SOURCES, Source } from "../source";
import {
  ATTRIBUTES,
  ATTRIBUTE_NAMES,
  type AttributeName,
  type AttributeNature,
} from "./attributes";

export const SILENCE_DAYS_MAX = 3650;

/** Who is believed about an attribute. */
export const AttributeRule = z.strictObject({
  /** Every source once, the one that is believed first at the front. */
  order: z
    .array(Source)
    .length(SOURCES.length)
    .refine((order) => new Set(order).size === order.length, { message: "names a system twice" }),
  /** A source that has been silent for so many days longer than another no longer wins; `null`: silence does not matter. */
  silenceDays: z.number().int().min(1).max(SILENCE_DAYS_MAX).nullable(),
});
export type AttributeRule = z.infer<typeof AttributeRule>;

/** The rules that differ from the usual ones. An attribute that no longer exists makes none of the others void. */
export const PrecedenceSetting = z.record(z.string(), AttributeRule);
export type PrecedenceSetting = z.infer<typeof PrecedenceSetting>;

export type Precedence = Readonly<Record<AttributeName, AttributeRule>>;

// A device that one agent left is often re-imaged or given away within a quarter; who has it is kept by people, for longer.
const USUAL: Record<AttributeNature, AttributeRule> = {
  technical: { order: ["kace", "sysaid"], silenceDays: 90 },
  ownership: { order: ["sysaid", "kace"], silenceDays: 180 },
};

/** The rules while nobody set any: technical facts KACE; ownership, place and cost SysAid. */
export const USUAL_PRECEDENCE: Precedence = precedenceBy((name) => USUAL[ATTRIBUTES[name].nature]);

/** The rules of all attributes, those that were set in place of the usual ones. */
export function completePrecedence(setting: PrecedenceSetting): Precedence {
  return precedenceBy((name) => setting[name] ?? USUAL_PRECEDENCE[name]);
}

/** What must be kept of these rules: those that differ from the usual ones. */
export function toPrecedenceSetting(rules: PrecedenceSetting): PrecedenceSetting {
  return Object.fromEntries(
    ATTRIBUTE_NAMES.flatMap((name) => {
      const rule = rules[name];
      return rule === undefined || isSameRule(rule, USUAL_PRECEDENCE[name]) ? [] : [[name, rule]];
    }),
  );
}

/** Whether two rules come to the same. */
export function isSameRule(a: AttributeRule, b: AttributeRule): boolean {
  return a.silenceDays === b.silenceDays && a.order.join() === b.order.join();
}

function precedenceBy(ruleOf: (name: AttributeName) => AttributeRule): Precedence {
  const entries = ATTRIBUTE_NAMES.map((name) => [name, ruleOf(name)] as const);
  return Object.fromEntries(entries) as Record<AttributeName, AttributeRule>;
}
