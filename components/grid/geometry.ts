/**
 * Browsers lose or clip elements beyond some 17 to 33 million pixels. A list that would be taller gets a scroller of
 * this height, and every pixel of it stands for more than one.
 */
export const SCROLLER_MAX_PX = 12_000_000;

/** How a list's own offsets relate to those of its scroller. */
export interface ScrollScale {
  /** Height of the scroller's content. */
  contentPx: number;
  /** List pixels per scroller pixel; 1 for all but very long lists. */
  factor: number;
}

/** The scale for so many rows in a window of `viewPx`. */
export function scaleFor(total: number, rowPx: number, viewPx: number): ScrollScale {
  const listPx = total * rowPx;
  if (listPx <= SCROLLER_MAX_PX) return { contentPx: listPx, factor: 1 };
  // Both ends must meet: the scroller's last offset shows the list's last rows.
  return { contentPx: SCROLLER_MAX_PX, factor: (listPx - viewPx) / (SCROLLER_MAX_PX - viewPx) };
}

/** The list offset that brings a row wholly into view with the least movement, or `null` when it is in view. */
export function offsetToShow(
  index: number,
  rowPx: number,
  offsetPx: number,
  viewPx: number,
): number | null {
  const top = index * rowPx;
  if (top < offsetPx) return top;
  if (top + rowPx > offsetPx + viewPx) return Math.max(0, top + rowPx - viewPx);
  return null;
}

/**
 * Where a key leads from a row, or `null` for keys that do not walk.
 * @param current -1 when no row is active: the first key then enters at `entry`.
 */
export function walk(
  key: string,
  current: number,
  list: { total: number; pageRows: number; entry: number },
): number | null {
  if (list.total === 0) return null;
  const clamp = (index: number) => Math.min(list.total - 1, Math.max(0, index));
  const from = (step: number) => clamp(current < 0 ? list.entry : current + step);
  switch (key) {
    case "ArrowDown":
    case "j":
      return from(1);
    case "ArrowUp":
    case "k":
      return from(-1);
    case "PageDown":
      return from(Math.max(1, list.pageRows - 1));
    case "PageUp":
      return from(-Math.max(1, list.pageRows - 1));
    case "Home":
      return 0;
    case "End":
      return list.total - 1;
    default:
      return null;
  }
}
