import "server-only";

const NAME = /\{(\w+)\}/g;

/**
 * An operation's path with its names filled in, each encoded as one part.
 * @throws TypeError for a name without value, or a value that cannot stand as one part of a path
 */
export function fillPath(
  row: { path: string },
  values: Readonly<Record<string, string | number>> = {},
): string {
  return row.path.replace(NAME, (_whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new TypeError(`${row.path} needs ${name}`);
    const text = String(value);
    // Periods need no encoding by the rules of URLs, so these two would climb in the path.
    if (/^\.{0,2}$/.test(text)) throw new TypeError(`${row.path} has no usable ${name}`);
    return encodeURIComponent(text);
  });
}
