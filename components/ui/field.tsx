import { useId, useLayoutEffect, useRef, type ComponentProps, type ReactNode } from "react";
import { classNames } from "./class-names";

const CONTROL =
  "w-full min-w-0 rounded-sm border border-line-strong bg-surface px-2.5 text-sm text-ink disabled:bg-sunken disabled:text-ink-faint aria-invalid:border-bad";

/** One line of text. Give it a label through {@link Field} or `aria-label`. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={classNames(CONTROL, "h-control", className)} />;
}

/** Several lines of text; grows by hand only. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea rows={4} {...rest} className={classNames(CONTROL, "resize-y py-2", className)} />
  );
}

export interface SelectOption {
  value: string;
  label: string;
}

/**
 * The platform's own list of choices: it works with every keyboard, reader and phone. What is chosen before the page has
 * come alive counts.
 */
export function Select({
  options,
  placeholder,
  className,
  ...rest
}: ComponentProps<"select"> & { options: readonly SelectOption[]; placeholder?: string }) {
  const list = useRef<HTMLSelectElement>(null);
  const drawn = useRef(rest.value);
  useLayoutEffect(() => {
    const { current } = list;
    const told = [...(current?.options ?? [])].some(({ value }) => value === drawn.current);
    if (current === null || !told || current.value === drawn.current) return;
    current.dispatchEvent(new Event("change", { bubbles: true }));
  }, []);
  return (
    <select {...rest} ref={list} className={classNames(CONTROL, "h-control pe-7", className)}>
      {placeholder === undefined ? null : <option value="">{placeholder}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** A tick box with its label; the whole line can be clicked. */
export function Checkbox({
  label,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode }) {
  return (
    <label className={classNames("flex min-h-6 cursor-pointer items-center gap-2", className)}>
      <input type="checkbox" {...rest} className="size-4 shrink-0 accent-accent" />
      <span className="min-w-0">{label}</span>
    </label>
  );
}

/** What is wrong with one input, below it. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  if (children === null || children === undefined || children === "") return null;
  return (
    <p id={id} role="alert" className="text-xs text-bad">
      {children}
    </p>
  );
}

/** What the control inside a {@link Field} must spread. */
export interface FieldControl {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** A label, its control, a hint and an error, tied together. */
export function Field({
  label,
  hint,
  error,
  children,
}: {
  label: string;
  hint?: string;
  error?: string | undefined;
  children: (control: FieldControl) => ReactNode;
}) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": error ? true : undefined,
      })}
      {hint ? (
        <p id={`${id}-hint`} className="text-xs text-ink-faint">
          {hint}
        </p>
      ) : null}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}
