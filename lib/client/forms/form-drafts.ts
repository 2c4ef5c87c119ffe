import { isSameFormValue, type FormField, type FormValue } from "@/lib/domain/record-form";
import { createDraftShelf, type DraftStore } from "../draft-shelf";

export type FormValues = Readonly<Record<string, FormValue>>;

/** What somebody changed in a form and did not save: per field what they want, and what they saw before. */
export interface FormDraft {
  values: FormValues;
  base: FormValues;
  /** When it was sent as a new record of which nothing is known since (ISO). */
  sentAt?: string;
}

export const NO_DRAFT: FormDraft = { values: {}, base: {} };

const shelf = createDraftShelf<FormDraft>("forms", parseDraft, isUntouched);

/** The unsaved changes of a form, or none. `key` names the account and the record: see {@link draftKey}. */
export function readFormDraft(store: DraftStore, key: string, nowMs: number): FormDraft {
  return shelf.read(store, key, nowMs) ?? NO_DRAFT;
}

/** Keeps unsaved changes; none are forgotten. */
export function keepFormDraft(
  store: DraftStore,
  key: string,
  draft: FormDraft,
  nowMs: number,
): void {
  shelf.keep(store, key, draft, nowMs);
}

/** Two people at one browser must not find each other's changes. */
export function draftKey(userName: string, record: string): string {
  return `${userName}|${record}`;
}

export function isUntouched({ values }: FormDraft): boolean {
  return Object.keys(values).length === 0;
}

/** The draft after one field was changed. What was typed back to what stands is no change any more. */
export function changeField(
  draft: FormDraft,
  field: Pick<FormField, "key" | "value">,
  value: FormValue,
): FormDraft {
  const seen = draft.base[field.key] ?? field.value;
  if (isSameFormValue(value, seen) && isSameFormValue(seen, field.value)) {
    return forgetField(draft, field.key);
  }
  return {
    ...draft,
    values: { ...draft.values, [field.key]: value },
    base: { ...draft.base, [field.key]: seen },
  };
}

/** The draft without a field: it stands as its system has it. */
export function forgetField(draft: FormDraft, key: string): FormDraft {
  const without = (values: FormValues) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => name !== key));
  return { ...draft, values: without(draft.values), base: without(draft.base) };
}

/** The draft once its person has seen what others wrote meanwhile and wants theirs all the same. */
export function seeTheirs(draft: FormDraft, key: string, theirs: FormValue): FormDraft {
  return { ...draft, base: { ...draft.base, [key]: theirs } };
}

/** The draft after a save of which the source keeps some otherwise: those stay as they were typed, the rest is done. */
export function keepAltered(
  draft: FormDraft,
  altered: readonly { key: string; theirs: FormValue }[],
): FormDraft {
  const values = altered.flatMap(({ key }) => {
    const value = draft.values[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  const base = altered.map(({ key, theirs }) => [key, theirs] as const);
  return { values: Object.fromEntries(values), base: Object.fromEntries(base) };
}

/** The draft without fields that the form does not have or let change any more. */
export function fitDraft(draft: FormDraft, fields: readonly FormField[]): FormDraft {
  const open = new Set(fields.filter(({ readOnly }) => readOnly === null).map(({ key }) => key));
  return Object.keys(draft.values)
    .filter((key) => !open.has(key))
    .reduce(forgetField, draft);
}

function parseDraft(value: unknown): FormDraft | null {
  if (typeof value !== "object" || value === null) return null;
  if (!("values" in value) || !("base" in value)) return null;
  const { values, base } = value;
  if (!isValues(values) || !isValues(base)) return null;
  const sentAt = "sentAt" in value ? value.sentAt : undefined;
  return typeof sentAt === "string" ? { values, base, sentAt } : { values, base };
}

function isValues(value: unknown): value is FormValues {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((one: unknown) =>
    Array.isArray(one) ? one.every((id) => typeof id === "string") : typeof one === "string",
  );
}
