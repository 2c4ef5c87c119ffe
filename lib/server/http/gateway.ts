import "server-only";
import type { CookieJar } from "tough-cookie";
import PQueue from "p-queue";
import { Agent, FormData, fetch } from "undici";
import type { Source } from "@/lib/domain/source";
import {
  UpstreamHttpError,
  UpstreamShapeError,
  UpstreamTimeoutError,
} from "@/lib/server/upstream/errors";
import type { Priority } from "@/lib/server/upstream/port";
import {
  ANSWER_SIZE_MAX_BYTES,
  type GatewayResponse,
  readText,
  toHttpError,
  toNetworkError,
  toResponse,
} from "./answer";
import { type Breaker, createBreaker } from "./breaker";
import type { Budget, BudgetCondition } from "./budget";
import { type Clock, systemClock } from "./clock";
import { type ClockEstimate, createClockSkew } from "./clock-skew";
import { joinUrl } from "./origin";
import { retryDelayMs } from "./retry";
import { type StreamRequest, type StreamWay, type StreamedAnswer, openStream } from "./stream";

export type { GatewayResponse } from "./answer";
export type { StreamRequest, StreamedAnswer } from "./stream";

export interface GatewayOptions {
  source: Source;
  /** The configured address; every request stays below it. */
  baseUrl: string;
  /** PEM text of a private certificate authority, `null` to trust the usual ones. */
  ca: string | null;
  budget: Budget;
  breaker?: Breaker;
  /** Deadline of one attempt. Default 15 s for people and refreshes, 60 s for deltas and sweeps. */
  fetchTimeoutMs?: number;
  userAgent?: string;
  /** Pause of everybody after a 429 without `Retry-After`. Default 5 s. */
  tooManyPauseMs?: number;
  /** Default 64 MiB. */
  answerSizeMaxBytes?: number;
  clock?: Clock;
}

export interface GatewayRequest {
  /** The catalogue's operation id; the only part of a request that errors and logs name. */
  operation: string;
  method: string;
  /** Encoded, starts with "/". */
  path: string;
  /** Encoded, without "?". */
  query?: string;
  /** Vendor headers. Cookie, Host, Origin and Referer are never taken from here. */
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Text parts of a form, in place of `body`. */
  form?: Readonly<Record<string, string>>;
  /** Gives the cookies and keeps those of the answer. */
  jar: CookieJar;
  priority: Priority;
  /** Whether it may be sent again after a failure that leaves open whether it was done. */
  idempotent: boolean;
  signal?: AbortSignal | undefined;
  /** Ends only the waiting for a turn, with its own reason; what is on its way already goes on. */
  turnSignal?: AbortSignal | undefined;
  timeoutMs?: number;
  /** `false`: a 429 concerns this request alone (a sign-in) and pauses nobody else. Default `true`. */
  tooManyPausesAll?: boolean;
}

/** How the way to a server stands at this moment. */
export interface GatewayCondition extends BudgetCondition {
  /** Epoch ms until which nobody is let through, `null` when somebody is. */
  breakerOpenUntil: number | null;
  /** The server's clock beside ours, as its answers tell it. */
  clock: ClockEstimate | null;
}

/** The one way to an upstream's server. */
export interface Gateway {
  /**
   * Sends one request: budget, breaker, deadline, retries, cookies. Resolves with answers below 400, redirects
   * included; every other answer, 401 too, is thrown.
   * @throws UpstreamHttpError, UpstreamNetworkError, UpstreamTimeoutError, UpstreamBusyError,
   *   UpstreamShapeError (answer too large), UnsafePathError, or the signal's reason
   */
  send(request: GatewayRequest): Promise<GatewayResponse>;
  /**
   * Sends one request with streams for bodies, under the same budget and breaker. Resolves at the head of an answer
   * below 400, redirects included.
   * @throws as `send` does, and unchanged what reading the request's body throws
   */
  stream(request: StreamRequest): Promise<StreamedAnswer>;
  condition(): GatewayCondition;
  /** Ends idle connections; for tests and shutdown. */
  close(): Promise<void>;
}

