import type { TicketDetail, TicketWrite } from "@/lib/contracts/tickets";
import type { ApprovalState, Decision } from "@/lib/domain/ticket-approval";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Display } from "@/lib/format/tones";

export const APPROVAL_DISPLAYS = {
  pending: { label: "Waits for a decision", tone: "info", shape: "half" },
  waiting: { label: "Comes later", tone: "neutral", shape: "ring" },
  approved: { label: "Approved", tone: "good", shape: "check" },
  rejected: { label: "Rejected", tone: "bad", shape: "cross" },
  done: { label: "Done", tone: "good", shape: "check" },
  unknown: { label: "Over", tone: "neutral", shape: "circle" },
} as const satisfies Record<ApprovalState, Display>;

export const DECISION_LABELS = {
  approve: "Approve",
  reject: "Reject",
  complete: "Complete",
  reopen: "Take it back",
} as const satisfies Record<Decision, string>;

const DECIDED = {
  approve: "Approved",
  reject: "Rejected",
  complete: "Completed",
  reopen: "Taken back: it waits for a decision again",
} as const satisfies Record<Decision, string>;

/** Says what one of the rarer acts came to; `null` for any other. `ticket`: as it is answered. */
export function sayRarerDone(
  write: TicketWrite,
  ticket: Pick<TicketDetail, "source" | "number">,
): string | null {
  const number = `${SOURCE_LABELS[ticket.source].label} ${ticket.number}`;
  switch (write.act) {
    case "decide":
      return DECIDED[write.decision];
    case "clone":
      return `Copied as ${number}`;
    case "delete":
      return `Deleted ${number}`;
    case "switchPattern":
      return "It has another template now";
    case "addLink":
      return `Linked to ${write.name}`;
    case "linkTicket":
      return "Linked";
    case "removeLink":
      return `The link ${write.name} is removed`;
    case "message":
      return write.method === "sms" ? "SMS sent" : "E-mail sent";
    default:
      return null;
  }
}
