import type { TicketApprovalRow } from "@/lib/contracts/ticket-acts";
import type { TicketDetail, TicketWrite } from "@/lib/contracts/tickets";
import { STATE_AFTER, type Decision } from "@/lib/domain/ticket-approval";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Former, TicketAct } from "./ticket-acts";

export type Message = Omit<Extract<TicketWrite, { act: "message" }>, "act">;
type Row = Pick<TicketApprovalRow, "id" | "state" | "kind">;

/**
 * Says yes or no to something that waits, or takes that back. Taking it back is the way back of each decision.
 * @param others everything that is to be decided about the ticket: while one of the others waits, so does the ticket
 */
export function toDecisionAct(
  ticket: Former,
  { row, decision, note }: { row: Row; decision: Decision; note: string | null },
  others: readonly Row[],
): TicketAct {
  const { ref } = ticket;
  const waits = others.some(
    ({ id, state, kind }) => id !== row.id && state === "pending" && kind !== "task",
  );
  const write = (what: Decision, words: string | null): TicketWrite => ({
    act: "decide",
    decision: what,
    approvalId: row.id,
    note: words,
  });
  const act = { ref, former: ticket, write: write(decision, note) };
  if (decision === "reopen") return { ...act, shown: { awaitsApproval: true } };
  const back = { ref, former: ticket, write: write("reopen", null), shown: {} };
  return { ...act, shown: { awaitsApproval: waits }, back };
}

/** The rows with the decisions that are on their way already made. */
export function withDecisions<One extends Row>(
  ref: string,
  rows: readonly One[],
  acts: readonly TicketAct[],
): One[] {
  const made = new Map<string, Decision>();
  for (const act of acts) {
    if (act.ref !== ref || act.write.act !== "decide" || act.write.approvalId === null) continue;
    made.set(act.write.approvalId, act.write.decision);
  }
  return rows.map((row) => {
    const decision = made.get(row.id);
    return decision === undefined ? row : { ...row, state: STATE_AFTER[decision] };
  });
}

/** What `approve` and `reject` mean where nobody says which: what waits for the reader, else the only one they may decide. */
export function meantApproval(rows: readonly TicketApprovalRow[]): TicketApprovalRow | null {
  const open = rows.filter(({ decisions }) => decisions.includes("approve"));
  return open.find(({ isMine }) => isMine) ?? (open.length === 1 ? (open[0] ?? null) : null);
}

export const toCloneAct = (ticket: Former): TicketAct => simple(ticket, { act: "clone" });

export const toDeleteAct = (ticket: Former): TicketAct => simple(ticket, { act: "delete" });

export const toPatternAct = (ticket: Former, patternId: string): TicketAct =>
  simple(ticket, { act: "switchPattern", patternId });

export const toMessageAct = (ticket: Former, message: Message): TicketAct =>
  simple(ticket, { act: "message", ...message });

interface NamedLink {
  name: string;
  address: string;
}

export function toAddLinkAct(ticket: Former, { name, address }: NamedLink): TicketAct {
  const act = simple(ticket, { act: "addLink", name, address });
  return { ...act, back: simple(ticket, { act: "removeLink", name }) };
}

export function toRemoveLinkAct(ticket: Former, { name, address }: NamedLink): TicketAct {
  const act = simple(ticket, { act: "removeLink", name });
  return { ...act, back: simple(ticket, { act: "addLink", name, address }) };
}

/** Links another ticket of the same system, by the name that the server gives such a link. */
export function toLinkTicketAct(
  ticket: Former,
  other: Pick<TicketDetail, "ref" | "source" | "number">,
): TicketAct {
  const act = simple(ticket, { act: "linkTicket", other: other.ref });
  const name = `${SOURCE_LABELS[other.source].label} ${other.number}`;
  return { ...act, back: simple(ticket, { act: "removeLink", name }) };
}

function simple(former: Former, write: TicketWrite): TicketAct {
  return { ref: former.ref, former, write, shown: {} };
}
