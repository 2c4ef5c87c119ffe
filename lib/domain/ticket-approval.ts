import type { Ref } from "./ref";

/**
 * Where something that is to be decided stands. `waiting`: its turn has not come. `done`: work that was carried out.
 * `unknown`: it is over, and the source does not say how.
 */
export const APPROVAL_STATES = [
  "pending",
  "waiting",
  "approved",
  "rejected",
  "done",
  "unknown",
] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** `task`: work among the steps of a decision. `step`: the source does not say which of the two it is. */
export const APPROVAL_KINDS = ["approval", "task", "step"] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

/** What somebody is asked about a ticket, and what they said. `null` means that the source told nothing. */
export interface TicketApproval {
  /** Unique within the ticket. */
  id: string;
  kind: ApprovalKind;
  title: string | null;
  state: ApprovalState;
  /** An account, or a group of people. */
  approverRef: Ref | null;
  approverName: string | null;
  /** Who decided, where that is told apart from who was asked. */
  decidedBy: string | null;
  note: string | null;
  /** When it came to this state, ISO 8601 in UTC. */
  at: string | null;
}

/** What can be said of a {@link TicketApproval}. `reopen` takes a decision back. */
export const DECISIONS = ["approve", "reject", "complete", "reopen"] as const;
export type Decision = (typeof DECISIONS)[number];

/** What can be said of it as it stands; nothing while others come first. */
export function decisionsFor({
  kind,
  state,
}: Pick<TicketApproval, "kind" | "state">): readonly Decision[] {
  switch (state) {
    case "pending":
      if (kind === "step") return ["approve", "reject", "complete"];
      return kind === "task" ? ["complete"] : ["approve", "reject"];
    case "waiting":
      return [];
    case "approved":
    case "rejected":
    case "done":
    case "unknown":
      return ["reopen"];
  }
}

/** The state that a decision leads to. */
export const STATE_AFTER = {
  approve: "approved",
  reject: "rejected",
  complete: "done",
  reopen: "pending",
} as const satisfies Record<Decision, ApprovalState>;
