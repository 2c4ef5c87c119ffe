/** What a line of a device's timeline is about. */
export const TIMELINE_KINDS = ["change", "ticket", "run", "ci", "join", "write"] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];
