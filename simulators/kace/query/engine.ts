import { compileOperator, DENIES } from "./operators";
import {
  findField,
  findRelation,
  isShown,
  type Entity,
  type Json,
  type Relation,
  type RelationShape,
  type Test,
  type Value,
} from "./entity";
import type { FilterTerm, Level } from "./syntax";

/**
 * Compiles terms to one test that a row passes when all hold. Base fields are tested first, then
 * relations; terms on one relation must hold on the same related row, as on a row of a join.
 */
export function compileFilter<Row>(entity: Entity<Row>, terms: readonly FilterTerm[]): Test<Row> {
  const own: Test<Row>[] = [];
  const byRelation = new Map<Relation<Row>, FilterTerm[]>();
  for (const term of terms) {
    if (isOwn(entity, term.entity)) {
      own.push(compileTerm(entity, term));
      continue;
    }
    const relation = findRelation(entity, term.entity ?? "");
    const inner = { ...term, entity: null };
    byRelation.set(relation, [...(byRelation.get(relation) ?? []), inner]);
  }
  const related = [...byRelation].map(([relation, inner]) => relation.compile(inner));
  const tests = [...own, ...related];
  return (row) => tests.every((test) => test(row));
}

export function isOwn<Row>(entity: Entity<Row>, name: string | null): boolean {
  return name === null || entity.names.includes(name);
}

function compileTerm<Row>(entity: Entity<Row>, term: FilterTerm): Test<Row> {
  if (term.field === "*") return compileWildcard(entity, term);
  const field = findField(entity, term.field);
  const test = compileOperator(term, field.type);
  return (row) => test(field.read(row));
}

/** `*`: some field matches; for a negative operator, none does what it denies. All fields are read as text. */
function compileWildcard<Row>(entity: Entity<Row>, term: FilterTerm): Test<Row> {
  const denied = DENIES[term.operator];
  const test = compileOperator({ ...term, operator: denied ?? term.operator }, "text");
  const anyMatches: Test<Row> = (row) =>
    entity.fields.some((field) => test(field.read(row))) ||
    (entity.wildcard?.(row) ?? []).some((text) => test(text));
  return denied === undefined ? anyMatches : (row) => !anyMatches(row);
}

/** A function that orders rows; without sorts it gives them as they are. Blank relations come first. */
export function createSorter<Row>(
  entity: Entity<Row>,
  sorts: readonly { entity?: string | null; field: string; descending: boolean }[],
): (rows: readonly Row[]) => readonly Row[] {
  const keys = sorts.flatMap((sort) => {
    const read = sortKeyOf(entity, sort.entity ?? null, sort.field);
    return read === undefined ? [] : [{ read, sign: sort.descending ? -1 : 1 }];
  });
  if (keys.length === 0) return (rows) => rows;
  return (rows) =>
    rows
      .map((row) => ({ row, values: keys.map((key) => foldValue(key.read(row))) }))
      .sort((a, b) => {
        for (const [at, key] of keys.entries()) {
          const order = compareValues(a.values[at] ?? null, b.values[at] ?? null);
          if (order !== 0) return order * key.sign;
        }
        return 0;
      })
      .map((one) => one.row);
}

function sortKeyOf<Row>(entity: Entity<Row>, name: string | null, fieldName: string) {
  if (isOwn(entity, name)) return findField(entity, fieldName).read;
  const relation = findRelation(entity, name ?? "");
  const read = relation.sortKey(fieldName);
  // Rows that have many related rows are not reordered by them; the related rows are.
  return relation.many ? undefined : read;
}

function foldValue(value: Value | null): Value | null {
  return typeof value === "string" ? value.toLowerCase() : value;
}

function compareValues(a: Value | null, b: Value | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : 1;
}

/** Renders an entity's own fields at a level. */
export function createRenderer<Row>(
  entity: Entity<Row>,
  level: Level,
): (row: Row) => { [key: string]: Json } {
  const { spelling } = entity;
  const shown = entity.fields
    .filter((field) => isShown(field.level, level))
    .map((field) => ({ ...field, key: field.key ?? spelling.key(field.name) }));
  return (row) => {
    const answer: { [key: string]: Json } = {};
    for (const { key, read, has } of shown) {
      if (has?.(row) === false) continue;
      const value = read(row);
      answer[key] = spelling.asText ? String(value) : value;
    }
    return answer;
  };
}

/** Relates rows to the rows of another entity. `entity` is asked late, so that entities may relate in a ring. */
export function relate<Row, Child>(options: {
  names: readonly string[];
  key: string;
  many?: boolean;
  entity: () => Entity<Child>;
  of: (row: Row) => readonly Child[];
}): Relation<Row> {
  const { entity, of, names, key, many = false } = options;
  return {
    names,
    key,
    many,
    compile: (terms) => compileRelated(entity(), of, terms),
    sortKey: (fieldName) => {
      const field = findField(entity(), fieldName);
      return (row) => {
        const [first] = of(row);
        return first === undefined ? null : field.read(first);
      };
    },
    render: (shape: RelationShape) => {
      const render = createRenderer(entity(), shape.level);
      const sort = createSorter(entity(), shape.sorts);
      return (row) => {
        const related = sort(of(row));
        const [first] = related;
        if (first === undefined) return undefined;
        return many ? related.map(render) : render(first);
      };
    },
  };
}

function compileRelated<Row, Child>(
  entity: Entity<Child>,
  of: (row: Row) => readonly Child[],
  terms: readonly FilterTerm[],
): Test<Row> {
  // On a relation, `ex` and `nex` ask for the related row, whatever the field holds.
  for (const term of terms) if (term.field !== "*") findField(entity, term.field);
  const mustExist = terms.some((term) => term.operator !== "nex");
  const mustNotExist = terms.some((term) => term.operator === "nex");
  const inner = terms.filter((term) => term.operator !== "nex" && term.operator !== "ex");
  const test = remember(compileFilter(entity, inner));
  return (row) => {
    const related = of(row);
    if (mustNotExist && related.length > 0) return false;
    return !mustExist || related.some(test);
  };
}

/** Many rows share their related rows (a title stands on thousands of machines): each is judged once. */
function remember<Row>(test: Test<Row>): Test<Row> {
  const judged = new Map<Row, boolean>();
  return (row) => {
    const known = judged.get(row);
    if (known !== undefined) return known;
    const passes = test(row);
    judged.set(row, passes);
    return passes;
  };
}
