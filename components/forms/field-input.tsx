"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/button";
import { Field, Input, Select, Textarea, type FieldControl } from "@/components/ui/field";
import { usePlace } from "@/components/ui/clock";
import type { FormPlace } from "@/lib/client/forms/requests";
import { FORM_TEXT_MAX } from "@/lib/contracts/record-form-fields";
import type { FormFieldView } from "@/lib/contracts/record-form";
import type { FormValue } from "@/lib/domain/record-form";
import { AllowedValuesList } from "./allowed-values";
import { ChoicePicker, type Picked } from "./choice-picker";
import { NestedInput } from "./nested-input";
import { describeField, fromLocalInput, hintOf, toLocalInput } from "./field-words";

const YES_NO = [
  { value: "", label: "Not said" },
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
] as const;

interface InputProps {
  place: FormPlace;
  field: FormFieldView;
  value: FormValue;
  onChange: (value: FormValue) => void;
  control: FieldControl;
}

/** One field of a record's form, to be filled in as its kind wants it. */
export function FieldInput({
  timeZone,
  error,
  allowed = [],
  ...rest
}: Omit<InputProps, "control"> & {
  timeZone: string | null;
  error: string | undefined;
  /** What its system takes, where it refused a value. */
  allowed?: readonly Picked[] | undefined;
}) {
  const { field, onChange } = rest;
  const hint = hintOf(field, timeZone);
  const input = (
    <Field
      label={field.required ? `${field.label} (required)` : field.label}
      error={error}
      {...(hint === null ? {} : { hint })}
    >
      {(control) => <KindInput {...rest} control={control} />}
    </Field>
  );
  if (error === undefined || allowed.length === 0) return input;
  const take = (id: string) => onChange(field.kind === "choices" ? [id] : id);
  return (
    <>
      {input}
      <AllowedValuesList label={field.label} allowed={allowed} onTake={take} />
    </>
  );
}

function KindInput(props: InputProps) {
  const { field, value, onChange, control } = props;
  if (field.kind === "choices") return <ManyInput {...props} />;
  const text = typeof value === "string" ? value : "";
  const common = { ...control, value: text };
  switch (field.kind) {
    case "choice":
      return <OneChoice {...props} />;
    case "nested":
      return <NestedInput field={field} value={text} onChange={onChange} control={control} />;
    case "longText":
      return (
        <Textarea
          {...common}
          dir="auto"
          maxLength={FORM_TEXT_MAX}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "flag":
      return (
        <Select {...common} options={YES_NO} onChange={(event) => onChange(event.target.value)} />
      );
    case "moment":
      return (
        <Input
          {...control}
          type="datetime-local"
          step={1}
          value={toLocalInput(text)}
          onChange={(event) => onChange(fromLocalInput(event.target.value))}
        />
      );
    default:
      return (
        <Input
          {...common}
          {...TYPES[field.kind]}
          dir="auto"
          autoComplete="off"
          maxLength={FORM_TEXT_MAX}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

const TYPES: Partial<
  Record<FormFieldView["kind"], { type?: string; step?: number; inputMode?: "decimal" }>
> = {
  number: { inputMode: "decimal" },
  date: { type: "date" },
  localTime: { type: "datetime-local", step: 1 },
};

/** A value that is chosen. What was picked keeps its name until the form is read again. */
function OneChoice({ place, field, value, onChange, control }: InputProps) {
  const [picked, setPicked] = useState<Picked | null>(null);
  const zone = usePlace();
  const named = picked !== null && picked.id === value ? picked.label : null;
  const told = field.options?.find(({ id }) => id === value)?.label ?? null;
  const held = value === field.value ? describeField(field, zone) : told;
  const shown = value === "" ? "Nothing" : (named ?? held ?? String(value));
  return (
    <ChoicePicker
      place={place}
      field={field}
      control={control}
      shown={shown}
      onPick={(next) => {
        setPicked(next);
        onChange(next?.id ?? "");
      }}
    />
  );
}

/** Several values: lines of text where the system tells no list, else chosen one by one. */
function ManyInput({ place, field, value, onChange, control }: InputProps) {
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const ids = typeof value === "string" ? [] : value;
  const nameOf = (id: string) =>
    names[id] ?? field.options?.find((one) => one.id === id)?.label ?? `Number ${id}`;
  if (field.from === "values" && field.options === null) {
    return <LinesInput control={control} values={ids} onChange={onChange} />;
  }
  return (
    <div className="grid gap-1">
      {ids.map((id) => (
        <div key={id} className="flex items-center gap-1 text-sm">
          <span className="min-w-0 grow truncate">{nameOf(id)}</span>
          <IconButton
            label={`Remove ${nameOf(id)}`}
            icon={<X size={14} aria-hidden />}
            onClick={() => onChange(ids.filter((one) => one !== id))}
          />
        </div>
      ))}
      <ChoicePicker
        place={place}
        field={field}
        control={control}
        shown="Add"
        onPick={(next) => {
          if (next === null) return onChange([]);
          setNames({ ...names, [next.id]: next.label });
          if (!ids.includes(next.id)) onChange([...ids, next.id]);
        }}
      />
    </div>
  );
}

function LinesInput({
  control,
  values,
  onChange,
}: {
  control: FieldControl;
  values: readonly string[];
  onChange: (value: FormValue) => void;
}) {
  const [text, setText] = useState(values.join("\n"));
  const lines = linesOf(text);
  // Blank lines while typing are no values; another content than ours came from outside.
  const shown = lines.join("\n") === values.join("\n") ? text : values.join("\n");
  return (
    <Textarea
      {...control}
      rows={3}
      dir="auto"
      value={shown}
      onChange={(event) => {
        setText(event.target.value);
        onChange(linesOf(event.target.value));
      }}
    />
  );
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
