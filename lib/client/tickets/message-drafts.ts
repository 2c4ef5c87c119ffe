import type { MessagePeopleResult } from "@/lib/contracts/ticket-acts";
import type { MessageMethod } from "@/lib/contracts/ticket-act-fields";

type Person = MessagePeopleResult["people"][number];

/** A message that somebody is writing. */
export interface MessageDraft {
  method: MessageMethod;
  to: readonly Person[];
  cc: readonly Person[];
  subject: string;
  text: string;
  addDetails: boolean;
}

export const EMPTY_MESSAGE: MessageDraft = {
  method: "email",
  to: [],
  cc: [],
  subject: "",
  text: "",
  addDetails: true,
};

// Lives as long as the page does: whoever looks at another ticket meanwhile finds it as they left it.
const drafts = new Map<string, MessageDraft>();

/** What was last written about a ticket and not sent. */
export const draftMessage = (ref: string): MessageDraft => drafts.get(ref) ?? EMPTY_MESSAGE;

/** Keeps it; `null` once it is sent. */
export function keepMessage(ref: string, draft: MessageDraft | null): void {
  if (draft === null) drafts.delete(ref);
  else drafts.set(ref, draft);
}
