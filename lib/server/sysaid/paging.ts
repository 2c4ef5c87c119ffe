import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import type { OperationId } from "./operations";
import { shapeError } from "./wire";

// Lists tell neither their length nor whether there is more, and a server may give shorter pages than asked
// for (`maxChunkSize`), so only a page that is shorter than one it has given before is surely the last.

export const PAGE_SIZE = 500;
/** 5,000,000 rows: no account is that large, so a reading that comes here would never end. */
export const PAGES_MAX = 10_000;

const OffsetCursor = z.object({
  offset: z.int().min(0),
  pages: z.int().min(0),
  /** Digests of the first and the latest page's ids: a repeated page shows that paging is ignored. */
  first: z.string().nullable(),
  latest: z.string().nullable(),
});
/** Where a list's reading stands. Small, however long the list: it is saved after every page. */
export type OffsetCursor = z.infer<typeof OffsetCursor>;

const START: OffsetCursor = { offset: 0, pages: 0, first: null, latest: null };

/** Reads a saved cursor; one that is not understood begins anew. */
export function parseOffsetCursor(cursor: unknown): OffsetCursor {
  const parsed = OffsetCursor.safeParse(cursor);
  return parsed.success ? parsed.data : START;
}

/** What has been seen of one server's page lengths, over all its lists. */
export interface PageLengths {
  longest: number;
}

interface Wanted<Row> {
  operation: OperationId;
  cursor: OffsetCursor;
  lengths: PageLengths;
  fetch(page: { offset: number; limit: number }): Promise<Row[]>;
}

/**
 * Reads the next page of a list. `next` is `null` after the last one. Rows that came on this page twice
 * are given once.
 * @throws UpstreamShapeError when the server gives its first page again and again: the rest of the list
 *   cannot be read, and must not be taken for gone
 */
export async function readOffsetPage<Row extends { id: string }>(
  wanted: Wanted<Row>,
): Promise<{ rows: Row[]; next: OffsetCursor | null }> {
  const { operation, cursor, lengths } = wanted;
  const rows = await wanted.fetch({ offset: cursor.offset, limit: PAGE_SIZE });
  const digest = digestOf(rows);
  if (rows.length === 0) return { rows: [], next: null };
  if (digest === cursor.first || digest === cursor.latest) {
    if (rows.length === PAGE_SIZE) throw shapeError(operation, "offset: ignored, pages repeat");
    // Without a limit either, the first page was the whole list.
    return { rows: [], next: null };
  }
  const isShort = rows.length < PAGE_SIZE && rows.length < lengths.longest;
  lengths.longest = Math.max(lengths.longest, rows.length);
  const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
  if (isShort) return { rows: unique, next: null };
  const pages = cursor.pages + 1;
  if (pages >= PAGES_MAX) throw shapeError(operation, `more than ${PAGES_MAX} pages`);
  const offset = cursor.offset + rows.length;
  return { rows: unique, next: { offset, pages, first: cursor.first ?? digest, latest: digest } };
}

function digestOf(rows: readonly { id: string }[]): string {
  const ids = rows.map(({ id }) => id).sort();
  return createHash("sha256").update(ids.join("\n")).digest("base64").slice(0, 16);
}
