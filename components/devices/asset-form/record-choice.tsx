"use client";

import { Select } from "@/components/ui/field";
import { recordLabel, type FormRecord } from "./form-records";

/** Which of a device's records a panel is about; nothing where there is no choice. */
export function RecordChoice({
  label,
  records,
  value,
  onChange,
}: {
  label: string;
  records: readonly FormRecord[];
  value: string;
  onChange: (ref: string) => void;
}) {
  if (records.length < 2) return null;
  return (
    <Select
      aria-label={label}
      className="max-w-56"
      options={records.map((record) => ({ value: record.ref, label: recordLabel(record) }))}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
