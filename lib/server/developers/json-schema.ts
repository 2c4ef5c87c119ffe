import "server-only";
import { z } from "zod";
import type { BodyField } from "@/lib/contracts/developers";

// What a zod schema says, as JSON Schema for programs and as lines of text for people.

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema (draft 2020-12, which OpenAPI 3.1 takes as it is) of what goes in or comes out. A part that JSON
 * Schema cannot say allows anything: the schema describes, the server checks.
 */
export function toJsonSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

const DEPTH_MAX = 5;
const FIELDS_MAX = 400;

/** The members of a schema, one line each, in their order: `Tickets[].title`. Alternatives are told together. */
export function fieldsOf(schema: JsonSchema): BodyField[] {
  const found = new Map<string, BodyField>();
  collect(schema, { path: "", required: true, depth: 0 }, found);
  return [...found.values()].slice(0, FIELDS_MAX);
}

interface Place {
  path: string;
  required: boolean;
  depth: number;
}

function collect(schema: JsonSchema, place: Place, found: Map<string, BodyField>): void {
  if (place.path !== "") note(schema, place, found);
  if (place.depth >= DEPTH_MAX) return;
  const deeper = { ...place, depth: place.depth + 1 };
  const variants = alternativesOf(schema);
  for (const one of variants)
    collectInside(one, { ...deeper, isOneOf: variants.length > 1 }, found);
}

function collectInside(
  schema: JsonSchema,
  { path, depth, isOneOf }: Place & { isOneOf: boolean },
  found: Map<string, BodyField>,
): void {
  const items = asSchema(schema.items);
  if (items !== null) collect(items, { path: `${path}[]`, required: true, depth }, found);
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const inner = asSchema(member);
    if (inner === null) continue;
    // A member of one form among several need not be there.
    const required = (schema.required?.includes(name) ?? false) && !isOneOf;
    collect(inner, { path: path === "" ? name : `${path}.${name}`, required, depth }, found);
  }
}

function note(schema: JsonSchema, place: Place, found: Map<string, BodyField>): void {
  const { path } = place;
  const known = found.get(path);
  // A list's own line tells of its rows; they need none beside it unless they stand at the top.
  if (path.endsWith("[]") && path !== "[]") return;
  const type = typeInWords(schema);
  const kinds = [...(known?.type.split(" or ") ?? []), ...type.split(" or ")];
  const description = known?.description || (schema.description ?? "");
  found.set(path, {
    path,
    type: [...new Set(kinds)].join(" or "),
    required: place.required,
    description,
  });
}

/** The forms that a value may have; itself where there is one alone. Absence (null) is no form. */
function alternativesOf(schema: JsonSchema): JsonSchema[] {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices === undefined) return [schema];
  return choices.flatMap(alternativesOf).filter((one) => one.type !== "null");
}

const LISTED_MAX = 8;

/** A schema's kind in words: `integer or string`, `"asc" or "desc"`, `list of objects`. */
export function typeInWords(schema: JsonSchema): string {
  const kinds = alternativesOf(schema).map(kindOf);
  if (kinds.includes("anything")) return "anything";
  if (allowsNull(schema)) kinds.push("null");
  return [...new Set(kinds)].join(" or ");
}

function kindOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) {
    const values = schema.enum.map((value) => JSON.stringify(value));
    const more = values.length - LISTED_MAX;
    return more > 0
      ? `${values.slice(0, LISTED_MAX).join(", ")} and ${more} more`
      : values.join(" or ");
  }
  if (schema.items !== undefined || schema.type === "array") {
    const items = asSchema(schema.items);
    return items === null ? "list" : `list of ${pluralOf(typeInWords(items))}`;
  }
  const { type } = schema;
  if (type === undefined) return schema.properties ? "object" : "anything";
  const names = Array.isArray(type) ? type : [type];
  const isDated = typeof schema.format === "string" && names.includes("string");
  return isDated ? `${names.join(" or ")} (${String(schema.format)})` : names.join(" or ");
}

const PLURALS = /^(integer|number|string|boolean|object)$/;
const pluralOf = (type: string): string => (PLURALS.test(type) ? `${type}s` : type);

function allowsNull(schema: JsonSchema): boolean {
  const choices = schema.anyOf ?? schema.oneOf ?? [];
  return choices.some((one) => one.type === "null" || allowsNull(one));
}

/** The least that a schema takes: what is required, and nothing else, so that no forgotten line blanks a field. */
export function skeletonOf(schema: JsonSchema): unknown {
  const [first = schema] = alternativesOf(schema);
  if (first.const !== undefined) return first.const;
  if (first.default !== undefined) return first.default;
  if (first.enum !== undefined) return first.enum[0];
  const type = Array.isArray(first.type) ? first.type[0] : first.type;
  if (type === "array") {
    const items = asSchema(first.items);
    return items === null ? [] : [skeletonOf(items)];
  }
  if (type === "object" || first.properties) {
    const members = (first.required ?? []).map((name): [string, unknown] => {
      const member = asSchema(first.properties?.[name]);
      return [name, member === null ? null : skeletonOf(member)];
    });
    return Object.fromEntries(members);
  }
  if (type === "string") return "";
  if (type === "integer" || type === "number") return Math.max(0, first.minimum ?? 0);
  return type === "boolean" ? false : null;
}

function asSchema(value: unknown): JsonSchema | null {
  return isSchema(value) ? value : null;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
