"use client";

import { Checkbox, Field, Input, Select } from "@/components/ui/field";
import type { Label } from "@/lib/contracts/labels";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { LABEL_LAYOUTS, LAYOUT_IDS, type LabelLayout } from "./label-layouts";
import {
  LABEL_CODES,
  LABEL_LINES,
  type LabelCodes,
  type LabelLine,
  type LabelOptions,
} from "./use-label-options";

const LINE_LABELS = {
  name: "Name",
  tag: "Asset tag",
  serial: "Serial number",
  model: "Model",
  owner: "Owner",
  site: "Site",
} as const satisfies Record<LabelLine, string>;

const CODE_LABELS = {
  qr: "QR code",
  tag: "Code 128 of the asset tag",
  serial: "Code 128 of the serial number",
  "qr-tag": "QR code and Code 128 of the tag",
  "qr-serial": "QR code and Code 128 of the serial",
} as const satisfies Record<LabelCodes, string>;

/** What stands on each label, and on which sheet. */
export function LabelForm({
  options,
  onChange,
  layout,
  labels,
  hasAddress,
}: {
  options: LabelOptions;
  onChange: (change: Partial<LabelOptions>) => void;
  layout: LabelLayout;
  labels: readonly Label[];
  hasAddress: boolean;
}) {
  const perSheet = layout.columns * layout.rows;
  return (
    <section
      aria-label="What is printed"
      className="grid gap-4 rounded-md border bg-surface p-4"
      data-print="hide"
    >
      <Field label="Sheet">
        {(control) => (
          <Select
            {...control}
            value={options.layout}
            options={LABEL_LAYOUTS.map(({ id, label }) => ({ value: id, label }))}
            onChange={(event) => {
              const id = LAYOUT_IDS.find((one) => one === event.target.value);
              if (id !== undefined) onChange({ layout: id, skip: 0 });
            }}
          />
        )}
      </Field>
      {perSheet > 1 ? (
        <Field label="Places to leave free" hint="Where labels were peeled off the first sheet.">
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={0}
              max={perSheet - 1}
              value={options.skip}
              onChange={(event) => {
                const skip = Math.trunc(Number(event.target.value));
                onChange({
                  skip: Math.min(Math.max(Number.isFinite(skip) ? skip : 0, 0), perSheet - 1),
                });
              }}
            />
          )}
        </Field>
      ) : null}
      <Field label="Code">
        {(control) => (
          <Select
            {...control}
            value={options.codes}
            options={LABEL_CODES.map((value) => ({ value, label: CODE_LABELS[value] }))}
            onChange={(event) => {
              const codes = LABEL_CODES.find((one) => one === event.target.value);
              if (codes !== undefined) onChange({ codes });
            }}
          />
        )}
      </Field>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1 text-sm font-medium">Text</legend>
        {LABEL_LINES.map((line) => (
          <Checkbox
            key={line}
            label={LINE_LABELS[line]}
            checked={options.lines.includes(line)}
            onChange={(event) => {
              const chosen = LABEL_LINES.filter((one) =>
                one === line ? event.target.checked : options.lines.includes(one),
              );
              onChange({ lines: chosen });
            }}
          />
        ))}
      </fieldset>
      <LabelNotes options={options} labels={labels} hasAddress={hasAddress} />
    </section>
  );
}

/** What the person at the printer should know. */
function LabelNotes({
  options,
  labels,
  hasAddress,
}: {
  options: LabelOptions;
  labels: readonly Label[];
  hasAddress: boolean;
}) {
  const lacking = labels.filter((label) => {
    if (options.codes.endsWith("tag")) return label.tagCode === null;
    return options.codes.endsWith("serial") && label.serialCode === null;
  }).length;
  const notes = [
    "Print at 100 %, without margins and without fitting to the page.",
    lacking > 0
      ? `${formatCounted(lacking, "device", DISPLAY_LOCALE)} without such a tag or number, or with one that no line code can hold, get the QR code instead.`
      : null,
    options.codes.startsWith("qr") && !hasAddress
      ? "The QR codes hold no web address, because AUTH_URL is not set: only Sightline's own scanner reads them."
      : null,
  ].filter((note) => note !== null);
  return (
    <ul className="grid gap-1.5 text-xs text-ink-soft">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
