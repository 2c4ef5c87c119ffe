import "server-only";
import type { FormField, FormValue } from "@/lib/domain/record-form";
import { formValueFault, isSameFormValue } from "@/lib/domain/record-form";
import { ATTRIBUTES, parseAttribute } from "@/lib/domain/merge/attributes";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import { visibilityOf } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Actor } from "@/lib/server/api/route";
import { actorFor } from "@/lib/server/auth/vault";
import { Forbidden, NotFound } from "@/lib/server/failures";
import { findAccounts } from "@/lib/server/store/read/account-choices";
import { findWritableTwin } from "@/lib/server/store/read/device-records";
import type { FormRequest } from "@/lib/server/upstream/form-desk";
import { readRecordAgain, sendForm } from "@/lib/server/forms/send-form";
import { openForm, whyReadOnly, type Asker, type OpenForm } from "./open-form";

/** One write of one attribute, exactly as it will go out. */
export interface PreparedRequest extends FormRequest {
  source: Source;
  /** The record that is written: the asset of a KACE machine, the CI of a SysAid asset. */
  ref: Ref;
  /** The fields that it sets, by the source's own keys. */
  keys: string[];
  /** What it does, for people. */
  summary: string;
}

export type PreparedAttribute =
  { state: "possible"; request: PreparedRequest } | { state: "impossible"; reason: string };

/**
 * The fields that hold an attribute of a device, by source. What is not here is inventory, which agents write and nobody
 * else can: KACE's API changes assets and no machine facts, SysAid's changes CIs and no assets.
 */
const FIELDS: Record<Source, Readonly<Partial<Record<string, string>>>> = {
  kace: {
    name: "name",
    owner: "owner_id",
    ownerName: "owner_id",
    site: "location_id",
    status: "asset_status_id",
  },
  sysaid: {
    name: "ci_name",
    serial: "serial",
    owner: "owner",
    ownerName: "owner",
    site: "location",
    department: "department",
    status: "status",
  },
};

/**
 * Works out the request that gives a record's attribute (`owner`, `site`, `status`, …) a value, without sending it. The
 * record's form is read live; a value that stands for a row of the source (a person, a place) is looked up by its name.
 * An empty value empties the attribute. What cannot be done is told with its reason, also where the viewer may not.
 * Throws what the source says when it does not answer.
 */
export async function prepareAttributeWrite(
  actor: Asker,
  ref: Ref,
  attribute: string,
  value: string,
): Promise<PreparedAttribute> {
  const { source } = splitRef(ref);
  const { label } = SOURCE_LABELS[source];
  const key = FIELDS[source][attribute];
  if (key === undefined) return impossible(whyNotWritable(source, attribute));
  const forbidden = whyReadOnly(actor.viewer, source);
  if (forbidden !== null) return impossible(forbidden);
  const { db } = actor.runtime.store;
  const target = await findWritableTwin(db, visibilityOf(actor.viewer), ref);
  if (target === null) return impossible(WITHOUT_TWIN[source]);
  const open = await openOrNot(actor, target);
  if ("state" in open) return open;
  const field = open.form.fields.find((one) => one.key === key);
  if (!field) return impossible(`${label}’s form of “${open.form.title}” has no such field.`);
  if (open.form.readOnly !== null) return impossible(open.form.readOnly);
  if (field.readOnly !== null) return impossible(`${field.label}: ${field.readOnly}`);
  const found = await resolveValue(actor, open, field, value.trim());
  if ("state" in found) return found;
  if (isSameFormValue(found.value, field.value)) {
    return impossible(`${label} holds this value already.`);
  }
  const fault = formValueFault(field, found.value);
  if (fault !== null) return impossible(`${field.label}: ${fault}`);
  return { state: "possible", request: toRequest(open, field, { ...found, label: value.trim() }) };
}

const WITHOUT_TWIN: Record<Source, string> = {
  kace: "KACE has no asset of this machine, and its API changes no inventory.",
  sysaid: "SysAid has no CI of this asset, and its API changes no assets.",
};

