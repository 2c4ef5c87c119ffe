// Where each list was left, so that coming back from a detail lands on the same row. Kept for the life of the page:
// a reload begins at the top, with the same row open, because the address says so.

/** A list as it was left. */
export interface ListPlace {
  /** The address's search, without the question mark. */
  search: string;
  /** The place of the row that was open, or -1. */
  index: number;
}

const places = new Map<string, ListPlace>();

/** Notes how a list stands. `path` is the list's own, such as `/devices`. */
export function rememberPlace(path: string, place: ListPlace): void {
  places.set(path, place);
}

/** How a list was left, or `null` when it was not seen in this page's life. */
export function placeOf(path: string): ListPlace | null {
  return places.get(path) ?? null;
}

/** The address that shows a list as it was left. */
export function wayBack(path: string): string {
  const search = places.get(path)?.search ?? "";
  return search === "" ? path : `${path}?${search}`;
}
