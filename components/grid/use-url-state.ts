"use client";

import { createLoader, createParser, useQueryStates } from "nuqs";
import { useSearchParams } from "next/navigation";
import { useCallback, useDeferredValue, useMemo } from "react";
import {
  completeOrder,
  defaultColumnState,
  type ColumnState,
  type Density,
  type GridSort,
} from "./columns";
import {
  parseColumns,
  parseDensity,
  parseSort,
  parseValues,
  spellColumns,
  spellSort,
  spellValues,
  toListSearch,
} from "./url-state";

interface UrlStateOptions {
  columns: readonly { id: string; hidden?: boolean; sortField?: string }[];
  /** Names of the filters, as the list's request calls them. */
  facets: readonly string[];
  defaultSort: GridSort | null;
  /** Filters while the address names none, such as those of a ready-made view. */
  defaultValues?: Readonly<Record<string, readonly string[]>>;
}

/** A list screen's whole state, kept in its address. */
export interface UrlState {
  values: Readonly<Record<string, readonly string[]>>;
  setValues: (id: string, values: readonly string[]) => void;
  text: string;
  setText: (text: string) => void;
  clear: () => void;
  sort: GridSort | null;
  setSort: (sort: GridSort | null) => void;
  /** The row that is open beside the list. */
  openId: string | null;
  setOpenId: (id: string | null) => void;
  density: Density | null;
  setDensity: (density: Density) => void;
  columnState: ColumnState;
  setColumnState: (state: ColumnState) => void;
  /** What the list's request carries: filters, `q` and `sort`. */
  search: Readonly<Record<string, string>>;
}

const text = createParser({ parse: (raw: string) => raw, serialize: (value: string) => value });
const values = createParser({
  parse: (raw: string) => parseValues(raw),
  serialize: (list: readonly string[]) => spellValues(list),
  eq: (a, b) => a.join(",") === b.join(","),
});
const density = createParser({ parse: parseDensity, serialize: (value: Density) => value });
const columns = createParser({
  parse: parseColumns,
  serialize: spellColumns,
  eq: (a, b) => spellColumns(a) === spellColumns(b),
});

/**
 * What the address says while the screen first stands there, then what is kept of it. What the screen before wrote
 * under the same names is still on its way then, and must not be taken for this one's: an open row least of all.
 */
function useArrived<Parsers extends Parameters<typeof createLoader>[0], Kept>(
  parsers: Parsers,
  kept: Kept,
) {
  const address = useSearchParams();
  const hasArrived = useDeferredValue(true, false);
  const load = useMemo(() => createLoader(parsers), [parsers]);
  return hasArrived ? kept : load(address);
}

/** Reads and writes a list screen's state in the address. Filters and sort make a step for "back"; walking rows does not. */
export function useUrlState(options: UrlStateOptions): UrlState {
  const facets = useMemo(
    () => Object.fromEntries(options.facets.map((id) => [id, values])),
    [options.facets],
  );
  const [keptLists, setLists] = useQueryStates(facets, { history: "push" });
  const parsers = useMemo(() => {
    const fields = options.columns.flatMap((column) => column.sortField ?? []);
    const sort = createParser({
      parse: (raw: string) => parseSort(raw, fields),
      serialize: spellSort,
      eq: (a: GridSort, b: GridSort) => spellSort(a) === spellSort(b),
    });
    return { q: text, sort, open: text, density, cols: columns };
  }, [options.columns]);
  const [keptOwn, setOwn] = useQueryStates(parsers, { history: "replace" });
  const lists = useArrived(facets, keptLists);
  const own = useArrived(parsers, keptOwn);

  const sort = own.sort ?? options.defaultSort;
  const picked = useMemo(() => {
    const entries = options.facets.map(
      (id) => [id, lists[id] ?? options.defaultValues?.[id] ?? []] as const,
    );
    return Object.fromEntries(entries);
  }, [options.facets, options.defaultValues, lists]);
  const columnState = useMemo(() => {
    const usual = defaultColumnState(options.columns);
    if (own.cols === null) return usual;
    return { ...own.cols, order: completeOrder(own.cols.order, usual.order) };
  }, [own.cols, options.columns]);
  const query = own.q ?? "";

  return {
    values: picked,
    setValues: useCallback(
      (id, next) => void setLists({ [id]: next.length === 0 ? null : [...next] }),
      [setLists],
    ),
    text: query,
    setText: useCallback((next) => void setOwn({ q: next === "" ? null : next }), [setOwn]),
    clear: useCallback(() => {
      void setLists(null);
      void setOwn({ q: null });
    }, [setLists, setOwn]),
    sort,
    setSort: useCallback((next) => void setOwn({ sort: next }, { history: "push" }), [setOwn]),
    openId: own.open,
    setOpenId: useCallback((id) => void setOwn({ open: id }), [setOwn]),
    density: own.density,
    setDensity: useCallback((next) => void setOwn({ density: next }), [setOwn]),
    columnState,
    setColumnState: useCallback((next) => void setOwn({ cols: next }), [setOwn]),
    search: useMemo(
      () => toListSearch({ values: picked, text: query, sort }),
      [picked, query, sort],
    ),
  };
}
