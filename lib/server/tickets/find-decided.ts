import "server-only";
import type { TicketWrite } from "@/lib/contracts/tickets";
import { decisionsFor, type TicketApproval } from "@/lib/domain/ticket-approval";
import type { Actor } from "@/lib/server/api/route";
import { Conflict, Forbidden } from "@/lib/server/failures";
import type { StoredTicket } from "@/lib/server/store/read/tickets";
import type { UpstreamActor } from "@/lib/server/upstream/port";
import { findApprovals } from "./approvals";
import { decisionRefusal, permissionsOf } from "./ticket-permissions";

type Decide = Extract<TicketWrite, { act: "decide" }>;

/**
 * What a decision is about, as the writer's own session shows it now; without an id what waits for the writer, else the
 * only thing that can be so decided. Throws {@link Forbidden}, and {@link Conflict} where it stands otherwise by now.
 */
export async function findDecided(
  { viewer }: Actor,
  hands: UpstreamActor,
  ticket: StoredTicket,
  { decision, approvalId }: Decide,
): Promise<TicketApproval> {
  const found = await findApprovals(hands, ticket, { priority: "person" });
  const account = viewer.accounts[ticket.source];
  const items = found.items.map((item) => withKnownName(item, ticket));
  const possible = items.filter((one) => decisionsFor(one).includes(decision));
  const mine = possible.find(({ approverRef }) => approverRef === account?.ref);
  const only = possible.length === 1 ? possible[0] : undefined;
  const isUnseen = found.savedBecause !== null && approvalId === hands.tickets?.soleApprovalId;
  const meant = approvalId === null ? (mine ?? only) : items.find(({ id }) => id === approvalId);
  if (meant === undefined && isUnseen && approvalId !== undefined && decision === "reopen") {
    // Who decided without being shown the ticket may take that back; the source has the last word.
    return unseenItem(approvalId);
  }
  if (meant === undefined) {
    const { allowed, reason } = permissionsOf(ticket, viewer).decide;
    if (ticket.awaitsApproval && !allowed) throw new Forbidden(reason ?? "You may not do this.");
    throw new Conflict("What you decide on is not there any more. Look at its approvals again.");
  }
  if (!possible.includes(meant)) {
    throw new Conflict("It stands otherwise by now. Look at its approvals again.");
  }
  const refusal = account ? decisionRefusal(ticket.source, account, meant) : "You may not do this.";
  if (refusal !== null) throw new Forbidden(refusal);
  return meant;
}

/** The approver's name as the index knows it, where the source tells an id alone. */
function withKnownName(
  item: TicketApproval,
  { approverRefs, approverName }: StoredTicket,
): TicketApproval {
  const isKnown = item.approverRef !== null && item.approverRef === approverRefs[0];
  return isKnown ? { ...item, approverName: item.approverName ?? approverName } : item;
}

function unseenItem(id: string): TicketApproval {
  return {
    id,
    kind: "approval",
    title: null,
    state: "unknown",
    approverRef: null,
    approverName: null,
    decidedBy: null,
    note: null,
    at: null,
  };
}
