import { Hono } from "hono";
import type { Clock } from "./clock";
import type { ApplianceEnv, ApplianceMiddleware } from "./environment";

const KEPT = 1_000;
/** Headers worth asserting; cookies are told by name alone. */
const LOGGED_HEADERS = [
  "accept",
  "authorization",
  "content-type",
  "referer",
  "user-agent",
  "x-dell-api-version",
  "x-dell-csrf-token",
  "x-kace-api-version",
  "x-kace-authorization",
  "x-kace-csrf-token",
];

export interface LoggedRequest {
  at: number;
  method: string;
  /** Path with its query, as it came (still encoded). */
  url: string;
  headers: Record<string, string>;
  cookieNames: string[];
  /** 0 while it is being answered, and when the socket was cut before an answer. */
  status: number;
  user: string | null;
}

/** Remembers the last 1,000 requests outside `/__simulator`, for tests. */
export function createRequestLog(clock: Clock) {
  let entries: LoggedRequest[] = [];
  const clear = () => {
    entries = [];
  };
  const middleware: ApplianceMiddleware = async (c, next) => {
    if (c.req.path.startsWith("/__simulator/")) return next();
    const entry = logged(c.req.raw, clock.now());
    entries.push(entry);
    if (entries.length > KEPT * 2) entries = entries.slice(-KEPT);
    await next();
    entry.status = c.env.incoming.socket.destroyed ? 0 : c.res.status;
    entry.user = c.get("sessionUser") ?? null;
  };
  const routes = new Hono<ApplianceEnv>()
    .get("/", (c) => c.json(entries.slice(-KEPT)))
    .delete("/", (c) => {
      clear();
      return c.body(null, 204);
    });
  return { middleware, routes, clear };
}

function logged(request: Request, at: number): LoggedRequest {
  const url = request.url.slice(new URL(request.url).origin.length);
  const headers: Record<string, string> = {};
  for (const name of LOGGED_HEADERS) {
    const value = request.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  const cookies = (request.headers.get("cookie") ?? "").split(";");
  const cookieNames = cookies.map((one) => (one.split("=")[0] ?? "").trim()).filter(Boolean);
  return { at, method: request.method, url, headers, cookieNames, status: 0, user: null };
}
