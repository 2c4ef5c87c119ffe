import type { Rows } from "./query";

/** A table that writes may change; rows stay in ascending order of ids. */
export interface Table<Row extends { id: number }> extends Rows<Row> {
  put(row: Row): void;
  /** True where there was such a row. */
  remove(id: number): boolean;
  /** An id that no row has or ever had. */
  nextId(): number;
  /** Grows with every write, so that what is counted from the rows is known to be old. */
  version(): number;
}

/** A table of rows with ids above 0. */
export function createTable<Row extends { id: number }>(initial: readonly Row[]): Table<Row> {
  const rows = [...initial].sort((a, b) => a.id - b.id);
  const places = new Map(rows.map((row, place) => [row.id, place]));
  let version = 0;
  let highestId = rows.at(-1)?.id ?? 0;
  return {
    all: () => rows,
    find: (id) => {
      const place = places.get(id);
      return place === undefined ? undefined : rows[place];
    },
    put: (row) => {
      version += 1;
      const place = places.get(row.id) ?? rows.length;
      places.set(row.id, place);
      rows[place] = row;
      highestId = Math.max(highestId, row.id);
    },
    remove: (id) => {
      const place = places.get(id);
      if (place === undefined) return false;
      version += 1;
      rows.splice(place, 1);
      places.delete(id);
      for (const [at, row] of rows.slice(place).entries()) places.set(row.id, place + at);
      return true;
    },
    nextId: () => highestId + 1,
    version: () => version,
  };
}

/** A table that is made when something is first asked of it. */
export function lazily<Row extends { id: number }>(make: () => Table<Row>): Table<Row> {
  let made: Table<Row> | undefined;
  const table = () => (made ??= make());
  return {
    all: () => table().all(),
    find: (id) => table().find(id),
    put: (row) => table().put(row),
    remove: (id) => table().remove(id),
    nextId: () => table().nextId(),
    version: () => table().version(),
  };
}
