import { KaceQueryError, LEVELS, type FilterTerm, type Level } from "./syntax";

// What an entity is: typed fields with the shaping level from which on they are shown, and relations
// to other entities. The tables of ../entities are made of these.

export type Value = string | number;
export type FieldType = "integer" | "text" | "date";
/** What a field reads: dates are already local text. */
export interface Field<Row> {
  /** Folded name. */
  name: string;
  /** Other folded names that filters and sorts may use. */
  aliases: readonly string[];
  /** Wire key where the entity's own spelling would not give it (`Ram Total`). */
  key?: string;
  type: FieldType;
  /** The lowest shaping level that shows it. */
  level: Level;
  read(row: Row): Value;
  /** False for rows that have no such field: its key is left out then. */
  has?(row: Row): boolean;
}

/** How keys and values look on the wire. */
export interface Spelling {
  key(name: string): string;
  /** The inventory's answers hold text only. */
  asText: boolean;
}

/** A table of the appliance as its queries see it. */
export interface Entity<Row> {
  /** Folded names; the first is its own, all serve as the base entity's name in a query. */
  names: readonly string[];
  spelling: Spelling;
  fields: readonly Field<Row>[];
  relations: readonly Relation<Row>[];
  /** More text that `*` looks into (a ticket's owner and submitter). */
  wildcard?(row: Row): readonly string[];
}

export type Test<Row> = (row: Row) => boolean;
export type Json = Value | boolean | null | readonly Json[] | { [key: string]: Json };

/** What a query asks of a relation's rows. */
export interface RelationShape {
  level: Level;
  sorts: readonly { field: string; descending: boolean }[];
}

/** Related rows, with their own row type closed in, so that one entity may relate to many. */
export interface Relation<Row> {
  names: readonly string[];
  key: string;
  many: boolean;
  /** True for rows with a related row that passes all terms, or with none for `nex`. */
  compile(terms: readonly FilterTerm[]): Test<Row>;
  /** Reads what rows are sorted by; `null` where nothing is related. */
  sortKey(field: string): (row: Row) => Value | null;
  /** `undefined` where nothing is related: the key is left out then. */
  render(shape: RelationShape): (row: Row) => Json | undefined;
}

/** True when what is shown from `from` on is shown at `level`. */
export function isShown(from: Level, level: Level): boolean {
  return LEVELS.indexOf(from) <= LEVELS.indexOf(level);
}

export function findField<Row>(entity: Entity<Row>, name: string): Field<Row> {
  const field = entity.fields.find((one) => one.name === name || one.aliases.includes(name));
  if (field === undefined)
    throw new KaceQueryError(`Unknown field ${name} in ${entity.names[0] ?? "entity"}`);
  return field;
}

export function findRelation<Row>(entity: Entity<Row>, name: string): Relation<Row> {
  const relation = entity.relations.find((one) => one.names.includes(name));
  if (relation === undefined)
    throw new KaceQueryError(`Unknown entity ${name} for ${entity.names[0] ?? "entity"}`);
  return relation;
}

type FieldExtras = { key?: string; aliases?: readonly string[] };

/** Field builders for one row type, all shown from one level on. */
export function fieldsFrom<Row>(level: Level) {
  const make =
    (type: FieldType) =>
    (name: string, read: (row: Row) => Value, extras: FieldExtras = {}): Field<Row> => ({
      name,
      aliases: extras.aliases ?? [],
      key: extras.key,
      type,
      level,
      read,
    });
  return { integer: make("integer"), text: make("text"), date: make("date") };
}

/** Fields that this simulator has no truth for: they are there, and always hold `value`. */
export function blanks(level: Level, names: readonly string[], value: Value = "") {
  const type: FieldType = typeof value === "number" ? "integer" : "text";
  return names.map((name) => ({ name, aliases: [], type, level, read: () => value }));
}

export const SNAKE: Spelling = { key: (name) => name, asText: false };
/** Machines and inventory lists: first letter capital, the rest small (recorded). */
export const CAPITAL: Spelling = {
  key: (name) => name.charAt(0).toUpperCase() + name.slice(1),
  asText: true,
};
/** Entities inside a machine: the database's column names (recorded for `Software`). */
export const UPPER: Spelling = { key: (name) => name.toUpperCase(), asText: true };
