import type { Ref } from "./ref";

/**
 * What a field of a record's form holds. `localTime` is the source's own clock without an offset
 * (`2026-03-01T12:00:00`), `moment` is ISO 8601 in UTC, `date` is `2026-03-01`, `choice` an id, `choices` several,
 * `nested` the id of a place in a tree (categories). `other` is what can be looked at alone.
 */
export const FORM_KINDS = [
  "text",
  "longText",
  "number",
  "date",
  "localTime",
  "moment",
  "flag",
  "choice",
  "choices",
  "nested",
  "file",
  "other",
] as const;
export type FormKind = (typeof FORM_KINDS)[number];

/** A field's content: `choices` as a list, everything else as one text. Nothing is the empty text or list. */
export type FormValue = string | string[];

export interface FormChoice {
  id: string;
  label: string;
  /** Of a `nested` field: the names from the root to it. A choice of one level narrows the next to those below it. */
  path?: string[];
}

export interface FormField {
  /** The source's own name for it. */
  key: string;
  label: string;
  kind: FormKind;
  /** Which machines it is for, where the source says that it is not for all. */
  group: string | null;
  required: boolean;
  /** Why it cannot be changed here; `null` where it can. */
  readOnly: string | null;
  value: FormValue;
  /** What people read in place of ids; `null` where the value speaks for itself. */
  text: string | null;
  /** What its ids stand for: `user`, or the source's name of a list. `null` where nothing is chosen from. */
  from: string | null;
  /** Everything that it can be set to, where that came with the form; `null` where it is asked for. */
  options: FormChoice[] | null;
  /** The heading that it stands under, where the form has such. */
  section: string | null;
}

/** The fields of a record, of one that stands or of one that is still to be made. */
export interface FormLayout {
  typeLabel: string;
  title: string;
  /** Why nothing of it can be changed, else `null`. */
  readOnly: string | null;
  /** Zone of `localTime` fields (IANA), where the source tells it. */
  timeZone: string | null;
  fields: FormField[];
}

/** A record as its own type lays it out. */
export interface RecordForm extends FormLayout {
  ref: Ref;
}

/** Whether two contents are the same. The order of several choices says nothing. */
export function isSameFormValue(left: FormValue, right: FormValue): boolean {
  if (typeof left === "string" || typeof right === "string") return left === right;
  const [a, b] = [[...left].sort(), [...right].sort()];
  return a.length === b.length && a.every((id, at) => id === b[at]);
}

/** Whether a field holds what was sent. Seconds that were left out, and zeros at a number's end, say nothing. */
export function isKeptAs({ kind, value }: Pick<FormField, "kind" | "value">, sent: FormValue) {
  if (isSameFormValue(value, sent)) return true;
  if (typeof value !== "string" || typeof sent !== "string") return false;
  switch (kind) {
    case "number":
      return value !== "" && sent !== "" && Number(value) === Number(sent);
    case "localTime":
      return value === `${sent}:00`;
    case "moment":
      return Math.abs(Date.parse(value) - Date.parse(sent)) < 1_000;
    default:
      return false;
  }
}

/** Whether a field holds nothing. Blanks alone are nothing. */
export function isEmptyFormValue(value: FormValue): boolean {
  return typeof value === "string" ? value.trim() === "" : value.length === 0;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** Why a content is none for its field, in a short sentence; `null` when it is one. Says nothing of required fields. */
export function formValueFault(
  field: Pick<FormField, "kind" | "readOnly">,
  value: FormValue,
): string | null {
  if (field.readOnly !== null) return field.readOnly;
  if (typeof value !== "string")
    return field.kind === "choices" ? null : "This field takes one value.";
  if (field.kind === "choices") return "This field takes a list of values.";
  return value === "" ? null : (characterFault(value) ?? textFault(field.kind, value));
}

/** Characters that neither system nor the index can keep: the null character, and halves of a character. */
function characterFault(value: string): string | null {
  const at = value.search(/\0|\p{Cs}/u);
  if (at < 0) return null;
  return `Character ${at + 1} of this text cannot be stored by either system; it shows as nothing or as a box. Delete it.`;
}

/**
 * What stands in the way of a form being sent, by field: values that are none of their fields', and required fields that
 * would be left empty. `isNew`: nothing of it stands yet, so that every required field counts; else the changed ones do.
 */
export function findFormFaults(
  fields: readonly FormField[],
  values: ReadonlyMap<string, FormValue>,
  { isNew }: { isNew: boolean },
): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const field of fields) {
    const value = values.get(field.key);
    const isChanged = value !== undefined && !isSameFormValue(value, field.value);
    const fault =
      (isChanged ? (formValueFault(field, value) ?? optionFault(field, value)) : null) ??
      (isChanged || isNew ? missingIn(field, value ?? field.value) : null);
    if (fault !== null) faults[field.key] = fault;
  }
  return faults;
}

function missingIn({ required, readOnly }: FormField, value: FormValue): string | null {
  const isMissing = required && readOnly === null && isEmptyFormValue(value);
  return isMissing ? "This field must not be empty." : null;
}

/** A value that is none of those that came with the form. */
function optionFault({ options, kind }: FormField, value: FormValue): string | null {
  if (options === null || isEmptyFormValue(value)) return null;
  const known = new Set(options.map(({ id }) => id));
  if ([value].flat().every((id) => known.has(id))) return null;
  return kind === "nested"
    ? "There is no such entry below what is chosen."
    : "This field does not take this value.";
}

function textFault(kind: FormKind, value: string): string | null {
  switch (kind) {
    case "number":
      return NUMBER.test(value) ? null : "This is not a number.";
    case "date":
      return DATE.test(value) && isRealDay(value) ? null : "This is not a date of the calendar.";
    case "localTime":
      return LOCAL_TIME.test(value) && isRealDay(value.slice(0, 10)) && isRealTime(value.slice(11))
        ? null
        : "This is not a date and time.";
    case "moment":
      return Number.isNaN(Date.parse(value)) ? "This is not a date and time." : null;
    case "flag":
      return value === "true" || value === "false" ? null : "This is neither yes nor no.";
    default:
      return null;
  }
}

function isRealDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

function isRealTime(text: string): boolean {
  const [hour = 24, minute = 60, second = 0] = text.split(":").map(Number);
  return hour < 24 && minute < 60 && second < 60;
}
