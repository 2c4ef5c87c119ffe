import "server-only";
import type { FormLayoutView, RecordFormView } from "@/lib/contracts/record-form";
import type { FormLayout, RecordForm } from "@/lib/domain/record-form";
import { splitRef } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";

/** A form as it goes to the browser. */
export function viewLayout(source: Source, form: FormLayout): FormLayoutView {
  return { ...form, source, asOf: new Date().toISOString() };
}

/** The form of a record as it goes to the browser. */
export function viewRecordForm(form: RecordForm, files: RecordFormView["files"]): RecordFormView {
  return { ...viewLayout(splitRef(form.ref).source, form), ref: form.ref, files };
}
