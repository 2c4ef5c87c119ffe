import "server-only";
import type { FormField, FormLayout, FormValue } from "@/lib/domain/record-form";
import { toRef, type Ref } from "@/lib/domain/ref";
import {
  UpstreamHttpError,
  UpstreamRefusal,
  UpstreamShapeError,
} from "@/lib/server/upstream/errors";
import {
  differing,
  type BlankTicket,
  type TicketFormAsk,
  type TicketFormDesk,
  type TicketRoles,
} from "@/lib/server/upstream/ticket-form-desk";
import type { Call } from "@/lib/server/upstream/port";
import { type Send, readRows } from "../client";
import { requireConfirmed } from "../confirm";
import { fillPath, operationOf } from "../operations";
import { buildFiltering } from "../query";
import { type Lookups, SHAPING, nativeIdOf } from "../reader";
import { TicketWire } from "../wire";
import { foldKeys, rowsIn } from "./asset-wire";
import { createFormChoices } from "./choices";
import { createTicketChoices } from "./ticket-choices";
import { spellTicket, toTicketFields } from "./ticket-fields";
import { parseCreatedId, parseTemplates, readQueueLayout, type QueueLayout } from "./ticket-wire";

const ROLES: TicketRoles = {
  title: "title",
  requester: "submitter",
  machine: "machine",
  asset: "asset",
  ci: null,
  location: null,
};

/** Tickets as forms, with a person's session: laid out by their queue. KACE has no views. */
export function createTicketFormDesk(
  send: Send,
  { clocks }: Pick<Lookups, "clocks">,
): TicketFormDesk {
  return {
    roles: ROLES,
    async read(ref, ask, call) {
      const id = nativeIdOf(ref, "ticket");
      const ticket = id === null ? null : await readTicket(send, id, call);
      if (id === null || ticket === null) return null;
      const queueId = idIn(ticket["hd_queue_id"]);
      if (queueId === null) return null;
      const [queue, clock] = await Promise.all([
        readQueueLayout(send, { id: queueId, patternId: null }, call),
        clocks.clock(send, call),
      ]);
      if (queue === null) return null;
      const title = ticket["title"];
      const form = toLayout(queue, ticket, { ...ask, isBlank: false, zone: clock.zone });
      return { ...form, ref, title: typeof title === "string" && title ? title : `Ticket ${id}` };
    },
    async templates(queueID, call) {
      const path = { queueID: requireId(queueID) };
      const own = { filterOptions: "forCreate" };
      const answer = await send("queues.patterns", { path, query: { own } }, call);
      return parseTemplates(answer.json());
    },
    async blank(start, ask, call) {
      const id = requireId(start.kindId);
      const patternId = start.templateId === null ? null : requireId(start.templateId);
      const [queue, begun, plain, clock] = await Promise.all([
        readQueueLayout(send, { id, patternId }, call),
        readTemplate(send, { id, patternId }, call),
        patternId === null ? null : readTemplate(send, { id, patternId: null }, call),
        clocks.clock(send, call),
      ]);
      if (queue === null) throw new UpstreamRefusal("kace", "KACE shows you no such queue.");
      const asked = { ...ask, isBlank: true, zone: clock.zone };
      const form = toLayout(queue, begun, asked);
      const { fields } = plain === null ? form : toLayout(queue, plain, asked);
      const given = new Map(fields.map((field) => [field.key, field.value]));
      return { ...form, start, given, title: `New ticket in ${queue.name}` };
    },
    choices: createTicketChoices(send, createFormChoices(send).choices),
    prepare: (form, values) =>
      requestOf(
        "tickets.update",
        { id: requireTicketId(form.ref) },
        spellTicket(form.fields, values),
      ),
    async send(ref, { body }, call) {
      const path = { id: requireTicketId(ref) };
      requireConfirmed("tickets.update", await send("tickets.update", { path, body }, call));
    },
    prepareNew: (blank, values) => requestOf("tickets.create", {}, spellNew(blank, values)),
    async create(_blank, { body }, call) {
      const answer = await send("tickets.create", { body }, call);
      const id = parseCreatedId(answer.json());
      if (id !== null) return toRef("kace", "ticket", id);
      const issues = ["the new ticket is not named"];
      throw new UpstreamShapeError({ source: "kace", operation: "tickets.create", issues });
    },
    findRecent: (wanted, call) => findRecent(send, clocks, wanted, call),
  };
}

