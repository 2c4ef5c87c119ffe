import { FormResult, FormWriteResult } from "@/lib/contracts/record-form";
import { TicketFormQuery, TicketFormWrite } from "@/lib/contracts/ticket-form";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { readTicketForm, writeTicketForm } from "@/lib/server/tickets/form/ticket-form";

/** The form of a ticket, as its system shows it to the viewer now. */
export const GET = getRoute({
  operation: "tickets.form",
  query: TicketFormQuery,
  result: FormResult,
  run: ({ query, params, actor }) => readTicketForm(actor, params.ref, query),
});

/** Writes changed fields of that form, as the viewer, or says what would be sent. */
export const PUT = writeRoute({
  operation: "tickets.edit",
  body: TicketFormWrite,
  result: FormWriteResult,
  run: ({ body, params, actor }) => writeTicketForm(actor, params.ref, body),
});
