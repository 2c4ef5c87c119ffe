// Words of the device page that the browser needs without schemas.

/** What a line of the timeline is about. */
export const TIMELINE_KINDS = ["change", "ticket", "run", "ci", "join", "write"] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export const TIMELINE_PAGE = 40;
export const TIMELINE_PAGE_MAX = 200;
