import { Field, Input, Select } from "@/components/ui/field";
import type { AddonField } from "@/lib/contracts/connections";

const YES_NO = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
] as const;

/** One value of an add-on. A secret is typed anew or left alone. */
export function AddonFieldInput({
  field,
  value,
  onChange,
}: {
  field: AddonField;
  value: string;
  onChange: (value: string) => void;
}) {
  const { name, description, secret, isSet, mandatory, editable } = field;
  const label = `${description ?? name}${mandatory ? "" : " (optional)"}`;
  const isChoice = /^bool/i.test(field.type) && !secret;
  return (
    <Field label={label} hint={hintOf(field)}>
      {(control) =>
        isChoice ? (
          <Select
            {...control}
            options={YES_NO}
            value={value.toLowerCase() === "true" ? "true" : "false"}
            disabled={!editable}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <Input
            {...control}
            type={secret ? "password" : "text"}
            autoComplete={secret ? "new-password" : "off"}
            placeholder={secret ? (isSet ? "Kept; type to replace it" : "Not set") : undefined}
            value={value}
            readOnly={!editable}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}

function hintOf({ name, description, secret, isSet, editable }: AddonField): string {
  const parts = [
    description === null ? null : name,
    editable ? null : "set by SysAid, not to be changed",
    secret ? (isSet ? "secret; SysAid holds a value" : "secret; not set") : null,
  ];
  return parts.filter((part) => part !== null).join(", ");
}
