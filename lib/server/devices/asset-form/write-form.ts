import "server-only";
import type { FormWrite, FormWriteResult, SentRequest } from "@/lib/contracts/asset-form";
import {
  formValueFault,
  isEmptyFormValue,
  isSameFormValue,
  type FormField,
  type FormValue,
  type RecordForm,
} from "@/lib/domain/record-form";
import { splitRef } from "@/lib/domain/ref";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Actor } from "@/lib/server/api/route";
import { BadRequest, Forbidden, NotFound } from "@/lib/server/failures";
import {
  UpstreamError,
  UpstreamHttpError,
  UpstreamRefusal,
  UpstreamShapeError,
} from "@/lib/server/upstream/errors";
import { isSourceFault } from "@/lib/server/source-fault";
import type { FormRequest } from "@/lib/server/upstream/form-desk";
import { openForm, requireFormRecord, type OpenForm } from "./open-form";
import { viewForm } from "./read-form";
import { placeRefusal } from "./refusal-places";
import { readRecordAgain, sendForm } from "./send-form";

type Values = ReadonlyMap<string, FormValue>;

/**
 * Writes changed fields of a record's form as the viewer, in one request. What somebody else changed meanwhile is told and
 * not overwritten; a required field that would be left empty and a value of the wrong kind are refused before anything is
 * sent. The outcomes are {@link FormWriteResult}'s; a failure that left everything as it was throws.
 * Throws {@link Forbidden}, {@link BadRequest} for fields that the form does not have, and what `openForm` throws.
 */
export async function writeForm(
  actor: Actor,
  deviceText: string | undefined,
  write: FormWrite,
): Promise<FormWriteResult> {
  const { ref } = await requireFormRecord(actor, deviceText, write.record);
  const open = await openForm(actor, ref);
  const { form } = open;
  if (form.readOnly !== null) throw new Forbidden(form.readOnly);
  const wanted = readValues(form, write.values);
  const faults = faultsIn(form, wanted);
  if (Object.keys(faults).length > 0) return refusedHere(actor, open, faults);
  const changes = new Map(
    [...wanted].filter(([key, value]) => !isSameFormValue(value, valueIn(form, key))),
  );
  if (changes.size === 0) return nothingToDo(actor, open, write);
  const differences = differencesIn(form, changes, write.base);
  if (write.preview !== true && differences.length > 0) {
    return { outcome: "differs", form: viewForm(actor, form, open.desk), differences };
  }
  const request = prepareOrFault(open, changes);
  if ("faults" in request) return refusedHere(actor, open, request.faults);
  if (write.preview === true) return { outcome: "preview", request: toSent(request) };
  return sendChanges(actor, open, changes, request);
}

function nothingToDo(actor: Actor, { form, desk }: OpenForm, write: FormWrite): FormWriteResult {
  return write.preview === true
    ? { outcome: "preview", request: null }
    : { outcome: "saved", form: viewForm(actor, form, desk), request: null };
}

function readValues(form: RecordForm, values: FormWrite["values"]): Values {
  const known = new Set(form.fields.map(({ key }) => key));
  const unknown = Object.keys(values).filter((key) => !known.has(key));
  if (unknown.length > 0) {
    throw new BadRequest(
      Object.fromEntries(unknown.map((key) => [`values.${key}`, "is no field of this form"])),
    );
  }
  return new Map(Object.entries(values));
}

function faultsIn(form: RecordForm, values: Values): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const field of form.fields) {
    const value = values.get(field.key);
    if (value === undefined || isSameFormValue(value, field.value)) continue;
    const fault = formValueFault(field, value) ?? missingIn(field, value);
    if (fault !== null) faults[field.key] = fault;
  }
  return faults;
}

function missingIn(field: FormField, value: FormValue): string | null {
  return field.required && isEmptyFormValue(value) ? "This field must not be empty." : null;
}

/** Fields that hold neither what the person saw nor what they want. Without a `base` nothing is known of what they saw. */
function differencesIn(form: RecordForm, changes: Values, base: FormWrite["base"]) {
  return [...changes.keys()].flatMap((key) => {
    const field = form.fields.find((one) => one.key === key);
    const seen = base[key];
    if (!field || (seen !== undefined && isSameFormValue(seen, field.value))) return [];
    const { label, value: theirs, text: theirsText } = field;
    return [{ key, label, base: seen ?? "", theirs, theirsText }];
  });
}

function prepareOrFault(
  { desk, form }: OpenForm,
  changes: Values,
): FormRequest | { faults: Record<string, string> } {
  try {
    return desk.prepare(form, changes);
  } catch (error) {
    if (!(error instanceof UpstreamRefusal)) throw error;
    return { faults: placeRefusal(form, [...changes.keys()], error.message) };
  }
}

