import type { SayTicketLink, TicketContextResult } from "@/lib/contracts/ticket-context";
import { apiGet, apiSend } from "../api";

const pathOf = (ref: string, part: string) => `/api/tickets/${encodeURIComponent(ref)}/${part}`;

/** What stands around a ticket. Throws ApiError, as the other does. */
export function fetchTicketContext(ref: string, signal: AbortSignal): Promise<TicketContextResult> {
  return apiGet<TicketContextResult>(pathOf(ref, "context"), ["context", "sources"], { signal });
}

/** Says of two tickets whether they are one matter; answers with what stands around the first one then. */
export function sendTicketLink(
  ref: string,
  said: { other: string; say: SayTicketLink["say"] },
): Promise<TicketContextResult> {
  return apiSend<TicketContextResult>("POST", pathOf(ref, "links"), said, ["context", "sources"]);
}
