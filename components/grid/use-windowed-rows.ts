"use client";

import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import {
  compare,
  PAGE_ROWS,
  pageKey,
  pagesForRange,
  takeIn,
  type PendingChange,
  type RowRange,
  type Shown,
  type WindowPage,
} from "./windows";

/** Rows of a list of any length, as a grid reads them. */
export interface WindowedRows<Row, Page extends WindowPage<Row> = WindowPage<Row>> {
  /** Changes when another question is asked; the grid then returns to the top. */
  key: string;
  /** `null` until the first answer. */
  total: number | null;
  rowId: (row: Row) => string;
  /** The row at a place, or `undefined` while its page is on the way. */
  rowAt: (index: number) => Row | undefined;
  /** The place of a row among those that were read, or -1. */
  indexOf: (id: string) => number;
  /** The row was in the list and is no more. */
  isGone: (id: string) => boolean;
  /** Tells which rows are on the screen, so that their pages are read. */
  show: (range: RowRange) => void;
  /** Something changed that would move rows: offer it. */
  pending: PendingChange | null;
  /** Lays the rows out as they are now. */
  acceptPending: () => void;
  error: Error | null;
  isFetching: boolean;
  refetch: () => void;
  /** The newest first page with everything else that the answer carries. */
  firstPage: Page | undefined;
}

interface WindowedRowsOptions<Row, Page extends WindowPage<Row>> {
  /** The list's key without a page: it names filters and sort. */
  queryKey: readonly unknown[];
  fetchPage: (page: { offset: number; limit: number; signal: AbortSignal }) => Promise<Page>;
  rowId: (row: Row) => string;
  pageSize?: number;
}

/** Rows beyond the screen on both sides whose pages are read ahead. */
const MARGIN_ROWS = 30;

interface Answers<Page> {
  byPage: ReadonlyMap<number, Page>;
  error: Error | null;
  isFetching: boolean;
  refetchAll: () => void;
}

function gather<Page>(
  pages: readonly number[],
  results: readonly UseQueryResult<Page>[],
): Answers<Page> {
  const byPage = new Map<number, Page>();
  results.forEach((result, at) => {
    const page = pages[at];
    if (page !== undefined && result.data !== undefined) byPage.set(page, result.data);
  });
  return {
    byPage,
    error: results.find((result) => result.error)?.error ?? null,
    isFetching: results.some((result) => result.isFetching),
    refetchAll: () => results.forEach((result) => void result.refetch()),
  };
}

/**
 * Reads a list in pages around what is on the screen. While another question is on the way the old rows stay;
 * an answer to the same question replaces contents in place and offers what would move rows.
 */
export function useWindowedRows<Row, Page extends WindowPage<Row> = WindowPage<Row>>({
  queryKey,
  fetchPage,
  rowId,
  pageSize = PAGE_ROWS,
}: WindowedRowsOptions<Row, Page>): WindowedRows<Row, Page> {
  const key = JSON.stringify(queryKey);
  const [range, setRange] = useState<RowRange & { key: string }>({ first: 0, last: 0, key });
  const [shown, setShown] = useState<Shown<Row>>({ key, total: null, pages: new Map() });

  const wanted =
    range.key === key && shown.key === key
      ? pagesForRange(range, pageSize, shown.total, MARGIN_ROWS).join(" ")
      : "0";
  const pages = useMemo(() => wanted.split(" ").map(Number), [wanted]);
  const combine = useCallback((results: UseQueryResult<Page>[]) => gather(pages, results), [pages]);
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: pageKey(queryKey, page, pageSize),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        fetchPage({ offset: page * pageSize, limit: pageSize, signal }),
    })),
    combine,
  });

  const latest = useMemo(() => {
    const total = answers.byPage.get(0)?.total ?? null;
    return {
      key,
      total,
      pages: new Map([...answers.byPage].map(([page, one]) => [page, one.rows])),
    };
  }, [answers.byPage, key]);
  const laidOut = takeIn(shown, latest);
  if (laidOut !== shown) setShown(laidOut);

  const contents = useMemo(() => {
    const rows = new Map<string, Row>();
    for (const page of latest.pages.values()) for (const row of page) rows.set(rowId(row), row);
    return rows;
  }, [latest, rowId]);
  const places = useMemo(() => {
    const indexes = new Map<string, number>();
    for (const [page, rows] of laidOut.pages)
      rows.forEach((row, at) => indexes.set(rowId(row), page * pageSize + at));
    return indexes;
  }, [laidOut, rowId, pageSize]);
  const { change, goneIds } = useMemo(
    () => compare(laidOut, latest, rowId),
    [laidOut, latest, rowId],
  );

  const total =
    change === null && laidOut.key === latest.key ? (latest.total ?? laidOut.total) : laidOut.total;
  const show = useCallback(
    ({ first, last }: RowRange) =>
      setRange((old) =>
        old.first === first && old.last === last && old.key === key ? old : { first, last, key },
      ),
    [key],
  );
  const acceptPending = useCallback(() => setShown(latest), [latest]);
  const firstPage = answers.byPage.get(0);

  // One object while nothing changes: rows are redrawn only when something did.
  return useMemo(
    () => ({
      key: laidOut.key,
      total,
      rowId,
      rowAt: (index) => {
        const row = laidOut.pages.get(Math.floor(index / pageSize))?.[index % pageSize];
        return row === undefined ? undefined : (contents.get(rowId(row)) ?? row);
      },
      indexOf: (id) => places.get(id) ?? -1,
      isGone: (id) => goneIds.has(id),
      show,
      pending: change,
      acceptPending,
      error: answers.error,
      isFetching: answers.isFetching,
      refetch: answers.refetchAll,
      firstPage,
    }),
    [
      laidOut,
      total,
      rowId,
      pageSize,
      contents,
      places,
      goneIds,
      show,
      change,
      acceptPending,
      answers,
      firstPage,
    ],
  );
}

const ignore = () => undefined;

/** Rows that are all at hand, for short lists. */
export function useStaticRows<Row>(
  rows: readonly Row[],
  rowId: (row: Row) => string,
): WindowedRows<Row> {
  const places = useMemo(
    () => new Map(rows.map((row, at) => [rowId(row), at] as const)),
    [rows, rowId],
  );
  return {
    key: "static",
    total: rows.length,
    rowId,
    rowAt: useCallback((index) => rows[index], [rows]),
    indexOf: useCallback((id) => places.get(id) ?? -1, [places]),
    isGone: useCallback(() => false, []),
    show: ignore,
    pending: null,
    acceptPending: ignore,
    error: null,
    isFetching: false,
    refetch: ignore,
    firstPage: undefined,
  };
}
