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

/** Kinds that are for one script or managed install. */
export const KINDS_WITH_SUBJECT: readonly RunKind[] = ["script", "installAdd", "installRemove"];
/** Kinds whose one request names all devices; the others go device by device. */
export const KINDS_IN_ONE: readonly RunKind[] = KINDS_WITH_SUBJECT;

/**
 * How far the writing of a run's result into its ticket is: written once, and never twice. `unknown`: it was sent and
 * no clear answer came.
 */
export const RUN_WRITTEN = ["sending", "done", "unknown"] as const;
export type RunWritten = (typeof RUN_WRITTEN)[number];
/** What can be done to one device from a ticket. */
export const TICKET_RUN_KINDS = ["forceInventory", "script"] as const satisfies readonly RunKind[];
