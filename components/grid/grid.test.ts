import fc from "fast-check";
import { expect, test } from "vitest";
import { completeOrder, moveColumn, nextSort } from "./columns";
import { offsetToShow, scaleFor, SCROLLER_MAX_PX, walk } from "./geometry";
import { compare, pagesForRange, rangeAhead, takeIn, type Shown } from "./windows";

const id = (row: { id: string }) => row.id;
const rows = (...ids: string[]) => ids.map((one) => ({ id: one }));
const state = (total: number, ...pages: string[][]): Shown<{ id: string }> => ({
  key: "k",
  total,
  pages: new Map(pages.map((ids, page) => [page, rows(...ids)])),
});

test("every row of a range and its margin is on a page that is asked for, and page 0 always is", () => {
  fc.assert(
    fc.property(
      fc.nat(1e6),
      fc.nat(200),
      fc.integer({ min: 1, max: 500 }),
      fc.nat(60),
      (first, size, pageSize, margin) => {
        const total = 1_000_000;
        const last = Math.min(total - 1, first + size);
        const pages = pagesForRange(
          { first: Math.min(first, last), last },
          pageSize,
          total,
          margin,
        );
        expect(pages).toContain(0);
        expect(new Set(pages).size).toBe(pages.length);
        for (const row of [first, last])
          expect(pages).toContain(Math.floor(Math.min(row, last) / pageSize));
        expect(Math.max(...pages)).toBeLessThan(Math.ceil(total / pageSize));
      },
    ),
  );
});

test("on the way what comes next is read too, in the direction of the way; a flight reads nothing", () => {
  const here = { first: 1000, last: 1040 };
  expect(rangeAhead(here, 0)).toEqual(here);
  expect(rangeAhead(here, 500)).toEqual({ first: 1000, last: 1240 });
  expect(rangeAhead(here, -500)).toEqual({ first: 800, last: 1040 });
  expect(rangeAhead({ first: 10, last: 50 }, -500)).toEqual({ first: 0, last: 50 });
  expect(rangeAhead(here, 20_000)).toBeNull();
});

test("before the total is known only the first page is asked for", () => {
  expect(pagesForRange({ first: 0, last: 400 }, 100, null, 30)).toEqual([0]);
});

test("another question's rows replace the old ones only when its first page is there", () => {
  const old = state(2, ["a", "b"]);
  expect(takeIn(old, { key: "other", total: null, pages: new Map() })).toBe(old);
  const next = takeIn(old, { key: "other", total: 1, pages: new Map([[0, rows("z")]]) });
  expect([next.key, next.total]).toEqual(["other", 1]);
});

test("a page that was not there is laid out; pages that are there keep their rows and order", () => {
  const next = takeIn(state(4, ["a", "b"]), state(5, ["new", "a"], ["b", "c"]));
  expect(next.pages.get(0)?.map(id)).toEqual(["a", "b"]);
  expect(next.pages.get(1)?.map(id)).toEqual(["b", "c"]);
});

test("an empty list takes new rows at once, since nothing can move", () => {
  expect(takeIn(state(0, []), state(1, ["a"])).total).toBe(1);
  const empty = state(0, []);
  expect(takeIn(empty, state(0, []))).toBe(empty);
});

test("new rows are counted and offered; a row pushed over the page's edge is not called gone", () => {
  const { change, goneIds } = compare(state(3, ["a", "b"]), state(4, ["new", "a"]), id);
  expect(change).toEqual({ added: 1, removed: 0, moved: false });
  expect([...goneIds]).toEqual([]);
});

test("a row that left is known as gone, and the one that moved up is new", () => {
  const { change, goneIds } = compare(state(3, ["a", "b"]), state(2, ["b", "c"]), id);
  expect(change?.removed).toBe(1);
  expect([...goneIds]).toEqual(["a"]);
});

test("the same rows in another order are offered as moved, and equal rows offer nothing", () => {
  expect(compare(state(2, ["a", "b"]), state(2, ["b", "a"]), id).change).toEqual({
    added: 0,
    removed: 0,
    moved: true,
  });
  expect(compare(state(2, ["a", "b"]), state(2, ["a", "b"]), id).change).toBeNull();
});

test("a scroller never grows beyond what browsers can hold, and its end shows the list's end", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000_000 }),
      fc.integer({ min: 20, max: 60 }),
      (total, rowPx) => {
        const viewPx = 800;
        const { contentPx, factor } = scaleFor(total, rowPx, viewPx);
        expect(contentPx).toBeLessThanOrEqual(SCROLLER_MAX_PX);
        const lastOffset = (contentPx - viewPx) * factor;
        expect(lastOffset).toBeCloseTo(total * rowPx - viewPx, 0);
      },
    ),
  );
});

test("a row comes into view with the least movement", () => {
  expect(offsetToShow(5, 30, 0, 300)).toBeNull();
  expect(offsetToShow(10, 30, 0, 300)).toBe(30);
  expect(offsetToShow(2, 30, 90, 300)).toBe(60);
});

test("keys walk within the list and enter it where the reader looks", () => {
  const list = { total: 100, pageRows: 10, entry: 40 };
  expect(walk("ArrowDown", -1, list)).toBe(40);
  expect(walk("j", 99, list)).toBe(99);
  expect(walk("k", 0, list)).toBe(0);
  expect(walk("PageDown", 5, list)).toBe(14);
  expect(walk("End", 5, list)).toBe(99);
  expect(walk("q", 5, list)).toBeNull();
  expect(walk("Home", 5, { ...list, total: 0 })).toBeNull();
});

test("a saved order keeps working when columns come and go", () => {
  expect(completeOrder(["c", "gone", "a", "c"], ["a", "b", "c"])).toEqual(["c", "a", "b"]);
  expect(completeOrder([], ["a", "b"])).toEqual(["a", "b"]);
  expect(moveColumn(["a", "b", "c"], "b", 1)).toEqual(["a", "c", "b"]);
  expect(moveColumn(["a", "b"], "a", -1)).toEqual(["a", "b"]);
});

test("a header sorts up, then down, then not at all", () => {
  const up = nextSort(null, "name");
  const down = nextSort(up, "name");
  expect([up, down, nextSort(down, "name")]).toEqual([
    { field: "name", descending: false },
    { field: "name", descending: true },
    null,
  ]);
});
