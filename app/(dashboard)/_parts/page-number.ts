/** The page that an address names, counted from 0; the first one for anything that names none. */
export function readPage(text: string | string[] | undefined): number {
  const number = Number(text ?? "1");
  return Number.isSafeInteger(number) && number > 1 ? number - 1 : 0;
}
