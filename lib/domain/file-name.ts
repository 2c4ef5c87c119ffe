/** Letters of a file's name that are sent or shown. */
export const FILE_NAME_LENGTH_MAX = 200;

const PICTURE = /\.(png|jpe?g|gif|webp)$/i;

/**
 * A file's name as it may be shown, sent and saved: the last part of a path, on one line, without characters that are
 * not seen or turn the direction of what follows (`gpj.exe`), and not endless. Its ending stays.
 */
export function soundFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .toWellFormed()
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, "")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  return plain === "" ? "file" : shorten(plain);
}

function shorten(name: string): string {
  const letters = [...name];
  if (letters.length <= FILE_NAME_LENGTH_MAX) return name;
  const ending = /\.[^.]{1,15}$/.exec(name)?.[0] ?? "";
  return letters.slice(0, FILE_NAME_LENGTH_MAX - [...ending].length).join("") + ending;
}

/** Whether a name is one of a picture that may be shown in its place. What the bytes are is another question. */
export function isPictureName(name: string): boolean {
  return PICTURE.test(name);
}

/** The same name with a number where it is taken already: `report (2).pdf`. */
export function freeFileName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  const ending = /\.[^.]{1,15}$/.exec(name)?.[0] ?? "";
  const stem = name.slice(0, name.length - ending.length);
  for (let nth = 2; ; nth += 1) {
    const next = shorten(`${stem.slice(0, FILE_NAME_LENGTH_MAX - 24)} (${nth})${ending}`);
    if (!taken.has(next.toLowerCase())) return next;
  }
}