/** What both kinds of request say of their turn. */
type Turn = Pick<
  GatewayRequest,
  "operation" | "priority" | "signal" | "idempotent" | "tooManyPausesAll"
>;

const TIMEOUT_MS = {
  person: 15_000,
  refresh: 15_000,
  delta: 60_000,
  sweep: 60_000,
} satisfies Record<Priority, number>;
const TOO_MANY_PAUSE_MS = 5_000;
/** Files under way at once. A slow line holds one for minutes, so they do not take the budget's slots. */
const FILES_MAX = 6;

const JSON_TYPE = { "content-type": "application/json; charset=UTF-8" };

// A Referer changes the role at one upstream; the others have no business in a server's request either.
const NEVER_SENT = ["cookie", "host", "origin", "referer"];

/** Creates the gateway of one source. */
export function createGateway(options: GatewayOptions): Gateway {
  const { source, budget, clock = systemClock } = options;
  const breaker = options.breaker ?? createBreaker({ source });
  const skew = createClockSkew();
  const agent = new Agent({
    connect: options.ca === null ? {} : { ca: options.ca },
    keepAliveTimeout: 30_000,
    bodyTimeout: 0,
    headersTimeout: 0,
  });

  const attempt = async (request: GatewayRequest, url: URL): Promise<GatewayResponse> => {
    const asked = { source, operation: request.operation };
    const deadline = startDeadline(
      request.timeoutMs ?? options.fetchTimeoutMs ?? TIMEOUT_MS[request.priority],
      request.signal,
    );
    try {
      const sentAt = clock.now();
      const raw = await fetch(url, {
        method: request.method,
        headers: {
          ...(await headersOf(request, url, options.userAgent ?? "Sightline")),
          ...(request.body === undefined ? {} : JSON_TYPE),
        },
        body: bodyOf(request),
        redirect: "manual",
        dispatcher: agent,
        signal: deadline.signal,
      });
      const [date, age] = [raw.headers.get("date"), raw.headers.get("age")];
      skew.note({ date, age, sentAt, receivedAt: clock.now() });
      await keepCookies(request.jar, raw.headers.getSetCookie(), url);
      const maxBytes = options.answerSizeMaxBytes ?? ANSWER_SIZE_MAX_BYTES;
      const text = await readText(raw, asked, maxBytes);
      if (raw.status >= 400) throw toHttpError(raw, text, asked, clock.now());
      return toResponse(raw, text, url, asked);
    } catch (error) {
      if (error instanceof UpstreamHttpError || error instanceof UpstreamShapeError) throw error;
      request.signal?.throwIfAborted();
      if (deadline.signal.aborted) {
        const message = `${source} did not answer ${request.operation} in time`;
        throw new UpstreamTimeoutError(message, { ...asked, cause: error });
      }
      throw toNetworkError(error, asked);
    } finally {
      deadline.end();
    }
  };

  const files = new PQueue({ concurrency: FILES_MAX });
  const open = async (request: StreamRequest, url: URL, onEnd: () => void) => {
    const headers = await headersOf(request, url, options.userAgent ?? "Sightline");
    const sentAt = clock.now();
    const onHead: StreamWay["onHead"] = async (head) => {
      const [date, age] = [head.headers.get("date"), head.headers.get("age")];
      skew.note({ date, age, sentAt, receivedAt: clock.now() });
      await keepCookies(request.jar, head.setCookies, url);
    };
    const { now } = clock;
    return openStream({ source, dispatcher: agent, url, headers, onHead, onEnd, now }, request);
  };
  /** Small calls hold a slot of the budget until the head of the answer; files hold a place of their own to the end. */
  const openInTurn = async (request: StreamRequest, url: URL): Promise<StreamedAnswer> => {
    const { operation, signal } = request;
    const task = (onEnd: () => void) => breaker.run(operation, () => open(request, url, onEnd));
    if (!request.isLarge) return budget.run(request, () => task(() => undefined));
    const release = await takePlace(files, signal);
    try {
      // Counted like every other request, before it is sent.
      await budget.run(request, async () => undefined);
      return await task(release);
    } catch (error) {
      release();
      throw error;
    }
  };

  const pauseAfterTooMany = (error: unknown, request: Turn) => {
    if (!(error instanceof UpstreamHttpError) || error.status !== 429) return;
    budget.noteTooMany();
    if (request.tooManyPausesAll === false) return;
    const pauseMs = error.retryAfterMs ?? options.tooManyPauseMs ?? TOO_MANY_PAUSE_MS;
    budget.block(clock.now() + pauseMs);
  };

  const persist = async <Result>(request: Turn, task: () => Promise<Result>): Promise<Result> => {
    for (let next = 1; ; next++) {
      try {
        breaker.check(request.operation);
        return await task();
      } catch (error) {
        pauseAfterTooMany(error, request);
        const delayMs = retryDelayMs(error, { idempotent: request.idempotent, next });
        if (delayMs === undefined) throw error;
        await clock.wait(delayMs, request.signal);
      }
    }
  };

  return {
    async send(request) {
      const url = joinUrl(options.baseUrl, request.path, request.query);
      const sendOnce = () => breaker.run(request.operation, () => attempt(request, url));
      return persist(request, () => inTurn(budget, request, sendOnce));
    },
    async stream(request) {
      const url = joinUrl(options.baseUrl, request.path, request.query);
      const idempotent = request.idempotent && request.body === null;
      return persist({ ...request, idempotent }, () => openInTurn(request, url));
    },
    condition: () => ({
      ...budget.condition(),
      breakerOpenUntil: breaker.openUntil(),
      clock: skew.estimate(),
    }),
    close: () => agent.close(),
  };
}

