/** The value of an info item, as JSON. */
export type InfoValue = string | number | boolean | null | readonly object[];

/** One item of a list's `info`. `valueClass` is `""` but for statuses. */
export interface InfoItem {
  key: string;
  value: InfoValue;
  valueClass: number | string;
  keyCaption: string;
  valueCaption: string | null;
}

/** Columns that a request wants: those of its `view` and its `fields`, or all of them (`null`). */
export type Selection = ReadonlySet<string> | null;

/**
 * Reads `fields` (commas, or the parameter repeated) and `view`. No fields, `fields=all` and a view
 * that does not exist ask for everything.
 */
export function readSelection(
  params: URLSearchParams,
  views: Readonly<Record<string, readonly string[]>>,
): Selection {
  const fields = listOf(params, "fields");
  const view = views[params.get("view") ?? ""];
  if (fields.includes("all") || (fields.length === 0 && view === undefined)) return null;
  return new Set([...fields, ...(view ?? [])]);
}

/** All values of a parameter, whether with commas or repeated; blanks dropped. */
export function listOf(params: URLSearchParams, name: string): string[] {
  const given = params.getAll(name).flatMap((value) => value.split(","));
  return given.map((value) => value.trim()).filter((value) => value !== "");
}

export interface Page {
  offset: number;
  limit: number;
}

/** `limit` (1 to the server's maximum, which is the default) and `offset` (from 0); nonsense falls back. */
export function readPage(params: URLSearchParams, maxChunkSize: number): Page {
  const limit = Number(params.get("limit") ?? "");
  const offset = Number(params.get("offset") ?? "");
  return {
    limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, maxChunkSize) : maxChunkSize,
    offset: Number.isInteger(offset) && offset > 0 ? offset : 0,
  };
}

/** One column that rows are sorted by. */
export interface SortKey {
  key: string;
  isDescending: boolean;
}

/**
 * `sort` (several with commas) and `dir` (one for all, or one each). Only what the request fetches
 * can be sorted by, as documented; the id always can where everything is fetched.
 */
export function readSort(params: URLSearchParams, selection: Selection): SortKey[] {
  const directions = listOf(params, "dir");
  return listOf(params, "sort")
    .map((key, index) => ({
      key,
      isDescending: (directions[index] ?? directions.at(-1))?.toLowerCase() === "desc",
    }))
    .filter(({ key }) => selection === null || selection.has(key));
}

/** Numbers by size, texts without case, nothing before something. */
export function compareValues(left: InfoValue, right: InfoValue): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  if (typeof left === "number" && typeof right === "number") return left - right;
  const [a, b] = [String(left).toLowerCase(), String(right).toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}
