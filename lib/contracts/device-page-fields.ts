/** Lines of one answer of a device's timeline: by default, and at most. */
export const TIMELINE_PAGE = 40;
export const TIMELINE_PAGE_MAX = 200;
