"use client";

import type { FormPlace } from "@/lib/client/forms/requests";
import type { RecordFormView } from "@/lib/contracts/record-form";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { EditForm } from "./edit-form";
import { useFormEditing } from "./use-form-editing";

/** The form of a record that stands, to change it. Only what is changed is sent. */
export function EditRecordForm(props: {
  place: FormPlace;
  form: RecordFormView;
  /** Whose changes they are: see `draftKey`. */
  draftKey: string;
  onLeave: () => void;
}) {
  const { place, form } = props;
  const editing = useFormEditing(props);
  const words = {
    title: `Edit ${form.title}`,
    save: "Save",
    saving: "Saving",
    foot: `Goes to ${SOURCE_LABELS[form.source].label} as you. Only what you changed is sent.`,
  };
  return <EditForm place={place} form={form} editing={editing} words={words} />;
}
