import { ApiError, toApiError } from "./api";
import { parseJson } from "./parse-json";

interface Upload<Result> {
  method: "POST" | "PUT";
  /** Begins with `/api/`, search included. */
  path: string;
  body: Blob;
  type: string;
  /** A name that the answer must carry. */
  expects: keyof Result & string;
  /** Bytes sent so far. */
  onProgress: (sentBytes: number) => void;
  signal?: AbortSignal;
}

/**
 * Sends bytes and tells how far they are. A plain request of the browser: `fetch` says nothing on the way up.
 * @throws ApiError; the signal's own reason when it was given up
 */
export function upload<Result extends object>(asked: Upload<Result>): Promise<Result> {
  const { method, path, body, type, expects, onProgress, signal } = asked;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("x-sightline", "1");
    request.setRequestHeader("content-type", type === "" ? "application/octet-stream" : type);
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => {
      const answer = parseJson(request.responseText);
      const headers = new Headers();
      const requestId = request.getResponseHeader("x-request-id");
      if (requestId !== null) headers.set("x-request-id", requestId);
      const isGood = request.status < 400 && carries<Result>(answer, expects);
      if (isGood) resolve(answer);
      else reject(toApiError(new Response(null, { status: request.status, headers }), answer));
    };
    request.onerror = () => reject(lost());
    request.onabort = () => reject(signal?.aborted ? reasonOf(signal) : lost());
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}

function carries<Result>(body: unknown, name: keyof Result & string): body is Result {
  return typeof body === "object" && body !== null && name in body;
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new DOMException("It was given up.", "AbortError");
}

function lost(): ApiError {
  return new ApiError({
    code: "network",
    title:
      "The connection broke off, so it is unknown whether the file arrived. Look before you send it again.",
    status: 0,
  });
}
