import type {
  CreateTicket,
  CreateTicketResult,
  NewTicketFormResult,
  NewTicketStarts,
  TicketTemplatesResult,
} from "@/lib/contracts/ticket-form";
import { apiGet, apiSend } from "../../api";
import type { FormPlace } from "../../forms/requests";
import { toSearchString } from "../../keys";

/** What a new ticket begins as, and what is known of it, as its address spells it. */
export interface NewTicketStart {
  source: "kace" | "sysaid";
  kind: string;
  template?: string;
  view?: string;
  device?: string;
  person?: string;
}

/** The start as parameters of an address. */
export function startParams(start: NewTicketStart): Record<string, string> {
  return Object.fromEntries(
    Object.entries(start).flatMap(([name, value]: [string, string | undefined]) =>
      value === undefined || value === "" ? [] : [[name, value]],
    ),
  );
}

/** Where the form of a new ticket is read, and below it what its fields can be set to. */
export function newTicketPlace(start: NewTicketStart): FormPlace {
  return { path: "/api/tickets/new/form", params: startParams(start) };
}

/** Where the form of a ticket is read and written. */
export function ticketFormPlace(ref: string, view: string): FormPlace {
  const path = `/api/tickets/${encodeURIComponent(ref)}/form`;
  return { path, params: view === "" ? {} : { view } };
}

/** Where the viewer can make tickets. */
export function fetchStarts(signal: AbortSignal) {
  return apiGet<NewTicketStarts>("/api/tickets/new", ["systems"], { signal });
}

/** The templates of a queue or record type. */
export function fetchTemplates(
  { source, kind }: Pick<NewTicketStart, "source" | "kind">,
  signal: AbortSignal,
) {
  const path = `/api/tickets/new/templates${toSearchString({ source, kind })}`;
  return apiGet<TicketTemplatesResult>(path, ["templates"], { signal });
}

/** The form of a new ticket, with what is known filled in. */
export function fetchNewForm(start: NewTicketStart, signal: AbortSignal) {
  const { path, params } = newTicketPlace(start);
  const asked = `${path}${toSearchString(params)}`;
  return apiGet<NewTicketFormResult>(asked, ["form", "notes"], { signal });
}

/** Makes a ticket, or with `preview` only asks what would be sent. */
export function sendNewTicket(
  { device: _device, person: _person, ...start }: NewTicketStart,
  rest: Pick<CreateTicket, "values" | "preview" | "sentBefore">,
) {
  const body = { ...startParams(start), ...rest };
  return apiSend<CreateTicketResult>("POST", "/api/tickets", body, ["outcome"]);
}
