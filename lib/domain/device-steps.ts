// How fit a device is, in the steps that lists filter by. `none` stands for "not told", as in every filter.

export const ENCRYPTION_STATES = ["on", "off", "none"] as const;
export type EncryptionState = (typeof ENCRYPTION_STATES)[number];

/** The worst patch that a device lacks. `unrated`: it lacks some, and none has a severity. `clean`: it lacks none. */
export const PATCH_STATES = [
  "critical",
  "important",
  "moderate",
  "low",
  "unrated",
  "clean",
  "none",
] as const;
export type PatchState = (typeof PATCH_STATES)[number];

/** The state of each severity, 1 low to 4 critical. */
export const PATCH_STATE_OF_LEVEL = {
  1: "low",
  2: "moderate",
  3: "important",
  4: "critical",
} as const satisfies Record<number, PatchState>;

/** How long ago it was last restarted. */
export const RESTART_AGES = ["day", "week", "month", "quarter", "older", "none"] as const;
export type RestartAge = (typeof RESTART_AGES)[number];
