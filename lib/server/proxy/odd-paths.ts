import "server-only";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { SOURCES } from "@/lib/domain/source";

// Between the wire and a route the framework cleans an address: it climbs `..`, folds doubled slashes, and falls over
// a broken escape. What the caller wrote can then no longer be seen. A door must not open to what was meant otherwise,
// so such an address is turned, as it comes in, into one that no operation has. Node tells of each request before
// anybody reads it.

/** What routes are told of. The framework answers the rest with an error of its own. */
const ROUTED_METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];
/** Goes to the routes, and is no operation of anybody. */
const NO_OPERATION = "OPTIONS";
const CHANNEL = "http.server.request.start";
const PROXIED = new RegExp(`^/api/(${SOURCES.join("|")})(?=/|$)`);
/** What a cleaner would change. Most addresses hold none of it, so that the rest costs nothing. */
const SUSPICIOUS = /%2e|\/\.|\\|\/\/|%(?![\da-f]{2})/i;

/** Turns odd addresses of the proxy away, for every server of this process. Gives what ends it. */
export function watchOddPaths(): () => void {
  const onRequest = (message: unknown) => {
    const request =
      typeof message === "object" && message !== null && "request" in message
        ? message.request
        : null;
    if (request instanceof IncomingMessage && request.url !== undefined) {
      request.url = straighten(request.url);
      const isRouted = ROUTED_METHODS.includes(request.method ?? "");
      if (!isRouted && PROXIED.test(request.url)) request.method = NO_OPERATION;
    }
  };
  subscribe(CHANNEL, onRequest);
  return () => void unsubscribe(CHANNEL, onRequest);
}

/**
 * The address as it may go on: an odd one of the proxy becomes one of the same source that is nothing, a plain one
 * loses its closing slash, which the framework would answer with a redirect. All others stay.
 * @param url a request line's address, raw
 */
export function straighten(url: string): string {
  const end = url.search(/[?#]/);
  const path = end === -1 ? url : url.slice(0, end);
  const isSuspicious = SUSPICIOUS.test(path);
  const source = PROXIED.exec(isSuspicious ? clean(path) : path)?.[1] ?? PROXIED.exec(path)?.[1];
  if (source === undefined) return url;
  if (isSuspicious || !isDecodable(path)) return `/api/${source}/-`;
  return path.endsWith("/") ? path.slice(0, -1) + url.slice(path.length) : url;
}

/** Where a cleaner would end up, whichever of its rules it applies. */
function clean(path: string): string {
  const folded = path.replace(/\\/g, "/").replace(/\/{2,}/g, "/");
  return URL.canParse(folded, "http://n") ? new URL(folded, "http://n").pathname : path;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}
