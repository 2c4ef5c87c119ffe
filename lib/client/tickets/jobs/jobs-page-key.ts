import type { TicketJobRowFilter } from "@/lib/contracts/ticket-job-fields";
import { ticketJobKeys } from "../../keys";

// No "use client": pages prefetch under these.

/** The key of one page of jobs, counted from 0. */
export const ticketJobsPageKey = (page: number) => ticketJobKeys.list({ page: String(page) });

/** The key of a window of a job's rows. */
export const ticketJobRowsKey = (id: string, filter: TicketJobRowFilter | null, page: number) =>
  ticketJobKeys.rows(id, { rows: filter ?? "", page: String(page) });
