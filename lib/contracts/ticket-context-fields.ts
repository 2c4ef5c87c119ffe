// What the screens know of a ticket's surroundings at run time too; free of zod, which must not reach the browser.

/** What somebody says of two tickets: one matter, two matters, or nothing any more. */
export const TICKET_LINK_WORDS = ["linked", "different", "undone"] as const;
export type TicketLinkWord = (typeof TICKET_LINK_WORDS)[number];

/**
 * How far the writing of a link into one system is. `unknown`: it was sent and no clear answer came; `signIn`: whoever
 * linked them is not signed in there.
 */
export const LINK_WRITE_STATES = [
  "writing",
  "done",
  "refused",
  "failed",
  "unknown",
  "signIn",
] as const;
export type LinkWriteState = (typeof LINK_WRITE_STATES)[number];
