/** How many days a trend may span; the first is the usual one. */
export const TIME_RANGES = [30, 7, 90, 365] as const;
export type TimeRange = (typeof TIME_RANGES)[number];
export const TIME_RANGE_USUAL: TimeRange = 30;

/** The range that an address spells; anything else is the usual one. */
export function toTimeRange(text: string | null | undefined): TimeRange {
  return TIME_RANGES.find((days) => String(days) === text) ?? TIME_RANGE_USUAL;
}

export const TIME_RANGE_LABELS = {
  7: "7 days",
  30: "30 days",
  90: "90 days",
  365: "12 months",
} as const satisfies Record<TimeRange, string>;
