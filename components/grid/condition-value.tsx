"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/field";
import { NAMED_SPANS, readAgo, readCountedSpan } from "@/lib/domain/condition-moments";
import { arityOf, type Condition } from "@/lib/domain/conditions";
import { saySpan, type AskedColumn } from "./condition-words";
import { FacetFilter } from "./facet-filter";

interface ValueProps {
  column: AskedColumn;
  condition: Condition;
  onChange: (values: string[]) => void;
  /** What is wrong with it stands in this element. */
  faultId: string | undefined;
}

const UNITS = [
  { value: "d", label: "days" },
  { value: "h", label: "hours" },
];
const SPANS = [
  ...NAMED_SPANS.map((value) => ({ value, label: saySpan(value) })),
  { value: "last", label: "the last …" },
  { value: "next", label: "the next …" },
];

/** Where the values of one condition are given: by a list, by words, by a day, by a number. */
export function ConditionValue(props: ValueProps) {
  const { column, condition, onChange } = props;
  const { operator, values } = condition;
  const [value = ""] = values;
  if (arityOf(operator) === "none") return null;
  switch (operator) {
    case "within":
      return <SpanValue {...props} value={value} />;
    case "older":
      return <AgoValue {...props} value={value} />;
    case "on":
    case "before":
    case "from":
      return (
        <Input
          type="date"
          value={value}
          onChange={(event) => onChange([event.target.value])}
          {...aria(props, "day")}
          className="w-40!"
        />
      );
    case "atLeast":
    case "under":
      return (
        <CountValue {...props} value={value} unit="days" onCount={(next) => onChange([next])} />
      );
    default:
      if (column.type === "text") return <TextValues {...props} />;
      return (
        <FacetFilter
          facet={{
            id: column.id,
            label: column.header,
            options: column.options,
            finder: column.finder,
          }}
          picked={values}
          onChange={onChange}
        />
      );
  }
}

function aria({ column, faultId }: ValueProps, what: string) {
  return {
    "aria-label": `${column.header}: ${what}`,
    "aria-invalid": faultId === undefined ? undefined : true,
    "aria-describedby": faultId,
  } as const;
}

/** Words; of several any may be the one. */
function TextValues(props: ValueProps) {
  const { condition, onChange } = props;
  const values = condition.values.length === 0 ? [""] : condition.values;
  return (
    <div className="flex min-w-0 grow flex-wrap items-center gap-1">
      {values.map((value, at) => (
        <span key={at} className="flex min-w-32 grow items-center gap-1">
          {at === 0 ? null : <span className="text-xs text-ink-soft">or</span>}
          <Input
            value={value}
            onChange={(event) => onChange(values.with(at, event.target.value))}
            {...aria(props, at === 0 ? "text" : `text ${at + 1}`)}
          />
        </span>
      ))}
      {arityOf(condition.operator) === "many" ? (
        <Button look="quiet" onClick={() => onChange([...values, ""])}>
          <Plus size={14} aria-hidden />
          Or
        </Button>
      ) : null}
    </div>
  );
}

function SpanValue(props: ValueProps & { value: string }) {
  const { value, onChange } = props;
  const counted = readCountedSpan(value) ?? readUnfinished(value);
  const choose = (next: string) =>
    onChange([
      next === "last" || next === "next"
        ? `${next}${counted?.count ?? "7"}${counted?.unit ?? "d"}`
        : next,
    ]);
  return (
    <>
      <Select
        value={counted?.direction ?? value}
        options={SPANS}
        onChange={(event) => choose(event.target.value)}
        {...aria(props, "span")}
        className="w-36!"
      />
      {counted === null ? null : (
        <CountWithUnit
          {...props}
          count={String(counted.count)}
          unit={counted.unit}
          onSet={(count, unit) => onChange([`${counted.direction}${count}${unit}`])}
        />
      )}
    </>
  );
}

/** A span whose number is just being typed. */
function readUnfinished(value: string) {
  const [, direction, count = "", unit] = /^(last|next)(.*)([dh])$/.exec(value) ?? [];
  if (direction !== "last" && direction !== "next") return null;
  return { direction, count, unit: unit === "h" ? ("h" as const) : ("d" as const) };
}

function AgoValue(props: ValueProps & { value: string }) {
  const { value, onChange } = props;
  const ago = readAgo(value);
  const unit = ago?.unit ?? (value.endsWith("h") ? "h" : "d");
  return (
    <CountWithUnit
      {...props}
      count={ago === null ? value.slice(0, -1) : String(ago.count)}
      unit={unit}
      onSet={(count, next) => onChange([`${count}${next}`])}
    />
  );
}

function CountWithUnit({
  count,
  unit,
  onSet,
  ...props
}: ValueProps & { count: string; unit: "d" | "h"; onSet: (count: string, unit: string) => void }) {
  return (
    <>
      <CountValue {...props} value={count} onCount={(next) => onSet(next, unit)} />
      <Select
        value={unit}
        options={UNITS}
        onChange={(event) => onSet(count, event.target.value)}
        aria-label={`${props.column.header}: unit`}
        className="w-24!"
      />
    </>
  );
}

function CountValue({
  value,
  unit,
  onCount,
  ...props
}: ValueProps & { value: string; unit?: string; onCount: (count: string) => void }) {
  return (
    <span className="flex items-center gap-1.5">
      <Input
        inputMode="numeric"
        value={value}
        onChange={(event) => onCount(event.target.value.trim())}
        {...aria(props, "number")}
        className="w-16! figures"
      />
      {unit === undefined ? null : <span className="text-ink-soft">{unit}</span>}
    </span>
  );
}
