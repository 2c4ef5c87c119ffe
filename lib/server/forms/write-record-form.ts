import "server-only";
import type { AllowedValues, FormChanges, FormWriteResult } from "@/lib/contracts/record-form";
import type { FormDifference, RecordFormView } from "@/lib/contracts/record-form";
import {
  findFormFaults,
  isKeptAs,
  isSameFormValue,
  type FormValue,
  type RecordForm,
} from "@/lib/domain/record-form";
import { splitRef } from "@/lib/domain/ref";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Actor } from "@/lib/server/api/route";
import { Forbidden } from "@/lib/server/failures";
import type { FormDesk, FormRequest } from "@/lib/server/upstream/form-desk";
import { findAllowed } from "./allowed-values";
import { fateOf, wordsOf } from "./fate";
import { placeRefusal } from "./refusal-places";
import { countFaults, prepareOrFault, readFormValues, toSent, type Values } from "./form-values";
import { sendForm } from "./send-form";

/** A form that somebody has in hand, and what is around it. */
export interface FormWork {
  form: RecordForm;
  desk: Pick<FormDesk, "prepare" | "send" | "choices">;
  /** Names the write in the audit. */
  operation: string;
  /** Brings the index up to date; throws nothing of the source's. */
  readAgain(): Promise<void>;
  /** The form as it stands now; `null` where the source does not tell just now. */
  readNow(): Promise<RecordForm | null>;
  view(form: RecordForm): RecordFormView;
}

/**
 * Writes changed fields of a record's form as the viewer, in one request. What somebody else changed meanwhile is told and
 * not overwritten; a required field that would be left empty and a value of the wrong kind are refused before anything is
 * sent. The outcomes are {@link FormWriteResult}'s; a failure that left everything as it was throws.
 * Throws {@link Forbidden}, `BadRequest` for fields that the form does not have, and what the source says.
 */
export async function writeRecordForm(
  actor: Actor,
  work: FormWork,
  { values, base, preview }: FormChanges,
): Promise<FormWriteResult> {
  const { form, view } = work;
  if (form.readOnly !== null) throw new Forbidden(form.readOnly);
  const wanted = readFormValues(form, values);
  const faults = findFormFaults(form.fields, wanted, { isNew: false });
  if (Object.keys(faults).length > 0) return refusedHere(actor, work, faults);
  const changes = new Map(
    [...wanted].filter(([key, value]) => !isSameFormValue(value, valueIn(form, key))),
  );
  if (changes.size === 0) {
    return preview === true
      ? { outcome: "preview", request: null }
      : { outcome: "saved", form: view(form), request: null, altered: [] };
  }
  const differences = differencesIn(form, changes, base);
  if (preview !== true && differences.length > 0) {
    return { outcome: "differs", form: view(form), differences };
  }
  const request = prepareOrFault(form, [...changes.keys()], () => work.desk.prepare(form, changes));
  if ("faults" in request) return refusedHere(actor, work, request.faults);
  if (preview === true) return { outcome: "preview", request: toSent(request) };
  return sendChanges(actor, work, changes, request);
}

/** Fields that hold neither what the person saw nor what they want. Without a `base` nothing is known of what they saw. */
function differencesIn(form: RecordForm, changes: Values, base: FormChanges["base"]) {
  return [...changes.keys()].flatMap((key) => {
    const field = form.fields.find((one) => one.key === key);
    const seen = base[key];
    if (!field || (seen !== undefined && isSameFormValue(seen, field.value))) return [];
    const { label, value: theirs, text: theirsText } = field;
    return [{ key, label, base: seen ?? "", theirs, theirsText }];
  });
}

async function sendChanges(
  actor: Actor,
  work: FormWork,
  changes: Values,
  request: FormRequest,
): Promise<FormWriteResult> {
  const { form, desk, operation } = work;
  const keys = [...changes.keys()];
  try {
    await sendForm(actor, desk, { ref: form.ref, request, keys, operation });
  } catch (error) {
    const fate = fateOf(error);
    if (fate === "nothing_sent") throw error;
    await work.readAgain();
    const now = await work.readNow();
    return fate === "refused"
      ? refusedThere(actor, work, { now, keys, words: wordsOf(error) })
      : unknownFate(work, { now, changes });
  }
  await work.readAgain();
  const now = await work.readNow();
  return {
    outcome: "saved",
    form: work.view(now ?? withValues(form, changes)),
    request: toSent(request),
    altered: now === null ? [] : alteredIn(now, changes),
  };
}

/** What the source keeps otherwise than it was sent: cut, cleaned, or set by a rule of its own. */
function alteredIn(now: RecordForm, changes: Values): FormDifference[] {
  return [...changes].flatMap(([key, value]) => {
    const field = now.fields.find((one) => one.key === key);
    if (!field || isKeptAs(field, value)) return [];
    return [{ key, label: field.label, base: value, theirs: field.value, theirsText: field.text }];
  });
}

function withValues(form: RecordForm, changes: Values): RecordForm {
  const fields = form.fields.map((field) => {
    const value = changes.get(field.key);
    return value === undefined ? field : { ...field, value, text: null };
  });
  return { ...form, fields };
}

async function refusedHere(
  actor: Actor,
  { form, desk, view }: FormWork,
  faults: Record<string, string>,
): Promise<FormWriteResult> {
  return {
    outcome: "refused",
    sent: false,
    message: countFaults(faults),
    fields: faults,
    allowed: await findAllowed(actor, { form, desk }, Object.keys(faults)),
    form: view(form),
  };
}

async function refusedThere(
  actor: Actor,
  { form, desk, view }: FormWork,
  { now, keys, words }: { now: RecordForm | null; keys: string[]; words: string | null },
): Promise<FormWriteResult> {
  const { label } = SOURCE_LABELS[splitRef(form.ref).source];
  const said = words ?? "no reason given";
  const fields = placeRefusal(form, keys, said);
  const allowed: AllowedValues =
    now === null ? {} : await findAllowed(actor, { form: now, desk }, Object.keys(fields));
  return {
    outcome: "refused",
    sent: true,
    message: `${label} refused the change: ${said}`,
    fields,
    allowed,
    form: now && view(now),
  };
}

function unknownFate(
  { form, view }: FormWork,
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
    form: now && view(now),
  };
}

function valueIn(form: RecordForm, key: string): FormValue {
  return form.fields.find((field) => field.key === key)?.value ?? "";
}
