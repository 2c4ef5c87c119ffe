const formats = new Map<string, Intl.NumberFormat>();

function formatFor(locale: string, options: Intl.NumberFormatOptions) {
  const key = `${locale}|${options.notation ?? ""}|${options.style ?? ""}|${options.maximumFractionDigits ?? ""}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** `12,408`. */
export function formatCount(count: number, locale: string): string {
  return formatFor(locale, { maximumFractionDigits: 0 }).format(count);
}

/** `12.4k` for axes and narrow places; small numbers stay whole. */
export function formatCountShort(count: number, locale: string): string {
  if (Math.abs(count) < 10_000) return formatCount(count, locale);
  return formatFor(locale, { notation: "compact", maximumFractionDigits: 1 }).format(count);
}

/** `1 ticket`, `3 tickets`. `plural` is needed only where an s does not make it. */
export function formatCounted(
  count: number,
  singular: string,
  locale: string,
  plural = `${singular}s`,
): string {
  return `${formatCount(count, locale)} ${count === 1 ? singular : plural}`;
}

/** A share from 0 to 1 as `42 %`. */
export function formatShare(share: number, locale: string): string {
  return formatFor(locale, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

const BYTE_UNITS = ["B", "KB", "MB", "GB", "TB", "PB"] as const;

/** A size in bytes in steps of 1024: `512 B`, `15.9 GB`. One decimal below ten, none at round sizes. */
export function formatBytes(bytes: number, locale: string): string {
  let size = Math.abs(bytes);
  let step = 0;
  while (size >= 1023.5 && step < BYTE_UNITS.length - 1) {
    size /= 1024;
    step += 1;
  }
  const digits = step === 0 || size >= 100 ? 0 : 1;
  const sign = bytes < 0 ? "-" : "";
  return `${sign}${formatFor(locale, { maximumFractionDigits: digits }).format(size)} ${BYTE_UNITS[step] ?? "B"}`;
}
