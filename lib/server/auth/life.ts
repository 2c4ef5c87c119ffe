import "server-only";

/** How long a sign-in to Sightline lasts without use. */
export const ENTRY_LIFE_MS = 7 * 24 * 3_600_000;