/** Runs a task in its turn. The budget's queue drops what its signal ends, so what only ends the waiting must not reach it later. */
async function inTurn<Result>(
  budget: Budget,
  request: Pick<GatewayRequest, "operation" | "priority" | "signal" | "turnSignal">,
  task: () => Promise<Result>,
): Promise<Result> {
  const { turnSignal, operation, priority, signal } = request;
  if (!turnSignal) return budget.run(request, task);
  const waiting = new AbortController();
  const onAbort = () => waiting.abort(turnSignal.reason);
  const start = () => turnSignal.removeEventListener("abort", onAbort);
  if (turnSignal.aborted) onAbort();
  turnSignal.addEventListener("abort", onAbort, { once: true });
  try {
    const both = signal ? AbortSignal.any([signal, waiting.signal]) : waiting.signal;
    return await budget.run({ operation, priority, signal: both }, () => {
      start();
      return task();
    });
  } finally {
    start();
  }
}

/** Waits for a place; gives what frees it, which may be called more than once. */
function takePlace(places: PQueue, signal: AbortSignal | undefined): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const hold = () => new Promise<void>((release) => resolve(release));
    places.add(hold, { signal }).catch(reject);
  });
}

function bodyOf({ body, form }: Pick<GatewayRequest, "body" | "form">): FormData | string | null {
  if (form === undefined) return body === undefined ? null : JSON.stringify(body);
  const parts = new FormData();
  for (const [name, text] of Object.entries(form)) parts.append(name, text);
  return parts;
}

async function headersOf(
  request: Pick<GatewayRequest, "headers" | "jar">,
  url: URL,
  userAgent: string,
): Promise<Record<string, string>> {
  const headers: Record<string, string> = { accept: "application/json", "user-agent": userAgent };
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    const lower = name.toLowerCase();
    if (!NEVER_SENT.includes(lower)) headers[lower] = value;
  }
  const cookies = await request.jar.getCookieString(url.href);
  if (cookies) headers["cookie"] = cookies;
  return headers;
}

async function keepCookies(jar: CookieJar, setCookies: string[], url: URL): Promise<void> {
  for (const text of setCookies) {
    await jar.setCookie(text, url.href, { loose: true, ignoreError: true });
  }
}

/**
 * Joins a deadline with the caller's signal. AbortSignal.any keeps its result alive as long as a long-lived
 * caller's signal on Node 20, hence a listener that is taken away again.
 */
function startDeadline(timeoutMs: number, signal: AbortSignal | undefined) {
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal?.reason);
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    },
  };
}
