import "server-only";
import { z } from "zod";
import * as body from "./bodies";
import { ANY_DATA, COUNTED, LIST, ONE, createRows, json, jsonOrFiles, query } from "./rows";
import { FILE, WRITTEN, one, rows } from "./schema";
import * as shape from "./shapes";

const { get, post, put, remove } = createRows("service_desk");

const QUEUES = "/api/service_desk/queues";
const TICKETS = "/api/service_desk/tickets";
const PRETTY = query("use_pretty_print");
const TICKET_BODY = jsonOrFiles(
  body.Tickets,
  "Tickets",
  "At most five files of one change; the parts may share the name that attachmentSet says, with [] at its end",
);
/** Submitters write their own tickets, owners those of their queues; what they may write the appliance decides. */
const ANYONE = { right: "everyone" } as const;
const OWNERS = { right: "agent" } as const;

/** Queues, their tickets, and what happens to them. */
export const SERVICE_DESK = [
  get("queues.list", QUEUES, {
    title: "List queues",
    spellings: [`${QUEUES}/`],
    query: query("filterOptions", "offset", ...ANY_DATA),
    ...rows("Queues", shape.Queue),
  }),
  get("queues.read", `${QUEUES}/{id}`, {
    title: "Read one queue",
    query: query("shaping", "sorting"),
    ...rows("Queues", shape.Queue),
  }),
  get("queues.pattern", `${QUEUES}/{queueID}/patterns/{id}`, {
    // The reference calls both values of this path id, and means these.
    title: "Read one ticket template of a queue",
    query: ONE,
    ...rows("Patterns", shape.TicketTemplate, "Queues"),
  }),
  get("queues.owners", `${QUEUES}/{id}/ticket_owners`, {
    title: "List the accounts that may own tickets of a queue",
    query: query(...ANY_DATA),
    ...rows("Users", shape.User),
  }),
  get("queues.submitters", `${QUEUES}/{id}/ticket_submitters`, {
    title: "List the accounts that may submit tickets to a queue",
    query: query(...ANY_DATA),
    ...rows("Users", shape.User),
  }),
  get("queues.ticket_template", `${QUEUES}/{id}/ticket_template`, {
    title: "Read a ticket as a queue would start it",
    query: [...query("pattern", "unpackSelects"), ...COUNTED],
    ...rows("Tickets", shape.Ticket),
  }),
  get("queues.fields", `${QUEUES}/{queueID}/fields`, {
    title: "List the fields of a queue's tickets",
    query: [...query("pattern", "unpackSelects"), ...PRETTY],
    // The reference says Users; clients read Fields.
    ...rows("Fields", shape.TicketField, "Users"),
  }),
  get("queues.patterns", `${QUEUES}/{queueID}/patterns`, {
    title: "List the ticket templates of a queue",
    query: [...query("filterOptions"), ...LIST],
    ...rows("Patterns", shape.TicketTemplate),
  }),
  get("service_desk.settings", "/api/service_desk/settings", {
    title: "Read the words that the service desk uses",
    ...one(z.looseObject({})),
  }),
  get("tickets.list", TICKETS, {
    title: "List tickets",
    query: [...query("unpackSelects", ...ANY_DATA), ...PRETTY],
    ...rows("Tickets", shape.Ticket),
  }),
  post("tickets.create", TICKETS, {
    title: "Create a ticket, with attachments where a form is sent",
    body: TICKET_BODY,
    ...ANYONE,
    ...WRITTEN,
  }),
  post("tickets.stats", `${TICKETS}/stats`, {
    title: "Run several queries of tickets in one request",
    query: COUNTED,
    body: json(body.Statistics),
    // Asks in its body; it changes nothing.
    reads: true,
    danger: "none",
    ...ANYONE,
    ...rows("Stats", shape.StatisticsAnswer),
  }),
  get("tickets.read", `${TICKETS}/{id}`, {
    title: "Read one ticket",
    query: [...query("applyPattern", "unpackSelects"), ...ONE],
    ...rows("Tickets", shape.Ticket),
  }),
  post("tickets.update_by_post", `${TICKETS}/{id}`, {
    title: "Update a ticket, as POST",
    body: TICKET_BODY,
    ...ANYONE,
    ...WRITTEN,
  }),
  put("tickets.update", `${TICKETS}/{id}`, {
    title: "Update a ticket",
    body: TICKET_BODY,
    ...ANYONE,
    ...WRITTEN,
  }),
  remove("tickets.delete", `${TICKETS}/{id}`, {
    // Queues can let their owners delete; that is off unless somebody turned it on.
    title: "Delete a ticket",
    ...WRITTEN,
  }),
  post("tickets.approve", `${TICKETS}/{id}/approve`, {
    title: "Approve a ticket",
    body: json(body.Approval),
    ...ANYONE,
    ...WRITTEN,
  }),
  post("tickets.clear_approval", `${TICKETS}/{id}/clearApproval`, {
    title: "Take an approval or a rejection back",
    ...ANYONE,
    ...WRITTEN,
  }),
  get("tickets.clone", `${TICKETS}/{id}/clone`, {
    title: "Read a draft that copies a ticket",
    ...rows("Tickets", shape.Ticket),
  }),
  put("tickets.move", `${TICKETS}/{id}/move_to_queue/{queueID}`, {
    title: "Move a ticket to another queue",
    ...OWNERS,
    ...WRITTEN,
  }),
  post("tickets.reject", `${TICKETS}/{id}/reject`, {
    title: "Reject a ticket",
    body: json(body.Approval),
    ...ANYONE,
    ...WRITTEN,
  }),
  put("tickets.switch_pattern", `${TICKETS}/{id}/switch_pattern/{patternID}`, {
    title: "Put another template under a ticket",
    ...OWNERS,
    ...WRITTEN,
  }),
  put("tickets.change_visibility", `${TICKETS}/{ticketID}/change/{changeID}`, {
    title: "Show a change to everybody, or to owners alone",
    body: json(body.Changes),
    ...OWNERS,
    ...WRITTEN,
  }),
  get("tickets.changes", `${TICKETS}/{ticketID}/changes`, {
    title: "List a ticket's changes and comments",
    query: LIST,
    ...rows("Changes", shape.TicketChange),
  }),
  get("tickets.attachment", `${TICKETS}/{ticketID}/changes/{changeID}/attachments/{attachmentID}`, {
    title: "Download a file of a ticket's change",
    ...FILE,
  }),
  get("tickets.work", `${TICKETS}/{ticketID}/work`, {
    title: "List the work recorded on a ticket",
    query: LIST,
    ...rows("Work", shape.WorkEntry),
  }),
  post("tickets.add_work", `${TICKETS}/{ticketID}/work`, {
    title: "Record work on a ticket",
    body: json(body.Work),
    ...OWNERS,
    ...WRITTEN,
  }),
  get("tickets.work_entry", `${TICKETS}/{ticketID}/work/{workID}`, {
    title: "Read one work entry of a ticket",
    query: ONE,
    ...rows("Work", shape.WorkEntry),
  }),
  remove("tickets.delete_work", `${TICKETS}/{ticketID}/work/{workID}`, {
    title: "Delete a work entry of a ticket",
    ...OWNERS,
    ...WRITTEN,
  }),
] as const;
