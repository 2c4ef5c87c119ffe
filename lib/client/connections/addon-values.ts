import type { AddonField, AddonWrite } from "@/lib/contracts/connections";

/** What somebody has typed, by the field's name. */
export type TypedValues = Readonly<Record<string, string>>;

/**
 * The values to send: only fields that may be changed and were. A secret that was typed and emptied again is
 * not sent, for its old value is not known here and must not be lost by mistake.
 */
export function changedValues(
  fields: readonly AddonField[],
  typed: TypedValues,
): AddonWrite["values"] {
  return fields.flatMap(({ name, value, secret, editable }) => {
    const now = typed[name];
    if (!editable || now === undefined || now === (value ?? "")) return [];
    return secret && now === "" ? [] : [{ name, value: now }];
  });
}

/** Mandatory fields that would be empty. A secret counts as filled while SysAid holds one. */
export function missingFields(fields: readonly AddonField[], typed: TypedValues): string[] {
  return fields.flatMap(({ name, value, secret, isSet, mandatory }) => {
    if (!mandatory) return [];
    const now = typed[name] ?? value ?? "";
    return now.trim() !== "" || (secret && isSet) ? [] : [name];
  });
}
