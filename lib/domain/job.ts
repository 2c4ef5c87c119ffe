// Work that the server does for somebody, row by row. Free of zod, because the browser reads these too.

/**
 * How far the work on one row is. `sent`: on its way, no answer yet. `unknown`: it was sent and no clear answer came,
 * so it may have happened. `skipped`: left out before anything was sent.
 */
export const JOB_ROW_STATES = [
  "waiting",
  "sent",
  "running",
  "done",
  "failed",
  "refused",
  "skipped",
  "unknown",
] as const;
export type JobRowState = (typeof JOB_ROW_STATES)[number];

/** Still to come to an end. */
export const OPEN_STATES: readonly JobRowState[] = ["waiting", "sent", "running"];
/** Nothing happened there, so that it can be tried again without harm. */
export const FAILED_STATES: readonly JobRowState[] = ["failed", "refused"];
