import "server-only";
import type { Answer } from "@/lib/server/upstream/operation";
import { z } from "zod";
import { isNullMarker } from "../quirks";

// How shapes of answers and bodies are put together. Answers are read leniently: the parts of the appliance spell keys
// in their own way ("Id", "Ram Total", "DISPLAY_NAME"), send numbers as text, blanks for nothing, one object where a
// list was due, and leave out what was not asked for. What has the right name must still be of the right kind, so that
// a contract test notices when it is not.

/** Names are separated by blanks. */
interface Facts {
  integers?: string;
  texts?: string;
  booleans?: string;
  /** One related record. */
  parts?: Record<string, z.ZodType>;
  /** Several related records. */
  lists?: Record<string, z.ZodType>;
  /** Whose kind differs between appliances. */
  unlike?: string;
}

const fold = (key: string): string =>
  key
    .trim()
    .toLowerCase()
    .replace(/[\s./]+/g, "_");
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isEmptyObject = (value: unknown): boolean =>
  isObject(value) && !Array.isArray(value) && Object.keys(value).length === 0;

const blankAsNull = (value: unknown): unknown =>
  typeof value === "string" && isNullMarker(value) ? null : value;
const toNumber = (value: unknown): unknown =>
  typeof value === "string" && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value)
    ? Number(value)
    : blankAsNull(value);
const toText = (value: unknown): unknown =>
  typeof value === "number" || typeof value === "boolean" ? String(value) : value;
const toBoolean = (value: unknown): unknown => {
  const text = typeof value === "string" ? value.trim().toLowerCase() : value;
  if (text === 1 || text === "1" || text === "true") return true;
  return text === 0 || text === "0" || text === "false" ? false : blankAsNull(text);
};
const toList = (value: unknown): unknown => {
  if (Array.isArray(value)) return value;
  return isObject(value) && !isEmptyObject(value) ? [value] : [];
};
const toOne = (value: unknown): unknown => {
  const first: unknown = Array.isArray(value) ? (value[0] ?? null) : value;
  return isEmptyObject(first) ? null : blankAsNull(first);
};

const integer = z.preprocess(toNumber, z.number().nullable()).optional();
const text = z.preprocess(toText, z.string().nullable()).optional();
const boolean = z.preprocess(toBoolean, z.boolean().nullable()).optional();

const named = <Shape>(names: string | undefined, shape: Shape): Record<string, Shape> =>
  Object.fromEntries((names?.split(" ") ?? []).map((name) => [name, shape]));
const mapped = <Shape>(
  shapes: Record<string, z.ZodType> | undefined,
  wrap: (shape: z.ZodType) => Shape,
): Record<string, Shape> =>
  Object.fromEntries(Object.entries(shapes ?? {}).map(([name, shape]) => [name, wrap(shape)]));

/** Gives the keys that are known, however they are spelled, the one spelling that the shape uses. */
function respell(names: readonly string[], aliases: Record<string, string> = {}) {
  const known = new Map(names.map((name) => [fold(name), name]));
  for (const [alias, name] of Object.entries(aliases)) known.set(fold(alias), name);
  return (value: unknown): unknown => {
    if (!isObject(value) || Array.isArray(value)) return value;
    const pairs = Object.entries(value).map(([key, member]): [string, unknown] => [
      known.get(fold(key)) ?? key,
      member,
    ]);
    return Object.fromEntries(pairs);
  };
}

/** One record of an answer: what is known of it, all of it optional, and whatever else comes. */
export function record(facts: Facts) {
  const members = {
    ...named(facts.integers, integer),
    ...named(facts.texts, text),
    ...named(facts.booleans, boolean),
    ...named(facts.unlike, z.unknown().optional()),
    ...mapped(facts.parts, (shape) => z.preprocess(toOne, shape.nullable()).optional()),
    ...mapped(facts.lists, (shape) => z.preprocess(toList, z.array(shape)).optional()),
  };
  return z.preprocess(respell(Object.keys(members)), z.looseObject(members));
}

/**
 * The answer of a list, and of one record, which comes as a list too: `{Count, Warnings, <collection>: […]}`. `others`
 * are names under which the rows were seen besides. `use_count_only` leaves the rows out.
 */
export function rows(collection: string, shape: z.ZodType, ...others: readonly string[]) {
  const aliases = Object.fromEntries(others.map((other) => [other, collection]));
  const spell = respell(["Count", "Warnings", collection], aliases);
  const open = (value: unknown): unknown =>
    Array.isArray(value) ? { [collection]: value } : spell(value);
  const envelope = z
    .looseObject({
      Count: integer,
      Warnings: z.unknown().optional(),
      [collection]: z.preprocess(toList, z.array(shape)).optional(),
    })
    .refine((body) => collection in body || "Count" in body, `no ${collection} and no Count`);
  const answer: Answer = { kind: "json", schema: z.preprocess(open, envelope) };
  return { answer, collection };
}

/** An answer that is a bare list; some parts of the appliance wrap it all the same. */
export function list(shape: z.ZodType): { answer: Answer } {
  const unwrap = (value: unknown): unknown => {
    if (!isObject(value) || Array.isArray(value)) return blankAsNull(value) === null ? [] : value;
    return Object.values(value).find(Array.isArray) ?? value;
  };
  return { answer: { kind: "json", schema: z.preprocess(unwrap, z.array(shape)) } };
}

/** An answer that is one record; a list of one is read as well. */
export function one(shape: z.ZodType): { answer: Answer } {
  return { answer: { kind: "json", schema: z.preprocess(toOne, shape) } };
}

const confirm = (value: unknown): unknown => {
  if (Array.isArray(value)) return { IDs: value };
  if (value === null || value === "") return {};
  return typeof value === "string" ? { Result: value } : respell(["Result", "IDs"])(value);
};
const Confirmation = z
  .looseObject({ Result: text, IDs: z.preprocess(toList, z.array(integer)).optional() })
  .refine((body) => !("errorCode" in body), "an error in place of a confirmation");

/** The answer of most writes, `{Result: "Success", IDs: […]}`; the reference says "string". */
export const WRITTEN: { answer: Answer } = {
  answer: { kind: "json", schema: z.preprocess(confirm, Confirmation) },
};
/** The reference says that nothing comes back; what comes all the same is not relied on. */
export const NOTHING: { answer: Answer } = { answer: { kind: "empty" } };
export const FILE: { answer: Answer } = { answer: { kind: "binary" } };
export const NUMBER: { answer: Answer } = {
  answer: { kind: "json", schema: z.preprocess(toNumber, z.number()) },
};

const wishedInteger = z.union([z.int(), z.string().regex(/^-?\d+$/)]);

/** One record of a request's body; what `required` names must be there. Other keys go through. */
export function wish(facts: Omit<Facts, "parts">, required = "") {
  const needed = new Set(required.split(" "));
  const members: Record<string, z.ZodType> = {
    ...named(facts.integers, wishedInteger),
    ...named(facts.texts, z.string()),
    ...named(facts.booleans, z.boolean()),
    ...named(facts.unlike, z.unknown()),
    ...mapped(facts.lists, (shape) => z.array(shape)),
  };
  const entries = Object.entries(members).map(([name, shape]) => [
    name,
    needed.has(name) ? shape : shape.nullish(),
  ]);
  return z.looseObject(Object.fromEntries(entries));
}

/** A body that holds records under a collection's name. */
export function wishes(collection: string, shape: z.ZodType) {
  return z.looseObject({ [collection]: z.array(shape).min(1) });
}
