import "server-only";
import type { ApprovalState, TicketApproval } from "@/lib/domain/ticket-approval";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { Call } from "@/lib/server/upstream/port";
import { type Send, readOne } from "../client";
import type { ClockSource } from "../lookups";
import { personName, userRef } from "../map";
import { readAll } from "../paging";
import { ChangeWire, TicketWire } from "../wire";

/** A ticket has one approval, which has no id of its own. */
export const APPROVAL_ID = "approval";

const STATES: Readonly<Record<string, ApprovalState>> = {
  pending: "pending",
  approved: "approved",
  rejected: "rejected",
};

/**
 * The approval of a ticket: none where nobody is asked, `null` where the session is not shown the ticket. When it was
 * decided and by whom stands in the ticket's changes alone; they are read for a decided one, by the word "Approval" in
 * their descriptions (a guess: no answer of that kind was recorded).
 */
export async function readApprovals(
  send: Send,
  clocks: ClockSource,
  id: string,
  call: Call,
): Promise<TicketApproval[] | null> {
  const query = { shaping: "hd_ticket all" };
  const reading = { operation: "tickets.read", shape: TicketWire, path: { id }, query } as const;
  const ticket = await readOne(send, reading, call);
  if (ticket === null) return null;
  const state = STATES[ticket.approval?.toLowerCase() ?? ""];
  if (state === undefined) return [];
  const approverId = ticket.approver?.id ?? ticket.approver_id;
  const decided = state === "pending" ? null : await readDecision(send, id, call);
  const at = decided?.timestamp ?? decided?.created ?? null;
  return [
    {
      id: APPROVAL_ID,
      kind: "approval",
      title: null,
      state,
      approverRef: approverId === null ? null : userRef(approverId),
      approverName: personName(ticket.approver),
      decidedBy: decided && personName(decided.user),
      note: state === "pending" ? null : (ticket.approval_note ?? decided?.comment ?? null),
      at: at === null ? null : (await clocks.clock(send, call)).toIso(at),
    },
  ];
}

/** The latest change that speaks of the approval; `null` where none is shown. */
async function readDecision(send: Send, ticketID: string, call: Call) {
  try {
    const listing = {
      operation: "tickets.changes",
      shape: ChangeWire,
      shaping: "hd_ticket_change all,user limited",
      path: { ticketID },
    } as const;
    const changes = await readAll(send, listing, call);
    return changes.findLast(({ description }) => /\bapproval\b/i.test(description ?? "")) ?? null;
  } catch (error) {
    if (error instanceof UpstreamHttpError && [403, 404].includes(error.status)) return null;
    throw error;
  }
}
