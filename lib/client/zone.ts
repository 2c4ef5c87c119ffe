"use client";

import { useEffect, useSyncExternalStore } from "react";
import { ZONE_COOKIE } from "./zone-cookie";

const YEAR_S = 31_536_000;
const never = () => () => undefined;
const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * The browser's time zone, as an IANA name. A cookie tells it to the server, so that the next page is made for it:
 * `told` is what this page was made for.
 */
export function useZone(told: string): string {
  const zone = useSyncExternalStore(never, zoneHere, () => told);
  useEffect(() => {
    document.cookie = `${ZONE_COOKIE}=${encodeURIComponent(zone)}; path=/; max-age=${YEAR_S}; samesite=lax`;
  }, [zone]);
  return zone;
}
