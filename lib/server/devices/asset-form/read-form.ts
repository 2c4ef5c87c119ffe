import "server-only";
import type { FormChoicesResult, FormResult, RecordFormView } from "@/lib/contracts/record-form";
import type { RecordForm } from "@/lib/domain/record-form";
import { splitRef } from "@/lib/domain/ref";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { findFieldChoices } from "@/lib/server/forms/field-choices";
import { viewRecordForm } from "@/lib/server/forms/view-form";
import type { FormDesk } from "@/lib/server/upstream/form-desk";
import { openForm, requireFormRecord, type Asker } from "./open-form";

/** A record's form as its source shows it to the viewer now. Throws as `requireFormRecord` and `openForm` do. */
export async function readForm(
  asker: Asker,
  deviceText: string | undefined,
  { record }: { record: string },
): Promise<FormResult> {
  const { ref } = await requireFormRecord(asker, deviceText, record);
  const { form, desk } = await openForm(asker, ref);
  return { form: viewForm(asker, form, desk) };
}

/** The values that a field of a form can be set to, those whose name holds `search`. */
export async function readFormChoices(
  asker: Asker,
  deviceText: string | undefined,
  {
    record,
    field: key,
    search = "",
  }: { record: string; field: string; search?: string | undefined },
): Promise<FormChoicesResult> {
  const { ref, source } = await requireFormRecord(asker, deviceText, record);
  const { form, desk } = await openForm(asker, ref);
  return findFieldChoices(asker, { form, desk, source }, { key, search });
}

/** A form as it goes to the browser. */
export function viewForm(
  { runtime }: Pick<Asker, "runtime">,
  form: RecordForm,
  desk: FormDesk,
): RecordFormView {
  return viewRecordForm(form, filesOf(runtime.settings.uploadMaxBytes, form, desk));
}

function filesOf(maxBytes: number, form: RecordForm, desk: FormDesk): RecordFormView["files"] {
  const { label } = SOURCE_LABELS[splitRef(form.ref).source];
  const impossible = (reason: string) => ({ state: "impossible" as const, reason });
  if (!desk.files) return impossible(`${label}’s API has no files of these records.`);
  if (form.fields.some(({ kind }) => kind === "file")) return { state: "possible", maxBytes };
  return impossible(
    `${label} keeps files in fields, and the type ${form.typeLabel} has none for files.`,
  );
}
