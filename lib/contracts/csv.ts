// Lists in addresses are written with commas, and names of sites and models hold commas of their own.
// Free of zod, because the browser writes such lists too.

/** Writes a list of values for an address: `a,b`. Commas and percent signs within a value are escaped. */
export function joinCsv(values: readonly string[]): string {
  return values.map((value) => value.replace(/[%,]/g, encodeURIComponent)).join(",");
}

/** Reads what {@link joinCsv} wrote. Empty parts are dropped; a broken escape reads as it stands. */
export function splitCsv(text: string): string[] {
  return text
    .split(",")
    .filter((part) => part !== "")
    .map((part) => part.replace(/%25|%2c/gi, (escaped) => (escaped === "%25" ? "%" : ",")));
}
