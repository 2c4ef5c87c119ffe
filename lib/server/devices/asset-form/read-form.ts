import "server-only";
import type { FormChoicesResult, FormResult, RecordFormView } from "@/lib/contracts/asset-form";
import type { RecordForm } from "@/lib/domain/record-form";
import { splitRef } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { NotFound } from "@/lib/server/failures";
import { searchAccounts } from "@/lib/server/store/read/account-choices";
import type { FormDesk } from "@/lib/server/upstream/form-desk";
import { openForm, requireFormRecord, type Asker } from "./open-form";

const CHOICES_MAX = 50;

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
  const { runtime, viewer, signal } = asker;
  const { ref, source } = await requireFormRecord(asker, deviceText, record);
  const { form, desk } = await openForm(asker, ref);
  const field = form.fields.find((one) => one.key === key);
  if (!field) throw new NotFound("field of this form");
  const wanted = { search, limit: CHOICES_MAX };
  if (field.from === "user") {
    return searchAccounts(runtime.store.db, visibilityOf(viewer), { source, ...wanted });
  }
  const found = await desk.choices(form, field, wanted, { priority: "person", signal });
  return found ?? { choices: null, isAll: true };
}

/** A form as it goes to the browser. */
export function viewForm(
  { runtime }: Pick<Asker, "runtime">,
  form: RecordForm,
  desk: FormDesk,
): RecordFormView {
  const { source } = splitRef(form.ref);
  const asOf = new Date().toISOString();
  return { ...form, source, asOf, files: filesOf(runtime.settings.uploadMaxBytes, form, desk) };
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
