// Numbers for people: percentiles, sizes, and tables of plain text.

/** The value that this share (0 to 1) of the values does not exceed. @param {readonly number[]} values @param {number} share */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.max(0, Math.ceil(share * sorted.length) - 1);
  return sorted[at] ?? Number.NaN;
}

/** The median. @param {readonly number[]} values */
export const median = (values) => percentile(values, 0.5);

/** Milliseconds, as short as they can be told apart. @param {number} ms */
export function formatMs(ms) {
  return ms < 10 ? ms.toFixed(2) : ms < 100 ? ms.toFixed(1) : ms.toFixed(0);
}

/** @param {number} bytes */
export const formatMb = (bytes) => `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;

/** @param {number} bytes */
export const formatKb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** @param {number} count */
export const formatCount = (count) => Math.round(count).toLocaleString("en-GB");

/**
 * Rows under headings, in columns; whatever starts with a digit or × is set to the right.
 * @param {readonly string[]} headings
 * @param {readonly (readonly string[])[]} rows
 */
export function formatTable(headings, rows) {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) =>
    Math.max(...all.map((row) => (row[column] ?? "").length)),
  );
  const isNumber = headings.map(
    (_, column) =>
      rows.length > 0 && rows.every((row) => /^$|^[-–×\d]/.test((row[column] ?? "").trim())),
  );
  const line = (/** @type {readonly string[]} */ row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumber[column] ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [line(headings), rule, ...rows.map(line)].map((text) => `  ${text}`).join("\n");
}
