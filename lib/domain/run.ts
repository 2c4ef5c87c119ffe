// What people have done to several devices at once. Free of zod, because the browser reads these too.

/** What can be done to devices. */
export const RUN_KINDS = [
  "forceInventory",
  "script",
  "installAdd",
  "installRemove",
  "archive",
  "cancelArchive",
] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/**
 * How far an act is on one device. `sent`: on its way, no answer yet. `unknown`: it was sent and no clear answer came,
 * so it may have happened. `skipped`: left out before anything was sent.
 */
export const RUN_TARGET_STATES = [
  "waiting",
  "sent",
  "running",
  "done",
  "failed",
  "refused",
  "skipped",
  "unknown",
] as const;
export type RunTargetState = (typeof RUN_TARGET_STATES)[number];

/** Still to come to an end. */
export const OPEN_STATES: readonly RunTargetState[] = ["waiting", "sent", "running"];
/** Nothing happened there, so that it can be tried again without harm. */
export const FAILED_STATES: readonly RunTargetState[] = ["failed", "refused"];

/** Kinds that are for one script or managed install. */
export const KINDS_WITH_SUBJECT: readonly RunKind[] = ["script", "installAdd", "installRemove"];
/** Kinds whose one request names all devices; the others go device by device. */
export const KINDS_IN_ONE: readonly RunKind[] = KINDS_WITH_SUBJECT;
