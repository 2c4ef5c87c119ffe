"use client";

import { TriangleAlert } from "lucide-react";
import { useEffect, useRef, type RefObject } from "react";
import type { FormFieldView } from "@/lib/contracts/record-form";
import type { Fault } from "./faults";

/** The faults of a form in one place, where the focus goes; each leads to its field. */
export function FaultSummary({
  fault,
  fields,
  within,
}: {
  fault: Fault;
  fields: readonly FormFieldView[];
  /** Holds the fields. */
  within: RefObject<HTMLElement | null>;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fault.message !== null) box.current?.focus();
  }, [fault]);
  if (fault.message === null) return null;
  const named = fields.filter(({ key }) => fault.fields[key] !== undefined);
  const goTo = (key: string) =>
    within.current
      ?.querySelector<HTMLElement>(
        `[data-field="${CSS.escape(key)}"] :is(input, textarea, select, button)`,
      )
      ?.focus();
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="grid gap-2 rounded-sm bg-bad-soft px-3 py-2 text-sm text-bad"
    >
      <p className="flex items-start gap-2">
        <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
        <span className="min-w-0 break-words">{fault.message}</span>
      </p>
      {named.length === 0 ? null : (
        <ul className="grid gap-1 ps-6">
          {named.map(({ key, label }) => (
            <li key={key}>
              <button
                type="button"
                className="min-h-6 text-start underline"
                onClick={() => goTo(key)}
              >
                {label}: {fault.fields[key]}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
