import "server-only";
import { z } from "zod";
import { UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { Call, Cursor, Page } from "@/lib/server/upstream/port";
import { type Send, readRows } from "./client";
import type { OperationId } from "./operations";
import { type Condition, buildFiltering } from "./query";

// Appliances were seen to ignore `paging` and to answer the same rows for every offset. Pages are therefore
// asked for by id ("greater than the last one read", in the order of ids), which also stays right while rows
// come and go. An appliance that does not keep the order is read by offset instead. Either way a page that
// brings nothing new ends the reading: as finished when all are known, else as an answer not understood, for
// a reading that only looks finished would make the missing rows look removed.

export const PAGE_SIZE = 500;
const PAGES_MAX = 20_000;

const PageCursor = z.object({
  mode: z.enum(["id", "offset"]),
  /** Highest id read, in mode `id`. */
  afterId: z.number(),
  /** Rows read, in both modes. */
  seen: z.number(),
  /** Rows in all, as the first page told. */
  total: z.number().nullable(),
  pages: z.number(),
  /** The last page's ids in short, to know it again. */
  last: z.string().nullable(),
});
type PageCursor = z.infer<typeof PageCursor>;

const START: PageCursor = {
  mode: "id",
  afterId: 0,
  seen: 0,
  total: null,
  pages: 0,
  last: null,
};

export interface Listing<Shape extends z.ZodType> {
  operation: OperationId;
  shape: Shape;
  path?: Record<string, string | number>;
  shaping?: string;
  conditions?: readonly Condition[];
  pageSize?: number;
}

/**
 * Reads the next page. A cursor that is not one of ours starts anew.
 * @throws UpstreamShapeError when pages repeat or do not end
 */
export async function readPage<Shape extends z.ZodType<{ id: number }>>(
  send: Send,
  listing: Listing<Shape>,
  cursor: Cursor | undefined,
  call: Call,
): Promise<Page<z.infer<Shape>>> {
  const { operation, pageSize = PAGE_SIZE } = listing;
  const at = PageCursor.catch(START).parse(cursor);
  const broken = (issue: string) =>
    new UpstreamShapeError({ source: "kace", operation, issues: [issue] });
  if (at.pages >= PAGES_MAX) throw broken("pages do not end");

  const after: Condition[] =
    at.mode === "id" && at.afterId > 0 ? [{ field: "id", operator: "gt", value: at.afterId }] : [];
  const filtering = buildFiltering([...(listing.conditions ?? []), ...after]);
  if (filtering.kind !== "exact") throw new TypeError(`${operation} has a filter that widens`);
  const query = {
    filtering: filtering.filtering,
    sorting: "id asc",
    paging: { limit: pageSize, offset: at.mode === "id" ? 0 : at.seen },
    ...(listing.shaping ? { shaping: listing.shaping } : {}),
  };
  const path = listing.path ? { path: listing.path } : {};
  const reading = { operation, shape: listing.shape, query, ...path };
  const { rows, count } = await readRows(send, reading, call);

  const ids = rows.map((row) => row.id);
  const isFirst = at.pages === 0;
  const total = isFirst ? count : at.total;
  const fresh = at.mode === "id" ? rows.filter((row) => row.id > at.afterId) : rows;
  const distinct = [...new Map(fresh.map((row) => [row.id, row])).values()];
  const pageKey = `${ids[0]}-${ids.at(-1)}-${ids.length}`;
  const isRepeated = distinct.length === 0 || pageKey === at.last;
  const seen = at.seen + (isRepeated ? 0 : distinct.length);

  if (rows.length === 0) {
    const isAll = at.mode === "id" ? !count : total === null || seen >= total;
    if (!isAll) throw broken("an empty page came although rows remain");
    return { done: true, rows: [], total };
  }
  if (isRepeated) {
    if (total === null || seen < total) throw broken("the same page came again");
    return { done: true, rows: [], total };
  }
  const remaining = at.mode === "id" ? count : total;
  const isComplete = remaining !== null && remaining <= (at.mode === "id" ? rows.length : seen);
  if (isComplete) return { done: true, rows: distinct, total };

  const isOrdered = ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? 0));
  if (!isOrdered && !isFirst && at.mode === "id") throw broken("rows lost their order");
  const next: PageCursor = {
    mode: isOrdered ? at.mode : "offset",
    afterId: ids.reduce((highest, id) => Math.max(highest, id), at.afterId),
    seen,
    total,
    pages: at.pages + 1,
    last: pageKey,
  };
  return { done: false, rows: distinct, cursor: next, total };
}

/** Reads all pages at once; for lists that are short by nature. */
export async function readAll<Shape extends z.ZodType<{ id: number }>>(
  send: Send,
  listing: Listing<Shape>,
  call: Call,
): Promise<z.infer<Shape>[]> {
  const all: z.infer<Shape>[] = [];
  let cursor: Cursor | undefined;
  for (;;) {
    const page = await readPage(send, listing, cursor, call);
    all.push(...page.rows);
    if (page.done) return all;
    cursor = page.cursor;
  }
}
