import type { FormChoicesResult, FormResult, FormWriteResult } from "@/lib/contracts/record-form";
import { apiGet, apiSend } from "../api";
import { toSearchString } from "../keys";
import type { FormDraft } from "./form-drafts";

/** Where a form is read and written, and what it is asked with. Its choices are found below it. */
export interface FormPlace {
  path: string;
  params: Readonly<Record<string, string>>;
}

/** A record's form as its system shows it now. */
export function fetchForm({ path, params }: FormPlace, signal: AbortSignal) {
  return apiGet<FormResult>(`${path}${toSearchString(params)}`, ["form"], { signal });
}

/** What a field can be set to; those whose name holds `search`. */
export function fetchChoices(
  { path, params }: FormPlace,
  { field, search }: { field: string; search: string },
  signal: AbortSignal,
) {
  const query = toSearchString({ ...params, field, search });
  return apiGet<FormChoicesResult>(`${path}/choices${query}`, ["choices", "isAll"], { signal });
}

/** Saves changes, or with `preview` only asks what would be sent. */
export function sendForm(
  { path, params }: FormPlace,
  { values, base }: FormDraft,
  { preview = false }: { preview?: boolean } = {},
) {
  const body = { ...params, values, base, ...(preview ? { preview } : {}) };
  return apiSend<FormWriteResult>("PUT", path, body, ["outcome"]);
}
