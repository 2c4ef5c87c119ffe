import type { KeepDraft, TicketDraftResult } from "@/lib/contracts/ticket-draft";
import { apiGet, apiSend, apiSendOnLeaving } from "../api";

/** What outlives its page may not be larger (64 KiB for all of a page's requests). */
const KEEPALIVE_MAX = 60_000;

/** One's own unsent comment as the server holds it. Throws ApiError, as both of these do. */
export function fetchDraft(ref: string, signal: AbortSignal): Promise<TicketDraftResult> {
  return apiGet<TicketDraftResult>(pathOf(ref), ["draft"], { signal });
}

/**
 * Keeps an unsent comment on the server; one without text is deleted. Answers with what stands there then.
 * @param isLeaving the request is to outlive the page, where it is small enough
 */
export function sendDraft(
  ref: string,
  draft: KeepDraft,
  isLeaving: boolean,
): Promise<TicketDraftResult> {
  const outlives = isLeaving && new Blob([draft.text]).size < KEEPALIVE_MAX;
  const send = outlives ? apiSendOnLeaving<TicketDraftResult> : apiSend<TicketDraftResult>;
  return send("PUT", pathOf(ref), draft, ["draft"]);
}

function pathOf(ref: string): string {
  return `/api/tickets/${encodeURIComponent(ref)}/draft`;
}
