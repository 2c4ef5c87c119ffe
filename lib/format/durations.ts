const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS = [
  { ms: 365 * DAY, unit: "y" },
  { ms: 30 * DAY, unit: "mo" },
  { ms: DAY, unit: "d" },
  { ms: HOUR, unit: "h" },
  { ms: MINUTE, unit: "min" },
  { ms: SECOND, unit: "s" },
] as const;

/** The largest whole unit of a span: `12 s`, `4 min`, `3 h`, `9 d`, `2 mo`, `1 y`. Negative spans count as their size. */
export function formatDuration(spanMs: number): string {
  const size = Math.abs(spanMs);
  for (const step of STEPS) {
    if (size >= step.ms) return `${Math.floor(size / step.ms)} ${step.unit}`;
  }
  return "0 s";
}

/**
 * How far a time lies from now: `just now`, `4 min ago`, `in 3 h`. Rounds towards now, so that nothing looks older
 * than it is. A text that is no time comes back as it is.
 */
export function formatRelative(iso: string, nowMs: number): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  const span = nowMs - at;
  if (Math.abs(span) < 5 * SECOND) return "just now";
  return span > 0 ? `${formatDuration(span)} ago` : `in ${formatDuration(span)}`;
}

/** How old saved values are, without "ago": `12 s`, `4 min`. Clocks that run ahead give `0 s`. */
export function formatAge(iso: string, nowMs: number): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? "an unknown time" : formatDuration(Math.max(0, nowMs - at));
}

/** Working time of minutes: `45 min`, `1 h 30 min`. */
export function formatMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
