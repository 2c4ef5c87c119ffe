// Addresses of tickets and of what belongs to them. No "use client": pages use them too.

/** A ticket's page. */
export const ticketHref = (ref: string) => `/tickets/${encodeURIComponent(ref)}`;

/** A ticket's form; `view`: a view of SysAid that says which fields it has. */
export const ticketFormHref = (ref: string, view = "") =>
  `${ticketHref(ref)}/edit${view === "" ? "" : `?${new URLSearchParams({ view })}`}`;

/** Where a new ticket is made. */
export const NEW_TICKET_PATH = "/tickets/new";

/** A new ticket with what is known of it: the device or CI that it is about, the account that asks for it. */
export const newTicketHref = (known: { device?: string; person?: string } = {}) => {
  const search = new URLSearchParams(known).toString();
  return search === "" ? NEW_TICKET_PATH : `${NEW_TICKET_PATH}?${search}`;
};

/** The queue's address; its search follows after a question mark. */
export const QUEUE_PATH = "/tickets";

/** The queue as it begins for somebody who asked for nothing: what is open. */
export const QUEUE_START = `${QUEUE_PATH}?flag=open`;

/** The queue with one ticket open beside it, for those who did not come from a list. */
export const queueWith = (ref: string) => `${QUEUE_START}&${new URLSearchParams({ open: ref })}`;

/** All tickets of a person's account: those that they asked for. */
export const requesterHref = (ref: string) =>
  `${QUEUE_PATH}?${new URLSearchParams({ requester: ref, view: "all" })}`;

/** The open tickets that a person works on. */
export const assigneeHref = (ref: string) =>
  `${QUEUE_PATH}?${new URLSearchParams({ assignee: ref, flag: "open" })}`;

/** The open tickets of a queue. */
export const queueHref = (ref: string) =>
  `${QUEUE_PATH}?${new URLSearchParams({ queue: ref, flag: "open" })}`;

/** The open tickets that a person's accounts asked for. */
export const requesterOpenHref = (ref: string) =>
  `${QUEUE_PATH}?${new URLSearchParams({ requester: ref, flag: "open" })}`;

/** All tickets about a device that were created since a day. */
export const deviceSinceHref = (ref: string, day: string) =>
  `${QUEUE_PATH}?${new URLSearchParams({ device: ref, createdFrom: day, view: "all" })}`;

/** The queue searched for a word, whatever stands in it. */
export const wordHref = (word: string) =>
  `${QUEUE_PATH}?${new URLSearchParams({ q: word, view: "all" })}`;
