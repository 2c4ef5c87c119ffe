// What the browser knows of jobs over many tickets at run time too; free of zod, which must not reach it.

import type { JobRowState } from "@/lib/domain/job";

/** What many tickets can be given at once. */
export const TICKET_JOB_ACTS = [
  "assign",
  "setStatus",
  "setPriority",
  "setCategory",
  "setDue",
  "moveQueue",
  "comment",
  "close",
] as const;
export type TicketJobAct = (typeof TICKET_JOB_ACTS)[number];

/** Tickets of one job. */
export const TICKET_JOB_ROWS_MAX = 1_000;
/** Above so many tickets their number must be typed. */
export const TICKET_JOB_CONFIRM_ABOVE = 50;
/** Jobs, and rows of a job, in one answer. */
export const TICKET_JOBS_PAGE = 50;
export const TICKET_JOB_ROWS_PAGE = 100;
/** How long after its end a job can be taken back. */
export const TICKET_JOB_UNDO_MS = 10_000;

/** Which rows of a job are asked for: those of each state, or several that mean one thing to people. */
export const TICKET_JOB_ROW_FILTERS = {
  failed: ["failed", "refused"],
  unknown: ["unknown"],
  open: ["waiting", "sent", "running"],
  done: ["done"],
  skipped: ["skipped"],
} as const satisfies Record<string, readonly JobRowState[]>;
export type TicketJobRowFilter = keyof typeof TICKET_JOB_ROW_FILTERS;
