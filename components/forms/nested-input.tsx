"use client";

import { useState } from "react";
import { Select, type FieldControl } from "@/components/ui/field";
import type { FormFieldView } from "@/lib/contracts/record-form";
import { changeLevel, entryAt, namesBelow, pathOf } from "./nested-path";

/** A place in a tree, level by level: each choice narrows the next. What no longer fits is cleared, and said to be. */
export function NestedInput({
  field,
  value,
  onChange,
  control,
}: {
  field: FormFieldView;
  value: string;
  onChange: (value: string) => void;
  control: FieldControl;
}) {
  const options = field.options ?? [];
  // Some systems have levels that are no entries themselves: until the next level is chosen, nothing is.
  const [begun, setBegun] = useState<readonly string[]>([]);
  const [cleared, setCleared] = useState<string | null>(null);
  const held = pathOf(options, value);
  const path = value === "" ? begun : held;
  const levels = [...path.keys(), path.length].filter(
    (level) => namesBelow(options, path.slice(0, level)).length > 0,
  );
  const choose = (level: number, name: string) => {
    const next = changeLevel(options, path, level, name);
    const entry = entryAt(options, next.path);
    setBegun(next.path);
    setCleared(
      next.cleared.length === 0
        ? null
        : `“${next.cleared.join(" / ")}” is not below “${next.path.at(-1) ?? "nothing"}” and was cleared.`,
    );
    onChange(entry?.id ?? "");
  };
  return (
    <div className="grid gap-1">
      {levels.map((level) => (
        <Select
          key={level}
          {...(level === 0 ? control : { "aria-label": `${field.label}, level ${level + 1}` })}
          placeholder={
            level === 0 ? "Nothing" : entryAt(options, path.slice(0, level)) ? "No more" : "Choose"
          }
          options={namesBelow(options, path.slice(0, level)).map((name) => ({
            value: name,
            label: name,
          }))}
          value={path[level] ?? ""}
          onChange={(event) => choose(level, event.target.value)}
        />
      ))}
      {value !== "" && held.length === 0 ? (
        <p className="text-xs text-ink-soft">
          It holds “{field.text ?? value}”, which is no entry any more.
        </p>
      ) : null}
      <p role="status" className="text-xs text-warn empty:hidden">
        {cleared}
      </p>
    </div>
  );
}
