import type { Problem, ProblemCode } from "@/lib/contracts/problem";

/** `network`: no answer reached us. `unreadable`: an answer that is not Sightline's, such as a proxy's error page. */
export type ApiErrorCode = ProblemCode | "network" | "unreadable";

/** A request to Sightline that failed: everything that a person or a panel needs to know about it. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ApiErrorCode;
  /** What failed, what was kept and what to do, in plain English. The same text as `message`. */
  readonly title: string;
  /** The id that the server's log knows; `null` when no server of ours answered. */
  readonly requestId: string | null;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** Refused inputs by name. */
  readonly fields: Readonly<Record<string, string>>;
  readonly source: "kace" | "sysaid" | null;
  readonly retryAfterSeconds: number | null;
  /** With `ticket_changed`: what the author of a comment had not seen. */
  readonly unseen: Problem["unseen"] | null;

  constructor(
    facts: Omit<Partial<Problem>, "code"> & { code: ApiErrorCode; title: string; status: number },
    cause?: unknown,
  ) {
    super(facts.title, { cause });
    this.code = facts.code;
    this.title = facts.title;
    this.requestId = facts.requestId ?? null;
    this.status = facts.status;
    this.fields = facts.fields ?? {};
    this.source = facts.source ?? null;
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
    this.unseen = facts.unseen ?? null;
  }
}

/** Names that must stand in a JSON answer. The server has parsed it; this only catches a stranger's answer. */
type Expects<Result> = readonly (keyof Result & string)[];

/**
 * Asks Sightline for JSON.
 * @param path begins with `/api/`, search included.
 * @param expects names that the answer must carry.
 * Throws {@link ApiError}; an aborted signal rejects with the signal's own reason.
 */
export function apiGet<Result>(
  path: string,
  expects: Expects<Result>,
  options: { signal?: AbortSignal } = {},
): Promise<Result> {
  return request(path, { method: "GET", signal: options.signal ?? null }, expects);
}

type Method = "POST" | "PUT" | "PATCH" | "DELETE";

/** Sends a change. The extra header keeps other sites' forms from doing the same. Errors as in {@link apiGet}. */
export function apiSend<Result>(
  method: Method,
  path: string,
  body: unknown,
  expects: Expects<Result>,
): Promise<Result> {
  return request(path, changeOf(method, body), expects);
}

/** The same in a request that outlives its page. Browsers let 64 KiB of such be under way at once. */
export function apiSendOnLeaving<Result>(
  method: Method,
  path: string,
  body: unknown,
  expects: Expects<Result>,
): Promise<Result> {
  return request(path, { ...changeOf(method, body), keepalive: true }, expects);
}

function changeOf(method: Method, body: unknown): RequestInit {
  return {
    method,
    headers: { "content-type": "application/json", "x-sightline": "1" },
    body: body === undefined ? null : JSON.stringify(body),
  };
}

async function request<Result>(
  path: string,
  init: RequestInit,
  expects: Expects<Result>,
): Promise<Result> {
  const response = await send(path, init);
  const body = await readJson(response, init.signal ?? null);
  if (!response.ok) throw toApiError(response, body);
  if (!carries(body, expects)) {
    throw new ApiError({
      code: "unreadable",
      title:
        "Sightline's answer could not be read. Reload the page; if it stays, tell your administrator.",
      status: response.status,
      ...idOf(response),
    });
  }
  return body;
}

/** Asks Sightline for anything. Throws {@link ApiError} where no answer comes; one of any status is returned unread. */
export async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, {
      ...init,
      credentials: "same-origin",
      headers: { accept: "application/json", ...init.headers },
    });
  } catch (cause) {
    if (init.signal?.aborted) throw asError(init.signal.reason);
    throw new ApiError(
      {
        code: "network",
        title:
          "Sightline cannot be reached. What you see is the last answer; it tries again by itself.",
        status: 0,
      },
      cause,
    );
  }
}

/** The body as JSON, or `undefined` when it is something else, cut off or empty. */
export async function readJson(response: Response, signal: AbortSignal | null): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    if (signal?.aborted) throw asError(signal.reason);
    if (cause instanceof SyntaxError || cause instanceof TypeError) return undefined;
    throw asError(cause);
  }
}

/** What a failed answer says. `body`: its JSON, or `undefined` where it has none. */
export function toApiError(response: Response, body: unknown): ApiError {
  if (isProblem(body)) {
    const retryAfter = body.retryAfterSeconds ?? readRetryAfter(response);
    return new ApiError({
      ...body,
      status: response.status,
      ...(retryAfter === undefined ? {} : { retryAfterSeconds: retryAfter }),
    });
  }
  return new ApiError({
    code: "unreadable",
    title: `The request failed with status ${response.status}. Try again; if it stays, tell your administrator.`,
    status: response.status,
    ...idOf(response),
  });
}

function idOf(response: Response): { requestId?: string } {
  const requestId = response.headers.get("x-request-id");
  return requestId === null ? {} : { requestId };
}

function readRetryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === "object" &&
    body !== null &&
    "code" in body &&
    typeof body.code === "string" &&
    "title" in body &&
    typeof body.title === "string" &&
    "requestId" in body &&
    typeof body.requestId === "string"
  );
}

function carries<Result>(body: unknown, expects: Expects<Result>): body is Result {
  if (expects.length === 0) return true;
  return typeof body === "object" && body !== null && expects.every((name) => name in body);
}

function asError(reason: unknown): Error {
  return reason instanceof Error
    ? reason
    : new DOMException("The request was aborted.", "AbortError");
}
