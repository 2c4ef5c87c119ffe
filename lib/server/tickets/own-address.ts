import "server-only";
import { parseRef, type Ref } from "@/lib/domain/ref";

/** Where a ticket stands in Sightline; `null` where nobody told this server its own address. */
export function addressOf(authUrl: string | null, ref: Ref): string | null {
  const base = authUrl?.replace(/\/+$/, "");
  return base === undefined ? null : `${base}/tickets/${encodeURIComponent(ref)}`;
}

/** The ticket that an address of Sightline's own leads to; `null` for any other address. */
export function ticketAt(authUrl: string | null, address: string): Ref | null {
  const base = authUrl?.replace(/\/+$/, "");
  if (base === undefined || !address.startsWith(`${base}/tickets/`)) return null;
  const [part = ""] = address.slice(base.length + "/tickets/".length).split(/[?#/]/);
  try {
    return parseRef(decodeURIComponent(part));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
