import type { FormResult } from "@/lib/contracts/record-form";
import { ApiError, apiSend, toApiError } from "../../api";
import type { FormPlace } from "../../forms/requests";
import { toSearchString } from "../../keys";
import { parseJson } from "../../parse-json";

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
 * Sends a file and tells how far it is. A plain request of the browser: `fetch` says nothing on the way up.
 * @param onProgress bytes sent so far
 * @throws ApiError
 */
export function sendFile(
  { device, record }: DeviceRecordPlace,
  { field, file }: { field: string; file: File },
  onProgress: (sentBytes: number) => void,
): Promise<FormResult> {
  const path = pathOf(device, `attachments/${encodeURIComponent(field)}`);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `${path}${toSearchString({ record, name: file.name })}`);
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("x-sightline", "1");
    request.setRequestHeader(
      "content-type",
      file.type === "" ? "application/octet-stream" : file.type,
    );
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => {
      const body = parseJson(request.responseText);
      const headers = new Headers();
      const requestId = request.getResponseHeader("x-request-id");
      if (requestId !== null) headers.set("x-request-id", requestId);
      if (isFormResult(body)) resolve(body);
      else reject(toApiError(new Response(null, { status: request.status, headers }), body));
    };
    request.onerror = () => reject(lost());
    request.onabort = () => reject(lost());
    request.send(file);
  });
}

function isFormResult(body: unknown): body is FormResult {
  return typeof body === "object" && body !== null && "form" in body;
}

function lost(): ApiError {
  return new ApiError({
    code: "network",
    title:
      "The connection broke off, so it is unknown whether the file arrived. Look before you send it again.",
    status: 0,
  });
}
