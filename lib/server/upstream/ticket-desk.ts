import "server-only";
import type { Ref } from "@/lib/domain/ref";
import type { Decision, TicketApproval } from "@/lib/domain/ticket-approval";
import type { Call } from "./port";

/** A link that a source keeps on a ticket, or another ticket of its own that it names. */
export type RecordLink =
  | { relation: "link"; name: string; address: string }
  | { relation: "parent" | "child" | "related"; ref: Ref };

/** Another template of a queue's tickets. */
export interface TicketPattern {
  id: string;
  label: string;
}

/** A message about a ticket. Who may send it, and how it reaches people, the source decides. */
export interface TicketMessage {
  method: "email" | "sms";
  /** The sender's own account; `null` leaves it to the source. */
  from: Ref | null;
  /** Accounts and groups. */
  to: readonly Ref[];
  cc: readonly Ref[];
  subject: string;
  text: string;
  addDetails: boolean;
}

/**
 * The rarer acts of a ticket, as the person whose session it is. Writes are sent once and never repeated. What is absent
 * the source's API cannot do.
 */
export interface TicketDesk {
  /** Everything that was or is to be decided, in order; `null` where the source does not show the ticket. */
  approvals(ref: Ref, call: Call): Promise<TicketApproval[] | null>;
  /** `note` is left out where {@link TicketDesk.keepsNotes} says that there is no place for it. */
  decide(
    ref: Ref,
    decided: { id: string; decision: Decision; note: string | null },
    call: Call,
  ): Promise<void>;
  /** Whether a decision carries a note. */
  keepsNotes: boolean;
  /** The id of the only approval that a ticket has, where the source knows no more than one. */
  soleApprovalId?: string;
  /** `untold`: what the source does not tell of it, in words. */
  links(ref: Ref, call: Call): Promise<{ links: RecordLink[]; untold: string | null }>;
  removeLink?(ref: Ref, name: string, call: Call): Promise<void>;
  /**
   * Makes a copy, and looks for it when no clear answer came.
   * @returns the copy
   * @throws what sending threw, when no copy can be told from others' tickets
   */
  clone?(ref: Ref, call: Call): Promise<Ref>;
  remove(ref: Ref, call: Call): Promise<void>;
  /** Whether the ticket's queue lets this person delete it; `null` where the source does not tell before it is tried. */
  mayRemove(where: { ref: Ref; queueRef: Ref | null }, call: Call): Promise<boolean | null>;
  patterns?(queueRef: Ref, call: Call): Promise<TicketPattern[]>;
  /** What a new ticket of this template begins with, by field. Fields that begin empty are left out. */
  patternBegins?(
    where: { queueRef: Ref; patternId: string },
    call: Call,
  ): Promise<PatternBeginning[]>;
  switchPattern?(ref: Ref, patternId: string, call: Call): Promise<void>;
  message?(ref: Ref, message: TicketMessage, call: Call): Promise<void>;
}

/** A value of a template: a text, or the id of one of the queue's lists. */
export interface PatternBeginning {
  field: "title" | "summary" | "status" | "priority" | "category";
  value: string;
}
