import type { FormResult } from "@/lib/contracts/record-form";
import { apiSend } from "../../api";
import type { FormPlace } from "../../forms/requests";
import { toSearchString } from "../../keys";
import { upload } from "../../upload";

const pathOf = (device: string, rest: string) =>
  `/api/devices/${encodeURIComponent(device)}/${rest}`;

/** One of a device's records, by the refs of both. */
export interface DeviceRecordPlace {
  device: string;
  record: string;
}

/** Where the form of a device's record is read and written. */
export function deviceFormPlace({ device, record }: DeviceRecordPlace): FormPlace {
  return { path: pathOf(device, "form"), params: { record } };
}

/** Where a field's file is found. */
export function attachmentHref({ device, record }: DeviceRecordPlace, field: string): string {
  const path = pathOf(device, `attachments/${encodeURIComponent(field)}`);
  return `${path}${toSearchString({ record })}`;
}

/** Empties a field that holds a file. */
export function sendRemoval({ device, record }: DeviceRecordPlace, field: string) {
  const path = pathOf(device, `attachments/${encodeURIComponent(field)}`);
  return apiSend<FormResult>("DELETE", path, { record }, ["form"]);
}

/**
 * Sends a file and tells how far it is.
 * @param onProgress bytes sent so far
 * @throws ApiError
 */
export function sendFile(
  { device, record }: DeviceRecordPlace,
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
