/** How labels lie on what a printer takes. All lengths in millimetres. */
export interface LabelLayout {
  id: LayoutId;
  label: string;
  /** Which `@page` of labels.css it prints on. */
  paper: "a4" | "letter" | "roll";
  page: { width: number; height: number };
  columns: number;
  rows: number;
  size: { width: number; height: number };
  /** From the sheet's corner to the first label. */
  margin: { left: number; top: number };
  gap: { column: number; row: number };
}

export const LAYOUT_IDS = ["a4-3x8", "a4-3x7", "a4-4x12", "letter-3x10", "roll-62x29"] as const;
export type LayoutId = (typeof LAYOUT_IDS)[number];

const A4 = { width: 210, height: 297 };
const LETTER = { width: 215.9, height: 279.4 };

/** Sheets as label makers cut them, and one label printer. */
export const LABEL_LAYOUTS: readonly LabelLayout[] = [
  {
    id: "a4-3x8",
    label: "A4, 24 labels of 70 × 37 mm",
    paper: "a4",
    page: A4,
    columns: 3,
    rows: 8,
    size: { width: 70, height: 37 },
    margin: { left: 0, top: 0.5 },
    gap: { column: 0, row: 0 },
  },
  {
    id: "a4-3x7",
    label: "A4, 21 labels of 63.5 × 38.1 mm",
    paper: "a4",
    page: A4,
    columns: 3,
    rows: 7,
    size: { width: 63.5, height: 38.1 },
    margin: { left: 7.2, top: 15.1 },
    gap: { column: 2.5, row: 0 },
  },
  {
    id: "a4-4x12",
    label: "A4, 48 labels of 45.7 × 21.2 mm",
    paper: "a4",
    page: A4,
    columns: 4,
    rows: 12,
    size: { width: 45.7, height: 21.2 },
    margin: { left: 9.8, top: 21.3 },
    gap: { column: 2.5, row: 0 },
  },
  {
    id: "letter-3x10",
    label: "Letter, 30 labels of 66.7 × 25.4 mm",
    paper: "letter",
    page: LETTER,
    columns: 3,
    rows: 10,
    size: { width: 66.7, height: 25.4 },
    margin: { left: 4.8, top: 12.7 },
    gap: { column: 3.1, row: 0 },
  },
  {
    id: "roll-62x29",
    label: "Label printer, 62 × 29 mm",
    paper: "roll",
    page: { width: 62, height: 29 },
    columns: 1,
    rows: 1,
    size: { width: 62, height: 29 },
    margin: { left: 0, top: 0 },
    gap: { column: 0, row: 0 },
  },
];

/** The layout of an id; the first where there is none. */
export function layoutOf(id: string): LabelLayout {
  const found = LABEL_LAYOUTS.find((layout) => layout.id === id) ?? LABEL_LAYOUTS[0];
  if (found === undefined) throw new TypeError("There is no layout.");
  return found;
}

/** Labels in sheets: `null` is a place that stays free, as the first `skip` do where somebody peeled labels off. */
export function splitSheets<Item>(
  items: readonly Item[],
  { columns, rows }: Pick<LabelLayout, "columns" | "rows">,
  skip: number,
): (Item | null)[][] {
  const perSheet = columns * rows;
  const free = Array.from({ length: Math.max(0, skip) % perSheet }, () => null);
  const places = items.length === 0 ? [] : [...free, ...items];
  const sheets: (Item | null)[][] = [];
  for (let from = 0; from < places.length; from += perSheet) {
    sheets.push(places.slice(from, from + perSheet));
  }
  return sheets;
}
