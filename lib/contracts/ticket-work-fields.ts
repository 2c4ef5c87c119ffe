// What the box for work knows at run time too; free of zod, which must not reach the browser.

export const WORK_NOTE_CHARACTERS_MAX = 4_000;
/** The longest entry: a mistyped year must not become a month of work. */
export const WORK_MINUTES_MAX = 7 * 24 * 60;
