import type {
  ChangeView,
  DeleteViewResult,
  KeepView,
  KeptViewResult,
  PutTicketLook,
  PutTicketLookResult,
  TicketQueuesResult,
} from "@/lib/contracts/ticket-views";
import { apiGet, apiSend } from "../api";
import { toSearchString, type Search } from "../keys";

/** Every list that can be opened, with its count. Throws ApiError, as all of these do. */
export function fetchTicketQueues(
  search: Search,
  signal: AbortSignal,
): Promise<TicketQueuesResult> {
  const path = `/api/tickets/queues${toSearchString(search)}`;
  return apiGet<TicketQueuesResult>(path, ["views", "by", "groups", "kept"], { signal });
}

export function sendKeptView(view: KeepView): Promise<KeptViewResult> {
  return apiSend<KeptViewResult>("POST", "/api/tickets/views", view, ["view"]);
}

export function sendViewChange(id: string, change: ChangeView): Promise<KeptViewResult> {
  return apiSend<KeptViewResult>("PUT", pathOf(id), change, ["view"]);
}

/** Answers with what brings the view back. */
export function sendViewDeletion(id: string): Promise<DeleteViewResult> {
  return apiSend<DeleteViewResult>("DELETE", pathOf(id), {}, ["undo"]);
}

export function sendViewRestoration(undo: string): Promise<KeptViewResult> {
  return apiSend<KeptViewResult>("POST", "/api/tickets/views/restorations", { undo }, ["view"]);
}

/** Moves the marks up to which new tickets were seen. */
export function sendTicketLook(look: PutTicketLook): Promise<PutTicketLookResult> {
  return apiSend<PutTicketLookResult>("PUT", "/api/tickets/looks", look, ["isMoved"]);
}

function pathOf(id: string): string {
  return `/api/tickets/views/${encodeURIComponent(id)}`;
}
