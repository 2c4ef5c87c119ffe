// What forms know at run time in the browser too; free of zod, which must not reach it.

/** Longest text of one field: as much as a ticket's comment. */
export const FORM_TEXT_MAX = 65_536;
