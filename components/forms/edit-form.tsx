"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { RecordFormView } from "@/lib/contracts/record-form";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { DifferenceNote } from "./difference-note";
import { FaultSummary } from "./fault-summary";
import { FieldInput } from "./field-input";
import { SentRequestView } from "./sent-request";
import { useFormEditing, type EditFormProps, type FormEditing } from "./use-form-editing";

/** A record's form to fill in. What is typed stays until it was saved or thrown away. */
export function EditForm(props: EditFormProps) {
  const { form } = props;
  const editing = useFormEditing(props);
  const element = useRef<HTMLFormElement>(null);
  const [isLeaving, setLeaving] = useState(false);
  const { submit } = editing;
  const cancel = () =>
    editing.nothing === null && !editing.isSaving ? setLeaving(true) : editing.leave();
  useEffect(() => {
    element.current?.querySelector<HTMLElement>("input, textarea, select, button")?.focus();
  }, []);
  return (
    <form
      ref={element}
      aria-label={`Edit ${form.title}`}
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        // Also what happens in a list that lies over the page comes by here.
        const isOurs = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (!isOurs || event.defaultPrevented) return;
        const wantsSave = event.key === "Enter" && (event.metaKey || event.ctrlKey);
        if (!wantsSave && event.key !== "Escape") return;
        // The page's own Escape would leave the device.
        event.preventDefault();
        if (wantsSave) submit();
        else cancel();
      }}
    >
      {editing.isBack ? (
        <p role="status" className="text-sm text-ink-soft">
          Your unsaved changes of before are back.
        </p>
      ) : null}
      <FaultSummary fault={editing.fault} fields={form.fields} within={element} />
      <OpenFields {...props} editing={editing} />
      <ClosedFields form={form} />
      {editing.preview === null ? null : <SentRequestView request={editing.preview.request} />}
      <FormFoot form={form} editing={editing} onCancel={cancel} />
      <LeaveDialog form={form} editing={editing} isOpen={isLeaving} onOpenChange={setLeaving} />
    </form>
  );
}

function OpenFields({ place, form, editing }: EditFormProps & { editing: FormEditing }) {
  const { draft, fault, differences } = editing;
  const open = form.fields.filter(({ readOnly, kind }) => readOnly === null && kind !== "file");
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      {open.map((field) => {
        const difference = differences.find((one) => one.key === field.key);
        return (
          <div
            key={field.key}
            data-field={field.key}
            className={field.kind === "longText" ? "grid gap-1 sm:col-span-2" : "grid gap-1"}
          >
            <FieldInput
              place={place}
              field={field}
              value={draft.values[field.key] ?? field.value}
              timeZone={form.timeZone}
              error={fault.fields[field.key]}
              onChange={(value) => editing.setField(field, value)}
            />
            {difference === undefined ? null : (
              <DifferenceNote
                field={field}
                difference={difference}
                source={SOURCE_LABELS[form.source].label}
                onMine={() => editing.keepMine(difference)}
                onTheirs={() => editing.takeTheirs(difference)}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

function ClosedFields({ form }: { form: RecordFormView }) {
  const closed = form.fields.filter((field) => field.readOnly !== null && field.kind !== "file");
  if (closed.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-ink-soft">
        {closed.length} {closed.length === 1 ? "field" : "fields"} that cannot be changed here
      </summary>
      <ul className="grid gap-1 pt-2 text-xs">
        {closed.map(({ key, label, readOnly }) => (
          <li key={key}>
            <span className="font-medium">{label}</span>
            <span className="text-ink-soft"> – {readOnly}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function FormFoot({
  form,
  editing,
  onCancel,
}: {
  form: RecordFormView;
  editing: FormEditing;
  onCancel: () => void;
}) {
  const { label } = SOURCE_LABELS[form.source];
  return (
    <div className="sticky bottom-0 flex flex-wrap items-center gap-2 border-t bg-surface py-3">
      <Button look="primary" type="submit" busy={editing.isSaving} refusedBecause={editing.whyNot}>
        {editing.isSaving ? "Saving" : "Save"}
      </Button>
      <Button busy={editing.isSaving} onClick={onCancel}>
        Cancel
      </Button>
      <Button
        look="quiet"
        busy={editing.isPreviewing}
        refusedBecause={editing.nothing}
        onClick={editing.ask}
      >
        What will be sent
      </Button>
      <p className="text-xs text-ink-faint">
        Goes to {label} as you. Only what you changed is sent.
      </p>
    </div>
  );
}

function LeaveDialog({
  form,
  editing,
  isOpen,
  onOpenChange,
}: {
  form: RecordFormView;
  editing: FormEditing;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const { label } = SOURCE_LABELS[form.source];
  const count = Object.keys(editing.draft.values).length;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={onOpenChange}
      title="Throw your changes away?"
      description={`${label} keeps what it has.`}
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>Go on editing</Button>
          <Button look="danger" onClick={editing.leave}>
            Throw away
          </Button>
        </>
      }
    >
      <p className="text-sm">
        {count === 1 ? "One field is changed" : `${count} fields are changed`} and not saved.
      </p>
    </Dialog>
  );
}