/** Why a source can never be given an attribute, whatever the record; `null` where its API has a field for it. */
export function whyNeverWritable(source: Source, attribute: string): string | null {
  return FIELDS[source][attribute] === undefined ? whyNotWritable(source, attribute) : null;
}

function whyNotWritable(source: Source, attribute: string): string {
  const name = parseAttribute(attribute);
  const what = name === null ? `“${attribute}”` : `the ${ATTRIBUTES[name].label.toLowerCase()}`;
  return source === "kace"
    ? `KACE learns ${what} from the machine’s inventory, which nobody can write.`
    : `SysAid’s API has no way to write ${what}.`;
}

function impossible(reason: string): { state: "impossible"; reason: string } {
  return { state: "impossible", reason };
}

async function openOrNot(
  actor: Asker,
  ref: Ref,
): Promise<OpenForm | { state: "impossible"; reason: string }> {
  const { label } = SOURCE_LABELS[splitRef(ref).source];
  try {
    return await openForm(actor, ref);
  } catch (error) {
    if (error instanceof NotFound) return impossible(`${label} does not show you this record.`);
    throw error;
  }
}

/** The field's own spelling of a value: a text as it is, a row of the source by its name. */
async function resolveValue(
  actor: Asker,
  { form, desk }: OpenForm,
  field: FormField,
  value: string,
): Promise<{ value: FormValue } | { state: "impossible"; reason: string }> {
  if (value === "" || field.kind !== "choice") return { value };
  const { source } = splitRef(form.ref);
  const { label } = SOURCE_LABELS[source];
  const { runtime, viewer, signal } = actor;
  if (field.from === "user") {
    const wanted = { source, name: value };
    const refs = await findAccounts(runtime.store.db, visibilityOf(viewer), wanted);
    const [first, second] = refs;
    if (first === undefined) return impossible(`${label} has no account of “${value}”.`);
    if (second !== undefined) return impossible(`${label} has several accounts of “${value}”.`);
    return { value: splitRef(first).nativeId };
  }
  const wanted = { search: value, limit: SAME_NAMES_MAX };
  const listed = await desk.choices(form, field, wanted, { priority: "person", signal });
  const same = (listed?.choices ?? []).filter(
    (one) => one.label.trim().toLowerCase() === value.toLowerCase(),
  );
  const [first, second] = same;
  if (first === undefined) {
    return impossible(`${label} has no ${field.label.toLowerCase()} “${value}”.`);
  }
  if (second !== undefined) {
    return impossible(`${label} has ${same.length} entries called “${value}”.`);
  }
  return { value: first.id };
}

/** Names that hold the wanted one are few; of more, the exact one may be missed and is then not found. */
const SAME_NAMES_MAX = 200;

function toRequest(
  { form, desk }: OpenForm,
  field: FormField,
  { value, label }: { value: FormValue; label: string },
): PreparedRequest {
  const { source } = splitRef(form.ref);
  const request = desk.prepare(form, new Map([[field.key, value]]));
  const to = label === "" ? "nothing" : `“${label}”`;
  const words = `Set ${field.label} of the ${form.typeLabel} “${form.title}” to ${to}`;
  return { ...request, source, ref: form.ref, keys: [field.key], summary: words };
}

/**
 * Sends what {@link prepareAttributeWrite} made, once, through the viewer's own session, with a line in the audit, and reads
 * the record again. A request must never come from a browser: prepare it anew there and then.
 * Throws {@link Forbidden}, and what the source said; of a timeout, a network fault and a 5xx nobody knows what was written.
 */
export async function sendPrepared(actor: Actor, request: PreparedRequest): Promise<void> {
  const { ref, source } = request;
  const forbidden = whyReadOnly(actor.viewer, source);
  if (forbidden !== null) throw new Forbidden(forbidden);
  const hands = await actorFor(actor.runtime, actor.viewer, source);
  if (!hands.forms) throw new NotFound("form of this record");
  try {
    await sendForm(actor, hands.forms, { ref, request, keys: request.keys });
  } finally {
    // Also after a failure: what came of it is in the record.
    await readRecordAgain(actor, hands, ref);
  }
}
