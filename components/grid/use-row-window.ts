"use client";

import { observeElementOffset, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, type RefObject } from "react";
import { offsetToShow, scaleFor } from "./geometry";
import { rangeAhead, type RowRange } from "./windows";

const OVERSCAN_ROWS = 8;
/** A flight through the list asks for pages where it rests this long, a slower walk this often. */
const REST_MS = 60;

export interface RowPlace {
  index: number;
  /** From the top of the scroller's content. */
  topPx: number;
}

/** The rows to draw right now, and ways to move among them. */
export interface RowWindow {
  places: readonly RowPlace[];
  contentPx: number;
  /** The line at the top of the screen, whole or not. */
  firstLine: number;
  /** Whole rows that fit. */
  pageRows: number;
  /** The first row that is wholly in view. */
  firstVisible: () => number;
  bringIntoView: (index: number) => void;
  toTop: () => void;
}

/** Draws only what is on the screen of a list of any length, and tells `onShow` where the reader rests. */
export function useRowWindow({
  scroller,
  total,
  rowPx,
  headPx,
  onShow,
}: {
  scroller: RefObject<HTMLDivElement | null>;
  total: number;
  rowPx: number;
  /** Height of the head that covers the top of the scroller. */
  headPx: number;
  onShow: (range: RowRange) => void;
}): RowWindow {
  const factorRef = useRef(1);
  // eslint-disable-next-line react-hooks/incompatible-library -- it changes in place; nothing below is remembered by it
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: OVERSCAN_ROWS,
    observeElementOffset: (instance, report) =>
      observeElementOffset(instance, (offset, isScrolling) =>
        report(offset * factorRef.current, isScrolling),
      ),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowPx]);

  const viewPx = Math.max(rowPx, (virtualizer.scrollRect?.height ?? 0) - headPx);
  const scale = scaleFor(total, rowPx, viewPx);
  useEffect(() => {
    factorRef.current = scale.factor;
  }, [scale.factor]);

  const offset = virtualizer.scrollOffset ?? 0;
  // In a scaled list, rows stand where the scroller is, not where the list's own offset is.
  const shiftPx = offset / scale.factor - offset;
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  useShowing({ first, last, onShow });

  const scrollTo = useCallback(
    (listOffsetPx: number) => {
      scroller.current?.scrollTo({ top: listOffsetPx / factorRef.current });
    },
    [scroller],
  );
  const currentOffset = useCallback(
    () => (scroller.current?.scrollTop ?? 0) * factorRef.current,
    [scroller],
  );

  return {
    places: items.map((item) => ({ index: item.index, topPx: item.start + shiftPx })),
    contentPx: scale.contentPx,
    firstLine: virtualizer.range?.startIndex ?? 0,
    pageRows: Math.max(1, Math.floor(viewPx / rowPx)),
    firstVisible: useCallback(() => Math.ceil(currentOffset() / rowPx), [currentOffset, rowPx]),
    bringIntoView: useCallback(
      (index) => {
        const target = offsetToShow(index, rowPx, currentOffset(), viewPx);
        if (target !== null) scrollTo(target);
      },
      [currentOffset, rowPx, scrollTo, viewPx],
    ),
    toTop: useCallback(() => scrollTo(0), [scrollTo]),
  };
}

/** Tells where the reader is: on the way with what comes next, at a rest exactly. */
function useShowing({
  first,
  last,
  onShow,
}: RowRange & { onShow: (range: RowRange) => void }): void {
  const left = useRef({ first, atMs: 0 });
  useEffect(() => {
    const now = performance.now();
    const tookMs = now - left.current.atMs;
    if (tookMs >= REST_MS) {
      const rowsPerS = ((first - left.current.first) / tookMs) * 1000;
      left.current = { first, atMs: now };
      const ahead = rangeAhead({ first, last }, rowsPerS);
      if (ahead !== null) onShow(ahead);
    }
    const rest = setTimeout(() => onShow({ first, last }), REST_MS);
    return () => clearTimeout(rest);
  }, [first, last, onShow]);
}
