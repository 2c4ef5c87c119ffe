import type { FormChoicesResult, FormResult, FormWriteResult } from "@/lib/contracts/asset-form";
import { apiGet, apiSend } from "../../api";
import { toSearchString } from "../../keys";
import { upload } from "../../upload";
import type { FormDraft } from "./form-drafts";

const pathOf = (device: string, rest: string) =>
  `/api/devices/${encodeURIComponent(device)}/${rest}`;

/** One of a device's records, by the refs of both. */
export interface FormPlace {
  device: string;
  record: string;
}

/** A record's form as its system shows it now. */
export function fetchForm({ device, record }: FormPlace, signal: AbortSignal) {
  const path = pathOf(device, `form${toSearchString({ record })}`);
  return apiGet<FormResult>(path, ["form"], { signal });
}

/** What a field can be set to; those whose name holds `search`. */
export function fetchChoices(
  { device, record }: FormPlace,
  { field, search }: { field: string; search: string },
  signal: AbortSignal,
) {
  const path = pathOf(device, `form/choices${toSearchString({ record, field, search })}`);
  return apiGet<FormChoicesResult>(path, ["choices", "isAll"], { signal });
}

/** Saves changes, or with `preview` only asks what would be sent. */
export function sendForm(
  { device, record }: FormPlace,
  { values, base }: FormDraft,
  { preview = false }: { preview?: boolean } = {},
) {
  const body = { record, values, base, ...(preview ? { preview } : {}) };
  return apiSend<FormWriteResult>("PUT", pathOf(device, "form"), body, ["outcome"]);
}

/** Where a field's file is found. */
export function attachmentHref({ device, record }: FormPlace, field: string): string {
  const path = pathOf(device, `attachments/${encodeURIComponent(field)}`);
  return `${path}${toSearchString({ record })}`;
}

/** Empties a field that holds a file. */
export function sendRemoval({ device, record }: FormPlace, field: string) {
  const path = pathOf(device, `attachments/${encodeURIComponent(field)}`);
  return apiSend<FormResult>("DELETE", path, { record }, ["form"]);
}

/**
 * Sends a file and tells how far it is.
 * @param onProgress bytes sent so far
 * @throws ApiError
 */
export function sendFile(
  { device, record }: FormPlace,
  { field, file }: { field: string; file: File },
  onProgress: (sentBytes: number) => void,
): Promise<FormResult> {
  const path = pathOf(device, `attachments/${encodeURIComponent(field)}`);
  return upload<FormResult>({
    method: "PUT",
    path: `${path}${toSearchString({ record, name: file.name })}`,
    body: file,
    type: file.type,
    expects: "form",
    onProgress,
  });
}
