"use client";

import { createLoader, createParser, useQueryStates } from "nuqs";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
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
  /** Further words of the address by name; `layout` belongs to what the list is, `passing` to how its reader left it. */
  words?: Readonly<Record<string, "layout" | "passing">>;
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
  /** The further words, empty where the address has none. */
  words: Readonly<Record<string, string>>;
  setWord: (name: string, word: string) => void;
  /** What the list's request carries: filters, `q` and `sort`. */
  search: Readonly<Record<string, string>>;
  /** The same with the columns and the words of its layout, as the address spells them where somebody changed them. */
  spelled: Readonly<Record<string, string>>;
  /** Shows another question instead: filters, text, order and columns as {@link spelled} has them, and no open row. */
  show: (spelled: Readonly<Record<string, string>>) => void;
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
 * Parts of the address, and the means to write them. While the screen first stands there, what the screen before wrote
 * under the same names may still be on its way, and must not be taken for this one's: an open row least of all. Until
 * both agree this is what the address says, and what this screen wrote itself: keys do not wait until a screen has settled.
 */
function useArrivingStates<Parsers extends Parameters<typeof createLoader>[0]>(
  parsers: Parsers,
  history: "push" | "replace",
) {
  const [kept, setKept] = useQueryStates(parsers, { history });
  const address = useSearchParams();
  const load = useMemo(() => createLoader(parsers), [parsers]);
  const [written, setWritten] = useState<Partial<typeof kept>>({});
  const [hasArrived, setArrived] = useState(false);
  const told = hasArrived ? kept : { ...load(address), ...written };
  if (!hasArrived && isSame(kept, told)) setArrived(true);
  const set = useCallback(
    (next: Partial<typeof kept>, options?: { history: "push" }) => {
      if (!hasArrived) setWritten((before) => ({ ...before, ...next }));
      void setKept(next, options);
    },
    [hasArrived, setKept],
  );
  return [told, set] as const;
}

/** Whether two states say the same, name by name. */
function isSame(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>) {
  return Object.keys(a).every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]));
}

const NO_WORDS: NonNullable<UrlStateOptions["words"]> = {};

/** The further words of an address, and those that belong to the list's layout. */
function useWords(named: NonNullable<UrlStateOptions["words"]>) {
  const parsers = useMemo(
    () => Object.fromEntries(Object.keys(named).map((name) => [name, text])),
    [named],
  );
  const [told, setTold] = useArrivingStates(parsers, "replace");
  const words = useMemo(
    () => Object.fromEntries(Object.keys(named).map((name) => [name, told[name] ?? ""])),
    [named, told],
  );
  const layout = useMemo(
    () =>
      Object.fromEntries(
        Object.entries(words).filter(([name, word]) => named[name] === "layout" && word !== ""),
      ),
    [named, words],
  );
  return {
    words,
    layout,
    setWord: useCallback(
      (name: string, word: string) => {
        const next = { [name]: word === "" ? null : word };
        if (named[name] === "layout") setTold(next, { history: "push" });
        else setTold(next);
      },
      [named, setTold],
    ),
    /** Takes the layout's words over from another spelling, and forgets the passing ones. */
    show: useCallback(
      (spelled: Readonly<Record<string, string>>) => {
        const next = Object.entries(named).map(([name, kind]) => [
          name,
          kind === "layout" ? (spelled[name] ?? null) : null,
        ]);
        setTold(Object.fromEntries(next));
      },
      [named, setTold],
    ),
  };
}

/** Reads and writes a list screen's state in the address. Filters and sort make a step for "back"; walking rows does not. */
export function useUrlState(options: UrlStateOptions): UrlState {
  const facets = useMemo(
    () => Object.fromEntries(options.facets.map((id) => [id, values])),
    [options.facets],
  );
  const [lists, setLists] = useArrivingStates(facets, "push");
  const parsers = useMemo(() => {
    const fields = options.columns.flatMap((column) => column.sortField ?? []);
    const sort = createParser({
      parse: (raw: string) => parseSort(raw, fields),
      serialize: spellSort,
      eq: (a: GridSort, b: GridSort) => spellSort(a) === spellSort(b),
    });
    return { q: text, sort, open: text, density, cols: columns };
  }, [options.columns]);
  const [own, setOwn] = useArrivingStates(parsers, "replace");
  const { words, layout, setWord, show: showWords } = useWords(options.words ?? NO_WORDS);

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
  const search = useMemo(
    () => toListSearch({ values: picked, text: query, sort }),
    [picked, query, sort],
  );

  return {
    values: picked,
    setValues: useCallback(
      (id, next) => setLists({ [id]: next.length === 0 ? null : [...next] }),
      [setLists],
    ),
    text: query,
    setText: useCallback((next) => setOwn({ q: next === "" ? null : next }), [setOwn]),
    clear: useCallback(() => {
      setLists(Object.fromEntries(options.facets.map((id) => [id, null])));
      setOwn({ q: null });
    }, [options.facets, setLists, setOwn]),
    sort,
    setSort: useCallback((next) => setOwn({ sort: next }, { history: "push" }), [setOwn]),
    openId: own.open,
    setOpenId: useCallback((id) => setOwn({ open: id }), [setOwn]),
    density: own.density,
    setDensity: useCallback((next) => setOwn({ density: next }), [setOwn]),
    columnState,
    setColumnState: useCallback((next) => setOwn({ cols: next }), [setOwn]),
    words,
    setWord,
    search,
    spelled: useMemo(
      () => ({
        ...search,
        ...layout,
        ...(own.cols === null ? {} : { cols: spellColumns(columnState) }),
      }),
      [search, layout, own.cols, columnState],
    ),
    show: useCallback(
      (next) => {
        showWords(next);
        const list = (id: string) => parseValues(next[id] ?? "");
        setLists(
          Object.fromEntries(
            options.facets.map((id) => [id, list(id).length > 0 ? list(id) : null]),
          ),
        );
        const fields = options.columns.flatMap((column) => column.sortField ?? []);
        setOwn(
          {
            q: next["q"] ?? null,
            sort: parseSort(next["sort"] ?? "", fields),
            cols: parseColumns(next["cols"] ?? ""),
            open: null,
          },
          { history: "push" },
        );
      },
      [options.facets, options.columns, setLists, setOwn, showWords],
    ),
  };
}
