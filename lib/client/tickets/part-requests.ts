import type {
  MessagePeopleResult,
  TicketApprovalsResult,
  TicketOptionsResult,
  TicketRelationsResult,
} from "@/lib/contracts/ticket-acts";
import { apiGet } from "../api";
import { toSearchString } from "../keys";

const pathOf = (ref: string, part: string) => `/api/tickets/${encodeURIComponent(ref)}/${part}`;

/** What was and is to be decided about a ticket. Throws ApiError, as all of these do. */
export function fetchApprovals(ref: string, signal: AbortSignal): Promise<TicketApprovalsResult> {
  return apiGet<TicketApprovalsResult>(pathOf(ref, "approvals"), ["approvals"], { signal });
}

/** The links that its own system keeps. */
export function fetchRelations(ref: string, signal: AbortSignal): Promise<TicketRelationsResult> {
  return apiGet<TicketRelationsResult>(pathOf(ref, "relations"), ["links"], { signal });
}

/** Its templates, what one of them begins with, and whether it can be deleted. */
export function fetchOptions(
  ref: string,
  pattern: string,
  signal: AbortSignal,
): Promise<TicketOptionsResult> {
  const path = `${pathOf(ref, "options")}${toSearchString({ pattern })}`;
  return apiGet<TicketOptionsResult>(path, ["patterns", "removal"], { signal });
}

/** Whom a message can go to. */
export function fetchMessagePeople(
  ref: string,
  q: string,
  signal: AbortSignal,
): Promise<MessagePeopleResult> {
  const path = `${pathOf(ref, "message-people")}${toSearchString({ q })}`;
  return apiGet<MessagePeopleResult>(path, ["people"], { signal });
}
