/** Where and for whom a time is written. `zone` is an IANA name. */
export interface Place {
  locale: string;
  zone: string;
}

/** The language that the product speaks. Its date order names the month, so no reader can swap day and month. */
export const DISPLAY_LOCALE = "en-GB";

const formats = new Map<string, Intl.DateTimeFormat>();

// Building an Intl format costs a hundred times what using it does, and a grid formats thousands.
function formatFor(place: Place, kind: string, options: Intl.DateTimeFormatOptions) {
  const key = `${place.locale}|${place.zone}|${kind}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(place.locale, { timeZone: place.zone, ...options });
  formats.set(key, made);
  return made;
}

function parse(iso: string): Date | null {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** `22 Nov 2026, 14:05:09 UTC`: date, time to the second and zone. A text that is no time comes back as it is. */
export function formatExact(iso: string, place: Place): string {
  const date = parse(iso);
  if (!date) return iso;
  return formatFor(place, "exact", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  }).format(date);
}

/** `22 Nov 2026, 14:05`: for places where the zone stands nearby. */
export function formatDateTime(iso: string, place: Place): string {
  const date = parse(iso);
  if (!date) return iso;
  return formatFor(place, "dateTime", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(date);
}

/** `22 Nov 2026`. */
export function formatDate(iso: string, place: Place): string {
  const date = parse(iso);
  if (!date) return iso;
  return formatFor(place, "date", { day: "numeric", month: "short", year: "numeric" }).format(date);
}

/** `14:05 UTC`: a moment of today, such as the end of a wait. */
export function formatClock(iso: string, place: Place): string {
  const date = parse(iso);
  if (!date) return iso;
  return formatFor(place, "clock", {
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(date);
}

/** `22 Nov` of a calendar day `2026-11-22`, which has no zone of its own. */
export function formatDay(day: string, locale: string): string {
  const date = parse(`${day.slice(0, 10)}T00:00:00Z`);
  if (!date) return day;
  return formatFor({ locale, zone: "UTC" }, "day", { day: "numeric", month: "short" }).format(date);
}
