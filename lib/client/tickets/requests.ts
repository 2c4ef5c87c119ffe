import type {
  ListTicketsResult,
  TicketDetailResult,
  TicketFacetsResult,
  TicketWrite,
} from "@/lib/contracts/tickets";
import { apiGet, apiSend } from "../api";
import { toSearchString, type Search } from "../keys";

/** One window of the queue. Throws ApiError, as all of these do. */
export function fetchTicketRows(
  search: Search,
  { offset, limit, signal }: { offset: number; limit: number; signal: AbortSignal },
): Promise<ListTicketsResult> {
  const asked = toSearchString({ ...search, offset, limit });
  return apiGet<ListTicketsResult>(`/api/tickets${asked}`, ["rows", "total"], { signal });
}

/** Counts behind the filters; order plays no part in them. */
export function fetchTicketFacets(
  search: Search,
  signal: AbortSignal,
): Promise<TicketFacetsResult> {
  const path = `/api/tickets/facets${toSearchString(search)}`;
  return apiGet<TicketFacetsResult>(path, ["facets"], { signal });
}

/** A ticket: the index's copy at once, or with `fresh` what the viewer's own session shows now. */
export function fetchTicket(
  ref: string,
  { fresh, signal }: { fresh: boolean; signal: AbortSignal },
): Promise<TicketDetailResult> {
  const path = `${pathOf(ref)}${fresh ? "?fresh=1" : ""}`;
  return apiGet<TicketDetailResult>(path, ["ticket", "sources"], { signal });
}

/** Carries out one act; answers with the ticket as it is then. */
export function sendTicketWrite(ref: string, write: TicketWrite): Promise<TicketDetailResult> {
  return apiSend<TicketDetailResult>("POST", `${pathOf(ref)}/writes`, write, ["ticket"]);
}

function pathOf(ref: string): string {
  return `/api/tickets/${encodeURIComponent(ref)}`;
}
