import { compileFilter, createRenderer, createSorter, isOwn } from "./engine";
import { findRelation, type Entity, type Json, type Relation, type RelationShape } from "./entity";
import {
  parseFiltering,
  parsePaging,
  parseShaping,
  parseSorting,
  type FilterTerm,
  type Level,
  type SortTerm,
} from "./syntax";

/** The query parameters of a list, as they stand in the URL. */
export interface QueryParameters {
  filtering?: string;
  sorting?: string;
  paging?: string;
  shaping?: string;
  offset?: string;
  useCount?: string;
  useCountOnly?: string;
}

/** Rows that can be reached by id. `all` is in ascending order of ids. */
export interface Rows<Row> {
  all(): readonly Row[];
  find(id: number): Row | undefined;
}

export interface QueryOptions<Row> {
  entity: Entity<Row>;
  rows: Rows<Row>;
  /** What the session may see; `null` sees all. */
  isVisible: ((row: Row) => boolean) | null;
  /** Answer the first page whatever offset was asked for, as some appliances do. */
  ignoresOffset?: boolean;
}

export interface QueryResult {
  /** How many rows match, over all pages. */
  count: number;
  rows: Json[];
}

/** Runs a query: narrows by id where the filter allows, filters, sorts, pages, and renders the page alone. */
export function runQuery<Row>(
  parameters: QueryParameters,
  { entity, rows, isVisible, ignoresOffset = false }: QueryOptions<Row>,
): QueryResult {
  const filters = parseFiltering(parameters.filtering);
  const test = compileFilter(entity, filters);
  const sorts = parseSorting(parameters.sorting);
  const sorter = createSorter(entity, sorts);
  const sort = isIdOrder(entity, sorts) ? same : sorter;
  const paging = parsePaging(parameters.paging, parameters.offset);
  const render = compileShape(entity, parameters);
  const matching = candidates(entity, rows, filters).filter(
    (row) => (isVisible === null || isVisible(row)) && test(row),
  );
  if (parameters.useCountOnly !== undefined && parameters.useCountOnly !== "false")
    return { count: matching.length, rows: [] };
  const offset = ignoresOffset ? 0 : paging.offset;
  const end = paging.limit === null ? undefined : offset + paging.limit;
  const page = sort(matching).slice(offset, end);
  return { count: matching.length, rows: page.map(render) };
}

/** Rows come in ascending order of ids, so that order costs nothing. */
function isIdOrder<Row>(entity: Entity<Row>, sorts: readonly SortTerm[]): boolean {
  const [first] = sorts;
  return (
    first !== undefined && isOwn(entity, first.entity) && first.field === "id" && !first.descending
  );
}

function same<Row>(rows: readonly Row[]): readonly Row[] {
  return rows;
}

function candidates<Row>(
  entity: Entity<Row>,
  rows: Rows<Row>,
  filters: readonly FilterTerm[],
): readonly Row[] {
  const byId = filters.find(
    (term) =>
      isOwn(entity, term.entity) &&
      term.field === "id" &&
      (term.operator === "eq" || term.operator === "in"),
  );
  if (byId === undefined) return rows.all();
  const ids = [...new Set(byId.values.map(Number))].sort((a, b) => a - b);
  return ids.flatMap((id) => rows.find(id) ?? []);
}

/** How one row looks under `shaping` and `sorting`; sorted relations appear at the standard level unasked. */
export function compileShape<Row>(
  entity: Entity<Row>,
  parameters: Pick<QueryParameters, "shaping" | "sorting">,
): (row: Row) => Json {
  let level: Level = "standard";
  const shapes = new Map<Relation<Row>, RelationShape>();
  for (const term of parseShaping(parameters.shaping)) {
    if (isOwn(entity, term.entity)) level = term.level;
    else shapes.set(findRelation(entity, term.entity ?? ""), { level: term.level, sorts: [] });
  }
  for (const sort of parseSorting(parameters.sorting)) {
    if (isOwn(entity, sort.entity)) continue;
    const relation = findRelation(entity, sort.entity ?? "");
    const shape = shapes.get(relation) ?? { level: "standard", sorts: [] };
    const { field, descending } = sort;
    shapes.set(relation, { ...shape, sorts: [...shape.sorts, { field, descending }] });
  }
  const renderOwn = createRenderer(entity, level);
  const related = [...shapes].map(([relation, shape]) => ({
    key: relation.key,
    render: relation.render(shape),
  }));
  return (row) => {
    const answer = renderOwn(row);
    for (const { key, render } of related) {
      const value = render(row);
      if (value !== undefined) answer[key] = value;
    }
    return answer;
  };
}
