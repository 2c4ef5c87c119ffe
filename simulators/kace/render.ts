import type { ContentfulStatusCode } from "hono/utils/http-status";
import { faultHint } from "../appliance/faults";
import type { ApplianceContext } from "../appliance/environment";
import { runQuery, type Json, type QueryParameters, type Rows } from "./query";
import type { Entity } from "./query";

// Envelopes as recorded: a list under its collection's name beside `Count` and `Warnings`; one record
// is a list of one, and an unknown id an empty list.

interface ListOptions<Row> {
  entity: Entity<Row>;
  rows: Rows<Row>;
  /** What the session may see; `null` sees all. */
  isVisible?: ((row: Row) => boolean) | null;
}

/** Answers a list under the query parameters of the request. */
export function answerList<Row>(
  c: ApplianceContext,
  collection: string,
  { entity, rows, isVisible = null }: ListOptions<Row>,
): Response {
  const parameters = queryOf(c);
  const hint = faultHint(c);
  const ignoresOffset = hint === "repeat";
  const result = runQuery(parameters, { entity, rows, isVisible, ignoresOffset });
  return hint === "empty"
    ? envelope(c, collection, { count: 0, rows: [] })
    : envelope(c, collection, result);
}

/** Answers one record as a list of at most one. */
export function answerOne<Row>(
  c: ApplianceContext,
  collection: string,
  { entity, rows, isVisible = null, id }: ListOptions<Row> & { id: number },
): Response {
  const row = rows.find(id);
  const only: Rows<Row> = { all: () => (row === undefined ? [] : [row]), find: () => row };
  const { shaping, sorting, useCount, useCountOnly } = queryOf(c);
  const parameters = { shaping, sorting: isRelated(sorting) ? sorting : undefined };
  const result = runQuery(
    { ...parameters, useCount, useCountOnly },
    { entity, rows: only, isVisible },
  );
  return envelope(c, collection, result);
}

/** One record has no order of its own; sorting its related rows still makes sense. */
function isRelated(sorting: string | undefined): boolean {
  return sorting?.includes(".") ?? false;
}

function envelope(
  c: ApplianceContext,
  collection: string,
  { count, rows }: { count: number; rows: Json[] },
): Response {
  const { useCount, useCountOnly } = queryOf(c);
  if (useCountOnly !== undefined && useCountOnly !== "false") return c.json({ Count: count });
  const counted = useCount === "false" ? {} : { Count: count };
  return c.json({ ...counted, Warnings: {}, [collection]: rows });
}

function queryOf(c: ApplianceContext): QueryParameters {
  const query = c.req.query();
  return {
    filtering: query["filtering"],
    sorting: query["sorting"],
    paging: query["paging"],
    shaping: query["shaping"],
    offset: query["offset"],
    useCount: query["use_count"],
    useCountOnly: query["use_count_only"],
  };
}

/** Rows that are made for one request and need no index. */
export function rowsOf<Row extends { id: number }>(rows: readonly Row[]): Rows<Row> {
  return { all: () => rows, find: (id) => rows.find((row) => row.id === id) };
}

/** The answer to a write, as recorded: the ids that it touched. */
export function answerDone(c: ApplianceContext, IDs: readonly number[]): Response {
  return c.json({ Result: "Success", IDs });
}

/** The body of every error that the appliance itself gives. */
export function answerError(
  c: ApplianceContext,
  status: ContentfulStatusCode,
  errorDescription: string,
): Response {
  return c.json({ errorCode: -1, errorDescription }, status);
}

/** The id in a path; 0, which no record has, for what is no number. */
export function idOf(c: ApplianceContext, name = "id"): number {
  const text = c.req.param(name) ?? "";
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
}
