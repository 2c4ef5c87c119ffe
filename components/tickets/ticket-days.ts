import { olderDays } from "@/lib/domain/relative-days";

/** The ages that are offered; an address may name any number of days. */
export const OLDER_OFFERED = ["older7", "older30", "older90"] as const;

const WORDS: Readonly<Record<string, string>> = {
  today: "Today",
  yesterday: "Yesterday",
  last7: "Last 7 days",
  last30: "Last 30 days",
  thisMonth: "This month",
  next7: "Next 7 days",
  none: "No date",
};

/** A span of days in words: `Last 7 days`, `Older than 30 days`. */
export function sayDays(key: string): string {
  const days = olderDays(key);
  if (days !== null) return days === 1 ? "Older than a day" : `Older than ${days} days`;
  return WORDS[key] ?? key;
}
