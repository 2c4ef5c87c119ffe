"use client";

import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { FormPlace } from "@/lib/client/forms/requests";
import type { FormFieldView, FormLayoutView } from "@/lib/contracts/record-form";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { DifferenceNote } from "./difference-note";
import { FaultSummary } from "./fault-summary";
import { FieldInput } from "./field-input";
import { SentRequestView } from "./sent-request";
import type { FormEditing } from "./use-form-editing";

/** What a form's buttons and notes say. */
export interface FormWords {
  /** The form's name. */
  title: string;
  save: string;
  saving: string;
  /** What goes where, beside the buttons. */
  foot: string;
}

export interface EditFormProps {
  place: FormPlace;
  form: FormLayoutView;
  editing: FormEditing;
  words: FormWords;
  /** Between what is wrong and the fields. */
  children?: ReactNode;
  /** Further controls beside the buttons. */
  beside?: ReactNode;
  /** Leaves the focus where it is: the form came because of a choice beside it. */
  keepsFocus?: boolean;
}

/** A form to fill in. What is typed stays until it was saved or thrown away. */
export function EditForm(props: EditFormProps) {
  const { form, editing, words, keepsFocus = false } = props;
  const element = useRef<HTMLFormElement>(null);
  const [isLeaving, setLeaving] = useState(false);
  const { submit } = editing;
  const cancel = () =>
    Object.keys(editing.draft.values).length > 0 && !editing.isSaving
      ? setLeaving(true)
      : editing.leave();
  useEffect(() => {
    if (keepsFocus) return;
    element.current
      ?.querySelector<HTMLElement>("[data-field] :is(input, textarea, select, button)")
      ?.focus();
  }, [keepsFocus]);
  return (
    <form
      ref={element}
      aria-label={words.title}
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
        // The page's own Escape would leave it.
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
      {props.children}
      <OpenFields {...props} />
      <ClosedFields form={form} />
      {editing.preview === null ? null : <SentRequestView request={editing.preview.request} />}
      <FormFoot {...props} onCancel={cancel} />
      <LeaveDialog form={form} editing={editing} isOpen={isLeaving} onOpenChange={setLeaving} />
    </form>
  );
}

/** The fields that can be filled in, under their headings where the form has such. */
function OpenFields(props: EditFormProps) {
  const { form, editing } = props;
  const open = form.fields.filter(({ readOnly, kind }) => readOnly === null && kind !== "file");
  const sections = [...new Set(open.map(({ section }) => section))];
  return sections.map((section) => {
    const fields = open.filter((field) => field.section === section);
    const list = <FieldGrid {...props} fields={fields} />;
    if (section === null) return <div key="">{list}</div>;
    const isWanted = fields.some(
      ({ key, required }) =>
        required || editing.fault.fields[key] !== undefined || key in editing.draft.values,
    );
    // A long tail of fields that hardly anybody fills in lies folded.
    if (section === "More" && !isWanted) {
      return (
        <details key={section} className="border-t pt-3">
          <summary className="cursor-pointer text-sm text-ink-soft">
            {fields.length} more {fields.length === 1 ? "field" : "fields"}
          </summary>
          <div className="pt-3">{list}</div>
        </details>
      );
    }
    return (
      <div
        key={section}
        role="group"
        aria-label={section}
        className="grid min-w-0 gap-3 border-t pt-3 first:border-t-0 first:pt-0"
      >
        <h3 className="text-sm font-semibold">{section}</h3>
        {list}
      </div>
    );
  });
}

function FieldGrid({
  place,
  form,
  editing,
  fields,
}: EditFormProps & { fields: readonly FormFieldView[] }) {
  const { draft, fault, differences } = editing;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      {fields.map((field) => {
        const difference = differences.find((one) => one.key === field.key);
        return (
          <div
            key={field.key}
            data-field={field.key}
            className={
              field.kind === "longText" ? "grid min-w-0 gap-1 sm:col-span-2" : "grid min-w-0 gap-1"
            }
          >
            <FieldInput
              place={place}
              field={field}
              value={draft.values[field.key] ?? field.value}
              timeZone={form.timeZone}
              error={fault.fields[field.key]}
              allowed={fault.allowed[field.key]}
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

function ClosedFields({ form }: { form: FormLayoutView }) {
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
  editing,
  words,
  beside,
  onCancel,
}: EditFormProps & {
  onCancel: () => void;
}) {
  return (
    <div className="sticky bottom-0 flex flex-wrap items-center gap-2 border-t bg-surface py-3">
      <Button look="primary" type="submit" busy={editing.isSaving} refusedBecause={editing.whyNot}>
        {editing.isSaving ? words.saving : words.save}
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
      {beside}
      <p className="text-xs text-ink-faint">{words.foot}</p>
    </div>
  );
}

function LeaveDialog({
  form,
  editing,
  isOpen,
  onOpenChange,
}: {
  form: FormLayoutView;
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
