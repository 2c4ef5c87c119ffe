import fc from "fast-check";
import { expect, test } from "vitest";
import { LABEL_LAYOUTS, splitSheets } from "./label-layouts";

test.each(LABEL_LAYOUTS.map((layout) => [layout.label, layout] as const))(
  "%s fits its sheet",
  (_name, { page, columns, rows, size, margin, gap }) => {
    const width = margin.left + columns * size.width + (columns - 1) * gap.column;
    const height = margin.top + rows * size.height + (rows - 1) * gap.row;
    expect(width).toBeLessThanOrEqual(page.width);
    expect(height).toBeLessThanOrEqual(page.height);
  },
);

test("every label is printed once, in order, after the places that stay free", () => {
  const layout = fc.constantFrom(...LABEL_LAYOUTS);
  fc.assert(
    fc.property(fc.array(fc.integer()), layout, fc.nat(60), (items, one, skip) => {
      const sheets = splitSheets(items, one, skip);
      expect(sheets.flat().filter((item) => item !== null)).toEqual(items);
      expect(sheets.every((sheet) => sheet.length <= one.columns * one.rows)).toBe(true);
      expect(sheets.flat().length).toBe(
        items.length === 0 ? 0 : items.length + (skip % (one.columns * one.rows)),
      );
    }),
  );
});
