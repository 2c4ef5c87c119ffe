// Appliances list each version of a program as a title of its own, and some write the version into the name.
// What people ask for is the program, so titles of one program share a key. No list of programs is needed for it.

const KEY_LENGTH_MAX = 200;

/** `24.08`, `v3.4.1`, `8.0.36-1`: at least two numbers, which years and editions (`2022`, `365`) are not. */
const VERSION = /(?<![\w.])v?\d+(?:[.,]\d+)+(?:[-+~][\w.]+)?(?![\w.])/gi;
/** `Update 401`, `build 19045`, `(KB5031356)`. */
const RELEASE = /\b(?:update|build|rev|release|version)\s+\d[\w.]*|\(\s*kb\d+\s*\)/gi;

/**
 * The key that all titles of one program share: its name in lower case without what tells its version.
 * Architecture, language and edition stay, for they are other things to install.
 */
export function productKeyOf(name: string, version: string | null = null): string {
  const folded = name.toLowerCase();
  const own = version === null ? "" : version.trim().toLowerCase();
  const bare = folded.replace(VERSION, " ").replace(RELEASE, " ");
  const key = tidy(own.length >= 3 ? bare.replaceAll(own, " ") : bare);
  return (key === "" ? tidy(folded) : key).slice(0, KEY_LENGTH_MAX);
}

/** Takes out what a removed version leaves behind: empty brackets, doubled blanks, dashes at the ends. */
function tidy(text: string): string {
  return text
    .replace(/\(\s*\)|\[\s*\]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/\(\s+/g, "(")
    .replace(/\s+\)/g, ")")
    .replace(/^[\s\-–:,.]+|[\s\-–:,.]+$/g, "");
}
