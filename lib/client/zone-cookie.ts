import { isTimeZone } from "@/lib/domain/wall-clock";

// No "use client": pages read the cookie that the browser writes.

export const ZONE_COOKIE = "sightline-zone";

/** The time zone that a browser told of itself; UTC until it did. */
export function readZone(cookie: string | undefined): string {
  return cookie !== undefined && isTimeZone(cookie) ? cookie : "UTC";
}
