// Free of zod, because the browser reads these too.

/** Above so many devices their number must be typed. */
export const RUN_CONFIRM_ABOVE = 10;
/** Devices that one request may name; how many a run may have, the server's settings say. */
export const RUN_REFS_MAX = 2_000;
/** Runs in one answer. */
export const RUNS_PAGE = 50;
