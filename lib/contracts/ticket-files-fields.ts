// What the tray of files knows at run time too; free of zod, which must not reach the browser.

/** Bytes of the head that stands before the files in a request: a comment, what its author has seen, and the names. */
export const FILES_HEAD_BYTES_MAX = 1024 * 1024;
/** So many files of one comment where their system would take any number. */
export const FILES_PER_SEND_MAX = 20;
