/** A link within text and cells. */
export const LINK = "text-accent underline-offset-2 hover:underline";
