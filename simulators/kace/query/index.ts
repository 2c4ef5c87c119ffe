// The appliance's query language, for the simulator's routes and for tests of a client's query builder.
export {
  DEFAULT_LIMIT,
  KaceQueryError,
  LEVELS,
  OPERATORS,
  foldName,
  parseFiltering,
  parsePaging,
  parseShaping,
  parseSorting,
} from "./syntax";
export type { FilterTerm, Level, Operator, Paging, ShapeTerm, SortTerm } from "./syntax";
export { compileFilter, createSorter, relate } from "./engine";
export {
  CAPITAL,
  SNAKE,
  UPPER,
  blanks,
  fieldsFrom,
  type Entity,
  type Field,
  type Json,
  type Relation,
  type Value,
} from "./entity";
export { NO_DATE } from "./operators";
export {
  compileShape,
  runQuery,
  type QueryParameters,
  type QueryResult,
  type Rows,
} from "./run-query";
