"use client";

import { Plus, X } from "lucide-react";
import { useId, useRef, useState, type RefObject } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { FieldError, Select } from "@/components/ui/field";
import {
  isGroup,
  operatorsOf,
  OPERATORS,
  type Condition,
  type ConditionFault,
  type ConditionTree,
  type Join,
} from "@/lib/domain/conditions";
import {
  addCondition,
  addGroup,
  changeAt,
  firstCondition,
  joinAt,
  removeAt,
  withOperator,
  type Place,
} from "./condition-draft";
import { ConditionValue } from "./condition-value";
import { JOIN_WORDS, sayOperator, type AskedColumn } from "./condition-words";

interface FormProps {
  columns: readonly AskedColumn[];
  tree: ConditionTree;
  onChange: (tree: ConditionTree) => void;
  faults: readonly ConditionFault[];
  /** Carries the conditions out. */
  onSubmit: () => void;
}

const JOINS = [
  { value: "all", label: "All of these hold" },
  { value: "any", label: "Any of these holds" },
];

/** Where conditions are made: rows of column, question and value, joined by all or any, with groups of their own. */
export function ConditionForm({ columns, tree, onChange, faults, onSubmit }: FormProps) {
  const [fresh, setFresh] = useState<string | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  const [first] = columns;
  if (first === undefined) return null;
  const addAt = (group: Place) => {
    const at = group[0] === undefined ? tree.parts.length : -1;
    const part = group[0] === undefined ? undefined : tree.parts[group[0]];
    const within = part !== undefined && isGroup(part) ? part.parts.length : -1;
    setFresh((group[0] === undefined ? [at] : [...group, within]).join("."));
    onChange(addCondition(tree, group, firstCondition(first)));
  };
  const remove = (place: Place) => {
    onChange(removeAt(tree, place));
    add.current?.focus();
  };
  const rowsOf = (parts: readonly Condition[], join: Join, group: Place) =>
    parts.map((condition, at) => {
      const place = [...group, at];
      return row({ condition, place, word: at === 0 ? null : JOIN_WORDS[join] });
    });
  const row = ({ condition, place, word }: Omit<RowProps, keyof RowShared>) => (
    <ConditionRow
      key={place.join(".")}
      condition={condition}
      place={place}
      word={word}
      columns={columns}
      isFresh={place.join(".") === fresh}
      fault={faults.find((one) => one.place.join(".") === place.join("."))?.message}
      onChange={(next) => onChange(changeAt(tree, place, next))}
      onRemove={() => remove(place)}
    />
  );
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <JoinSwitch
        label="How the conditions are joined"
        join={tree.join}
        onChange={(join) => onChange(joinAt(tree, [], join))}
      />
      {tree.parts.map((part, at) =>
        isGroup(part) ? (
          <fieldset key={at} className="grid gap-2 border-s-2 border-line-strong ps-3">
            <legend className="sr-only">Group {at + 1}</legend>
            <JoinSwitch
              label={`How group ${at + 1} is joined`}
              join={part.join}
              onChange={(join) => onChange(joinAt(tree, [at], join))}
            />
            {rowsOf(part.parts, part.join, [at])}
            <AddButton label="Add to this group" onClick={() => addAt([at])} />
          </fieldset>
        ) : (
          row({ condition: part, place: [at], word: at === 0 ? null : JOIN_WORDS[tree.join] })
        ),
      )}
      <FieldError>{faults.find((one) => one.place.length === 0)?.message}</FieldError>
      <div className="flex flex-wrap gap-1 border-t pt-2">
        <AddButton button={add} label="Add a condition" onClick={() => addAt([])} />
        <AddButton
          label="Add a group"
          onClick={() => {
            setFresh(`${tree.parts.length}.0`);
            onChange(addGroup(tree, firstCondition(first)));
          }}
        />
        <Button look="primary" type="submit" className="ms-auto">
          Show
        </Button>
      </div>
    </form>
  );
}

function AddButton({
  label,
  onClick,
  button,
}: {
  label: string;
  onClick: () => void;
  button?: RefObject<HTMLButtonElement | null>;
}) {
  return (
    <Button look="quiet" onClick={onClick} {...(button ? { ref: button } : {})}>
      <Plus size={14} aria-hidden />
      {label}
    </Button>
  );
}

function JoinSwitch({
  label,
  join,
  onChange,
}: {
  label: string;
  join: Join;
  onChange: (join: Join) => void;
}) {
  return (
    <Select
      aria-label={label}
      value={join}
      options={JOINS}
      onChange={(event) => onChange(event.target.value === "any" ? "any" : "all")}
      className="w-48!"
    />
  );
}

interface RowShared {
  columns: readonly AskedColumn[];
  isFresh: boolean;
  fault: string | undefined;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}
interface RowProps extends RowShared {
  condition: Condition;
  place: Place;
  /** What joins it to the row before. */
  word: string | null;
}

/** One condition: a column, what is asked of it, and by which values. */
function ConditionRow(props: RowProps) {
  const { condition, columns, word, fault, onChange } = props;
  const faultId = useId();
  const column = columns.find((one) => one.id === condition.column);
  const operators = column === undefined ? [] : operatorsOf(column);
  return (
    <div role="group" aria-label={`Condition ${props.place.map((at) => at + 1).join(".")}`}>
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="w-7 text-end text-xs text-ink-soft">{word}</span>
        <Select
          aria-label="Column"
          autoFocus={props.isFresh}
          value={condition.column}
          options={columns.map(({ id, header }) => ({ value: id, label: header }))}
          onChange={(event) => {
            const next = columns.find(({ id }) => id === event.target.value);
            if (next) onChange(firstCondition(next));
          }}
          className="w-36!"
        />
        {column === undefined ? null : (
          <Select
            aria-label={`${column.header}: what is asked`}
            value={condition.operator}
            options={operators.map((value) => ({ value, label: sayOperator(value, column) }))}
            onChange={(event) => {
              const next = OPERATORS.find((one) => one === event.target.value);
              if (next) onChange(withOperator(condition, next, column));
            }}
            className="w-44!"
          />
        )}
        {column === undefined ? null : (
          <ConditionValue
            column={column}
            condition={condition}
            onChange={(values) => onChange({ ...condition, values })}
            faultId={fault === undefined ? undefined : faultId}
          />
        )}
        <IconButton
          label="Remove this condition"
          icon={<X size={14} aria-hidden />}
          onClick={props.onRemove}
          className="ms-auto"
        />
      </div>
      <div className="ps-8">
        <FieldError id={faultId}>{fault}</FieldError>
      </div>
    </div>
  );
}
