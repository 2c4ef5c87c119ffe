// Due dates are chosen in the reader's own zone, to the minute, as the platform's field for a day and a time spells them.

const two = (part: number) => String(part).padStart(2, "0");

/** `2026-11-28T17:30` in the reader's zone; empty for none. */
export function spellLocalMinute(iso: string | null): string {
  const at = new Date(iso ?? "");
  if (Number.isNaN(at.getTime())) return "";
  const day = [
    String(at.getFullYear()).padStart(4, "0"),
    two(at.getMonth() + 1),
    two(at.getDate()),
  ];
  return `${day.join("-")}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The reverse: ISO in UTC, or `null` for what is no moment. */
export function parseLocalMinute(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

const END_OF_WORK_HOUR = 17;
const FRIDAY = 5;

/** The times that are chosen most, all at the end of a day's work and all still to come. */
export function dueSuggestions(now: Date): { label: string; iso: string }[] {
  const endOf = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, END_OF_WORK_HOUR);
  const toFriday = (FRIDAY - now.getDay() + 7) % 7;
  const all = [
    { label: "Today", at: endOf(0) },
    { label: "Tomorrow", at: endOf(1) },
    ...(toFriday > 1 ? [{ label: "Friday", at: endOf(toFriday) }] : []),
    { label: "In a week", at: endOf(7) },
  ];
  return all
    .filter(({ at }) => at > now)
    .map(({ label, at }) => ({ label, iso: at.toISOString() }));
}
