import "server-only";
import { readBearer } from "@/lib/server/auth/bearer";
import { Forbidden } from "@/lib/server/failures";

/**
 * Refuses a write that another site's page sent. Browsers state `Sec-Fetch-Site` themselves; an older
 * one, or one that came over plain HTTP, states `Origin`. A request with neither comes from no page at all
 * and must carry our own header, which another site cannot set without a CORS permission that nobody gives.
 * A request with a bearer token is let through: no browser adds one by itself, and its cookies count for nothing.
 * @param authUrl the address at which people open Sightline; a proxy in front may send another `Host`
 */
export function requireSameOrigin(request: Request, authUrl: string | null): void {
  if (readBearer(request.headers) !== null) return;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) {
    if (site === "same-origin") return;
    throw new Forbidden("This request came from another site and was not carried out.");
  }
  const origin = request.headers.get("origin");
  if (origin !== null) {
    if (isOwn(origin, request.headers.get("host"), authUrl)) return;
    throw new Forbidden("This request came from another site and was not carried out.");
  }
  if (request.headers.get("x-sightline") === "1") return;
  throw new Forbidden("A write must come from Sightline's own pages.");
}

function isOwn(origin: string, host: string | null, authUrl: string | null): boolean {
  if (!URL.canParse(origin)) return false;
  if (authUrl !== null && origin === new URL(authUrl).origin) return true;
  return new URL(origin).host === host?.toLowerCase();
}
