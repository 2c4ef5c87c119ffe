// No "use client": pages use them too.

export const TICKET_JOBS_PATH = "/tickets/jobs";

/** A job's own address. */
export const ticketJobHref = (id: string) => `${TICKET_JOBS_PATH}/${encodeURIComponent(id)}`;
