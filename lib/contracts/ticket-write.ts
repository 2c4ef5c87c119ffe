import { z } from "zod";
import { DECISIONS } from "@/lib/domain/ticket-approval";
import { Ref } from "@/lib/domain/ref";
import {
  APPROVAL_NOTE_MAX,
  LINK_ADDRESS_MAX,
  LINK_NAME_MAX,
  MESSAGE_METHODS,
  MESSAGE_PEOPLE_MAX,
  MESSAGE_SUBJECT_MAX,
  MESSAGE_TEXT_MAX,
} from "./ticket-act-fields";
import { typedText } from "./typed-text";

/** Whether an address leads to a web page, and not to what a browser would carry out. */
function isWebAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && ["http:", "https:"].includes(url.protocol);
}

const LinkName = z.string().trim().min(1).max(LINK_NAME_MAX);
const People = z.array(Ref).max(MESSAGE_PEOPLE_MAX);

/** The rarer acts of {@link TicketWrite}: decisions, links, copies, removal, messages. */
export const RARER_TICKET_WRITES = [
  /**
   * What is said of something that waits to be decided. `approvalId: null` means the one that waits for the writer. A
   * note is for those who read the ticket; who rejects gives one as the reason, where the source keeps it.
   */
  z.strictObject({
    act: z.literal("decide"),
    decision: z.enum(DECISIONS),
    approvalId: z.string().min(1).max(100).nullable(),
    note: typedText(APPROVAL_NOTE_MAX).nullable(),
  }),
  /** Answers with the copy. */
  z.strictObject({ act: z.literal("clone") }),
  z.strictObject({ act: z.literal("delete") }),
  z.strictObject({ act: z.literal("switchPattern"), patternId: z.string().regex(/^\d{1,15}$/) }),
  /** A link that the source keeps on the ticket, by a name that is its own there. */
  z.strictObject({
    act: z.literal("addLink"),
    name: LinkName,
    address: z.string().max(LINK_ADDRESS_MAX).refine(isWebAddress, {
      message: "must be a web address that begins with https:// or http://",
    }),
  }),
  /** A link to another ticket of the same source, found from here. */
  z.strictObject({ act: z.literal("linkTicket"), other: Ref }),
  z.strictObject({ act: z.literal("removeLink"), name: LinkName }),
  z.strictObject({
    act: z.literal("message"),
    method: z.enum(MESSAGE_METHODS),
    /** Accounts and groups of the ticket's source. */
    to: People.min(1),
    cc: People,
    subject: z.string().trim().max(MESSAGE_SUBJECT_MAX),
    text: typedText(MESSAGE_TEXT_MAX),
    /** Tells the ticket's own details in the message. */
    addDetails: z.boolean(),
  }),
] as const;