async function sendChanges(
  actor: Actor,
  open: OpenForm,
  changes: Values,
  request: FormRequest,
): Promise<FormWriteResult> {
  const { hands, form } = open;
  const keys = [...changes.keys()];
  try {
    await sendForm(actor, hands, { ref: form.ref, request, keys });
  } catch (error) {
    const fate = fateOf(error);
    if (fate === "nothing_sent") throw error;
    await readRecordAgain(actor, hands, form.ref);
    const now = await readNow(actor, open);
    return fate === "refused"
      ? refusedThere(actor, open, { now, keys, words: wordsOf(error) })
      : unknownFate(actor, open, { now, changes });
  }
  await readRecordAgain(actor, hands, form.ref);
  const now = await readNow(actor, open);
  const view = viewForm(actor, now ?? withValues(form, changes), open.desk);
  return { outcome: "saved", form: view, request: toSent(request) };
}

/** What a failed write says about whether something was written. */
function fateOf(error: unknown): "refused" | "unknown" | "nothing_sent" {
  if (error instanceof UpstreamRefusal) return "refused";
  if (error instanceof UpstreamHttpError) {
    if (error.status === 429) return "nothing_sent";
    return error.status < 500 ? "refused" : "unknown";
  }
  if (error instanceof UpstreamShapeError) return "unknown";
  const isOpen = error instanceof UpstreamError && ["timeout", "network"].includes(error.kind);
  return isOpen ? "unknown" : "nothing_sent";
}

function wordsOf(error: unknown): string | null {
  if (error instanceof UpstreamRefusal) return error.message;
  return error instanceof UpstreamHttpError ? error.upstreamMessage : null;
}

/** The form as it stands after a write; `null` where the source does not tell just now. */
async function readNow(actor: Actor, { form }: OpenForm): Promise<RecordForm | null> {
  try {
    return (await openForm({ ...actor, signal: new AbortController().signal }, form.ref)).form;
  } catch (error) {
    if (!isSourceFault(error) && !(error instanceof NotFound)) throw error;
    return null;
  }
}

function withValues(form: RecordForm, changes: Values): RecordForm {
  const fields = form.fields.map((field) => {
    const value = changes.get(field.key);
    return value === undefined ? field : { ...field, value, text: null };
  });
  return { ...form, fields };
}

function refusedHere(
  actor: Actor,
  { form, desk }: OpenForm,
  faults: Record<string, string>,
): FormWriteResult {
  const count = Object.keys(faults).length;
  const message = `Nothing was sent: ${count === 1 ? "one field needs" : `${count} fields need`} another look.`;
  return {
    outcome: "refused",
    sent: false,
    message,
    fields: faults,
    form: viewForm(actor, form, desk),
  };
}

function refusedThere(
  actor: Actor,
  { form, desk }: OpenForm,
  { now, keys, words }: { now: RecordForm | null; keys: string[]; words: string | null },
): FormWriteResult {
  const { label } = SOURCE_LABELS[splitRef(form.ref).source];
  const said = words ?? "no reason given";
  return {
    outcome: "refused",
    sent: true,
    message: `${label} refused the change: ${said}`,
    fields: placeRefusal(form, keys, said),
    form: now && viewForm(actor, now, desk),
  };
}

function unknownFate(
  actor: Actor,
  { form, desk }: OpenForm,
  { now, changes }: { now: RecordForm | null; changes: Values },
): FormWriteResult {
  const { label } = SOURCE_LABELS[splitRef(form.ref).source];
  const fates = [...changes].map(([key, value]) => {
    if (now === null) return [key, "untold"] as const;
    return [key, isSameFormValue(value, valueIn(now, key)) ? "written" : "not_written"] as const;
  });
  const told =
    now === null
      ? "Reading the record again failed too, so it is unknown whether the change was written."
      : fates.every(([, fate]) => fate === "written")
        ? "Read again, the record holds the change."
        : "Read again, the record does not hold all of the change.";
  return {
    outcome: "unknown",
    message: `${label} took the change and gave no clear answer. ${told}`,
    fields: Object.fromEntries(fates),
    form: now && viewForm(actor, now, desk),
  };
}

function valueIn(form: RecordForm, key: string): FormValue {
  return form.fields.find((field) => field.key === key)?.value ?? "";
}

function toSent({ method, path, body }: FormRequest): SentRequest {
  return { method, path, body: JSON.stringify(body, null, 2) };
}
