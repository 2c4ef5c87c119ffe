"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { Field, FieldError, Input } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { fetchDevices } from "@/lib/client/devices/requests";
import { deviceKeys } from "@/lib/client/keys";
import type { DeviceRow } from "@/lib/contracts/devices";
import type { Ref } from "@/lib/domain/ref";
import { CoverageMarks } from "../coverage";

/** A device that was found and chosen. */
export type PickedDevice = Pick<DeviceRow, "ref" | "name">;

const FOUND_MAX = 8;

/** Finds a device by a text and has one of the found ones chosen. `without`: refs that are no choice. */
export function DevicePicker({
  without,
  picked,
  onPick,
}: {
  without: readonly Ref[];
  picked: PickedDevice | null;
  onPick: (device: PickedDevice) => void;
}) {
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const group = useId();
  const query = useQuery({
    queryKey: [...deviceKeys.lists(), "picker", q],
    queryFn: ({ signal }) => fetchDevices({ q }, { offset: 0, limit: FOUND_MAX + 1, signal }),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  });
  const rows = q.length > 1 ? (query.data?.rows ?? []) : [];
  const found = rows.filter(({ records }) => !records.some((ref) => without.includes(ref)));
  return (
    <div className="grid gap-2">
      <Field label="The same machine" hint="Name, serial, MAC or owner">
        {(control) => (
          <Input
            {...control}
            type="search"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <FieldError>{query.error === null ? null : readProblem(query.error).title}</FieldError>
      <p role="status" className="text-xs text-ink-soft">
        {q.length > 1 && query.data !== undefined && found.length === 0
          ? "No other device matches."
          : ""}
      </p>
      <div role="radiogroup" aria-label="Found devices" className="grid">
        {found.slice(0, FOUND_MAX).map((row) => (
          <label
            key={row.ref}
            className="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-1 hover:bg-hover"
          >
            <input
              type="radio"
              name={group}
              checked={picked?.ref === row.ref}
              onChange={() => onPick({ ref: row.ref, name: row.name })}
              className="size-4 accent-accent"
            />
            <CoverageMarks sources={row.sources} />
            <span className="min-w-0 truncate font-medium">{row.name}</span>
            <span className="min-w-0 truncate text-ink-soft">
              {[row.model, row.serial].filter(Boolean).join(", ")}
            </span>
          </label>
        ))}
      </div>
    </div>
  );
}
