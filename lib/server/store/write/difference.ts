import "server-only";

/** What changed: field → [before, after], long texts shortened. */
export type Difference = Record<string, [unknown, unknown]>;

const TEXT_LENGTH_MAX = 200;

/**
 * Compares a stored row with the incoming one, over the incoming columns. Values by label (`facts`) are
 * compared one by one, as `facts.<label>`. `null` when nothing changed that is worth remembering.
 */
export function differenceOf(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  { volatile = [], derived = [] }: { volatile?: readonly string[]; derived?: readonly string[] },
): Difference | null {
  const fields: Difference = {};
  for (const [key, value] of Object.entries(after)) {
    if (derived.includes(key)) continue;
    if (isRecord(value) && isRecord(before[key]))
      Object.assign(fields, differenceOfFacts(key, before[key], value));
    else if (!isSame(before[key], value)) fields[key] = [shorten(before[key]), shorten(value)];
  }
  const worthIt = Object.keys(fields).some((key) => !volatile.includes(key));
  return worthIt ? fields : null;
}

function differenceOfFacts(
  key: string,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Difference {
  const labels = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...labels].filter((label) => !isSame(before[label], after[label]));
  return Object.fromEntries(
    changed.map((label) => [`${key}.${label}`, [shorten(before[label]), shorten(after[label])]]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

function shorten(value: unknown): unknown {
  if (typeof value === "string")
    return value.length > TEXT_LENGTH_MAX ? `${value.slice(0, TEXT_LENGTH_MAX)}…` : value;
  const json = JSON.stringify(value ?? null);
  return json.length > TEXT_LENGTH_MAX ? `${json.slice(0, TEXT_LENGTH_MAX)}…` : (value ?? null);
}
