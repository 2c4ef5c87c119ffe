// Files for spreadsheets. A cell that begins like a formula would be run by the program that opens the file, and
// what devices and people are called is anybody's text.

const FORMULA = /^[=+\-@\t\r]/;

/** Writes rows as CSV (RFC 4180, with a byte-order mark for spreadsheets). No cell can be taken for a formula. */
export function writeCsv(
  heads: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  const lines = [heads, ...rows].map((cells) => cells.map(toCell).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function toCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
