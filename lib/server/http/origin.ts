import "server-only";

/** A path that would reach something else than what stands below the configured address. */
export class UnsafePathError extends Error {
  constructor(reason: string) {
    super(`The path ${reason}`);
    this.name = "UnsafePathError";
  }
}

// A server may decode %2e, %2f and %5c before it looks a path up, so their encoded forms count too.
const CLIMBING = /(^|\/)(\.|%2e){1,2}(\/|$)/i;
const BACKSLASH = /\\|%5c/i;

/**
 * Joins a configured address, an encoded path and an encoded query. The address may have a path of its own,
 * which the result keeps as its prefix.
 * @param path must start with one "/"; holds neither query nor fragment
 * @param query without "?"
 * @throws UnsafePathError when the result would leave the address
 */
export function joinUrl(baseUrl: string, path: string, query?: string): URL {
  if (!path.startsWith("/")) throw new UnsafePathError("must start with /");
  if (path.startsWith("//")) throw new UnsafePathError("must not name another host");
  if (/[?#]/.test(path)) throw new UnsafePathError("must not hold a query or a fragment");
  if (BACKSLASH.test(path)) throw new UnsafePathError("must not hold a backslash");
  if (CLIMBING.test(path)) throw new UnsafePathError("must not climb");
  if (/[\s\p{Cc}]/u.test(path)) throw new UnsafePathError("is not encoded");

  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/+$/, "");
  const url = new URL(base.origin + prefix + path);
  if (url.origin !== base.origin || !url.pathname.startsWith(`${prefix}/`)) {
    throw new UnsafePathError("leaves its address");
  }
  // URL would read "#" as the start of a fragment and send nothing of what follows.
  url.search = query ? `?${query.replaceAll("#", "%23")}` : "";
  return url;
}
