import "server-only";
import { z } from "zod";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Decision } from "@/lib/domain/ticket-approval";
import { UpstreamHttpError, UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { Call } from "@/lib/server/upstream/port";
import type { PatternBeginning, TicketDesk } from "@/lib/server/upstream/ticket-desk";
import { type Send, countRows, readOne } from "../client";
import { requireConfirmed } from "../confirm";
import type { ClockSource } from "../lookups";
import { readAll } from "../paging";
import { buildFiltering } from "../query";
import { nativeIdOf } from "../reader";
import { id, text } from "../wire";
import { APPROVAL_ID, readApprovals } from "./approvals";
import { cloneTicket } from "./clone";

/** What all sessions of one appliance have learned of it. */
export interface TicketDeskMemory {
  /** Epoch ms until which the appliance is not asked for related tickets again. */
  relationsRefusedUntil: number;
}
export const createTicketDeskMemory = (): TicketDeskMemory => ({ relationsRefusedUntil: 0 });

const REFUSED_PAUSE_MS = 24 * 60 * 60_000;

const DECISION_OPERATIONS = {
  approve: "tickets.approve",
  reject: "tickets.reject",
  reopen: "tickets.clear_approval",
} as const satisfies Partial<Record<Decision, string>>;

/** The rarer acts of the appliance's tickets (API reference 13.2, service desk). */
export function createTicketDesk(
  send: Send,
  clocks: ClockSource,
  memory: TicketDeskMemory,
): TicketDesk {
  const confirm = async (
    operation: Parameters<Send>[0],
    filling: Parameters<Send>[1],
    call: Call,
  ) => requireConfirmed(operation, await send(operation, filling, call));
  return {
    keepsNotes: true,
    soleApprovalId: APPROVAL_ID,
    approvals: (ref, call) => readApprovals(send, clocks, ticketId(ref), call),
    async decide(ref, { decision, note }, call) {
      const path = { id: ticketId(ref) };
      if (decision === "complete") {
        throw new UpstreamRefusal("kace", "KACE knows approvals alone, which are not completed.");
      }
      // The reference asks for the body of both decisions; taking one back has none.
      const body = decision === "reopen" ? {} : { body: { approvalNote: note ?? "" } };
      await confirm(DECISION_OPERATIONS[decision], { path, ...body }, call);
    },
    links: (ref, call) => readRelated(send, memory, ref, call),
    clone: (ref, call) => cloneTicket(send, ticketId(ref), call),
    remove: (ref, call) => confirm("tickets.delete", { path: { id: ticketId(ref) } }, call),
    mayRemove: ({ queueRef }, call) => mayRemove(send, queueRef, call),
    patterns: (queueRef, call) => readPatterns(send, queueId(queueRef), call),
    patternBegins: (where, call) => readBeginnings(send, where, call),
    async switchPattern(ref, patternID, call) {
      if (!/^\d{1,15}$/.test(patternID)) {
        throw new UpstreamRefusal("kace", "This is no template of a KACE queue.");
      }
      await confirm("tickets.switch_pattern", { path: { id: ticketId(ref), patternID } }, call);
    },
  };
}

/**
 * Asked of the list by a filter: a shape with these relations makes some appliances answer 500 (seen on 10.0), and a
 * filter finds the same tickets. An appliance that trips over the filter too is not asked again for a day.
 */
async function readRelated(
  send: Send,
  memory: TicketDeskMemory,
  ref: Ref,
  call: Call,
): ReturnType<TicketDesk["links"]> {
  const value = ticketId(ref);
  const untold = "KACE does not tell which tickets are related to this one.";
  if (Date.now() < memory.relationsRefusedUntil) return { links: [], untold };
  const find = (field: string) =>
    readAll(
      send,
      {
        operation: "tickets.list",
        shape: z.object({ id }),
        shaping: "hd_ticket limited",
        conditions: [{ field, operator: "eq", value }],
      },
      call,
    );
  try {
    const found = [
      ...(await find("related_tickets.id")),
      ...(await find("referring_tickets.id")),
    ].map((row) => toRef("kace", "ticket", row.id));
    const refs = new Set(found.filter((one) => one !== ref));
    return { links: [...refs].map((one) => ({ relation: "related", ref: one })), untold: null };
  } catch (error) {
    if (!(error instanceof UpstreamHttpError) || [401, 429].includes(error.status)) throw error;
    memory.relationsRefusedUntil = Date.now() + REFUSED_PAUSE_MS;
    return { links: [], untold };
  }
}

/**
 * Whether owners may delete tickets of a queue. Counted by a filter, since the row that holds the answer also holds the
 * passwords of the queue's mailboxes. An appliance that does not know the filter is not told from one that says no.
 */
async function mayRemove(send: Send, queueRef: Ref | null, call: Call): Promise<boolean | null> {
  if (queueRef === null) return null;
  const filtering = buildFiltering([
    { field: "id", operator: "eq", value: queueId(queueRef) },
    { field: "allow_delete", operator: "eq", value: 1 },
  ]);
  if (filtering.kind !== "exact") return null;
  try {
    const reading = { operation: "queues.list", filtering: filtering.filtering } as const;
    return (await countRows(send, reading, call)) > 0;
  } catch (error) {
    if (error instanceof UpstreamHttpError && error.status < 500) return null;
    throw error;
  }
}

const yes = text.transform((word) => word !== null && ["1", "true"].includes(word.toLowerCase()));
const PatternWire = z.object({
  id,
  template_name: text,
  name: text,
  is_enabled: text.transform((word) => word === null || word !== "0").default(true),
  is_process_only: yes.default(false),
});

async function readPatterns(send: Send, queueID: string, call: Call) {
  const rows = await readAll(
    send,
    { operation: "queues.patterns", shape: PatternWire, path: { queueID } },
    call,
  );
  return rows
    .filter((row) => row.is_enabled)
    .map((row) => ({
      id: String(row.id),
      label: row.template_name ?? row.name ?? `Template ${row.id}`,
    }));
}

/** A related row of a draft, of which only the id is read: as an object, or flat. */
const picked = z
  .preprocess(
    (value) => (typeof value === "object" && value !== null && "id" in value ? value.id : value),
    text,
  )
  .default(null);
const DraftWire = z.object({
  title: text,
  summary: text,
  status: picked,
  priority: picked,
  category: picked,
});

async function readBeginnings(
  send: Send,
  { queueRef, patternId }: { queueRef: Ref; patternId: string },
  call: Call,
): Promise<PatternBeginning[]> {
  const reading = {
    operation: "queues.ticket_template",
    shape: DraftWire,
    path: { id: queueId(queueRef) },
    query: { own: { pattern: patternId } },
  } as const;
  const draft = await readOne(send, reading, call);
  const fields = ["title", "summary", "status", "priority", "category"] as const;
  return fields.flatMap((field) => {
    const value = draft?.[field] ?? null;
    return value === null || value === "0" ? [] : [{ field, value }];
  });
}

function ticketId(ref: Ref): string {
  const native = nativeIdOf(ref, "ticket");
  if (native === null) throw new UpstreamRefusal("kace", "This is not a KACE ticket.");
  return native;
}

function queueId(ref: Ref): string {
  const native = nativeIdOf(ref, "queue");
  if (native === null) throw new UpstreamRefusal("kace", "This is not a KACE queue.");
  return native;
}
