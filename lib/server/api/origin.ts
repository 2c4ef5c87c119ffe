import "server-only";
import { Forbidden } from "@/lib/server/failures";

/**
 * Refuses a write that another site's page sent. Browsers state `Sec-Fetch-Site` themselves; an older
 * one states `Origin`. A request with neither comes from no page at all and must carry our own header,
 * which another site cannot set without a CORS permission that nobody gives.
 */
export function requireSameOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) {
    if (site === "same-origin") return;
    throw new Forbidden("This request came from another site and was not carried out.");
  }
  const origin = request.headers.get("origin");
  if (origin !== null) {
    if (URL.canParse(origin) && new URL(origin).host === request.headers.get("host")) return;
    throw new Forbidden("This request came from another site and was not carried out.");
  }
  if (request.headers.get("x-sightline") === "1") return;
  throw new Forbidden("A write must come from Sightline's own pages.");
}