function toLayout(
  queue: QueueLayout,
  ticket: Readonly<Record<string, unknown>>,
  { asStaff, isBlank, zone }: TicketFormAsk & { isBlank: boolean; zone: string },
): FormLayout {
  const queueField: FormField = {
    key: "hd_queue_id",
    label: "Queue",
    kind: "choice",
    group: null,
    required: false,
    readOnly: "Moving a ticket to another queue is an act of its own.",
    value: queue.id,
    text: queue.name,
    from: null,
    options: null,
    section: "Request",
  };
  return {
    typeLabel: queue.name,
    title: "",
    readOnly: null,
    timeZone: zone,
    fields: [queueField, ...toTicketFields(queue, ticket, { asStaff, isBlank })],
  };
}

/**
 * A ticket as it comes. `applyPattern` leaves out what its own ticket template hides.
 */
async function readTicket(
  send: Send,
  id: string,
  call: Call,
): Promise<Record<string, unknown> | null> {
  try {
    const own = { applyPattern: "true", unpackSelects: "true" };
    const query = { shaping: SHAPING.ticket, own };
    const answer = await send("tickets.read", { path: { id }, query }, call);
    const [row] = rowsIn(answer.json(), "Tickets", "tickets.read");
    return row === undefined ? null : foldKeys(row);
  } catch (error) {
    if (error instanceof UpstreamHttpError && error.status === 404) return null;
    throw error;
  }
}

/** A ticket as a queue would start it, alone or as one of its ticket templates. */
async function readTemplate(
  send: Send,
  { id, patternId }: { id: string; patternId: string | null },
  call: Call,
): Promise<Record<string, unknown>> {
  const own = { ...(patternId === null ? {} : { pattern: patternId }), unpackSelects: "true" };
  const answer = await send("queues.ticket_template", { path: { id }, query: { own } }, call);
  const [row] = rowsIn(answer.json(), "Tickets", "queues.ticket_template");
  return foldKeys(row);
}

/** The appliance applies no ticket template when a ticket is created: what one begins with is sent too. */
function spellNew(blank: BlankTicket, values: ReadonlyMap<string, FormValue>) {
  const row = spellTicket(blank.fields, differing(blank, values));
  return { hd_queue_id: Number(requireId(blank.start.kindId)), ...row };
}

function requestOf(
  operationId: "tickets.update" | "tickets.create",
  path: Record<string, string>,
  row: Record<string, unknown>,
) {
  const { id, method, ...operation } = operationOf(operationId);
  return { operationId: id, method, path: fillPath(operation, path), body: { Tickets: [row] } };
}

/** A clock that is a little ahead or behind must not hide a ticket that was just made. */
const CLOCK_SLACK_MS = 5 * 60_000;
const RECENT_MAX = 50;

async function findRecent(
  send: Send,
  clocks: Lookups["clocks"],
  { title, since }: { title: string; since: string },
  call: Call,
) {
  const clock = await clocks.clock(send, call);
  const from = new Date(Date.parse(since) - CLOCK_SLACK_MS).toISOString();
  const filtering = buildFiltering([
    { field: "created", operator: "gt", value: clock.toLocalFloor(from) },
  ]);
  const query = {
    ...(filtering.kind === "refused" ? {} : { filtering: filtering.filtering }),
    shaping: SHAPING.ticket,
    sorting: "id desc",
    paging: { limit: RECENT_MAX, offset: 0 },
  };
  const { rows } = await readRows(
    send,
    { operation: "tickets.list", query, shape: TicketWire },
    call,
  );
  return rows
    .filter((row) => row.title === title.trim())
    .map((row) => ({
      ref: toRef("kace", "ticket", row.id),
      number: String(row.id),
      title: row.title ?? "",
      createdAt: clock.toIso(row.created) ?? since,
    }));
}

function idIn(value: unknown): string | null {
  const text = typeof value === "number" || typeof value === "string" ? String(value).trim() : "";
  return /^[1-9]\d{0,14}$/.test(text) ? text : null;
}

function requireId(text: string): string {
  const id = idIn(text);
  if (id === null) throw new UpstreamRefusal("kace", "KACE does not know this queue or template.");
  return id;
}

function requireTicketId(ref: Ref): string {
  const id = nativeIdOf(ref, "ticket");
  if (id === null) throw new UpstreamRefusal("kace", "This is not a KACE ticket.");
  return id;
}
