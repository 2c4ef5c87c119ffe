import { useId, type ReactNode } from "react";
import { classNames } from "./class-names";

/** One of a few choices, side by side: each is a radio button, so that arrows walk along them. */
export function Segments<Value extends string>({
  label,
  values,
  value,
  onChange,
  children,
}: {
  /** What is chosen, for those who do not see it. */
  label: string;
  values: readonly Value[];
  value: Value;
  onChange: (value: Value) => void;
  /** What stands in a choice. */
  children: (value: Value) => ReactNode;
}) {
  const name = useId();
  return (
    <fieldset
      data-print="hide"
      className="flex flex-wrap overflow-hidden rounded-sm border border-line-strong/50"
    >
      <legend className="sr-only">{label}</legend>
      {values.map((one) => (
        <label
          key={one}
          className={classNames(
            "flex h-7 cursor-pointer items-center gap-1.5 px-2 text-xs has-focus-visible:ring-inset-accent",
            one === value ? "bg-selected font-medium text-ink" : "text-ink-soft hover:bg-hover",
          )}
        >
          <input
            type="radio"
            name={name}
            value={one}
            checked={one === value}
            onChange={() => onChange(one)}
            className="sr-only"
          />
          {children(one)}
        </label>
      ))}
    </fieldset>
  );
}
