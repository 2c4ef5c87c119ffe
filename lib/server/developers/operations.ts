import "server-only";
import type { z } from "zod";
import type { CallerRight, Harm, System } from "@/lib/contracts/developers";
import { SOURCES, type Source } from "@/lib/domain/source";
import { KACE_OPERATIONS } from "@/lib/server/kace/operations";
import { SYSAID_OPERATIONS } from "@/lib/server/sysaid/operations";
import type { Field, OperationRow, SessionEffect } from "@/lib/server/upstream/operation";
import type { Upstream } from "@/lib/server/upstream/port";
import { type JsonSchema, toJsonSchema } from "./json-schema";
import { OWN_ROUTES, type OwnRoute } from "./own-routes/own-routes";

/** One value of a path or a query, as it is described. */
export interface DescribedParameter {
  name: string;
  place: "path" | "query";
  required: boolean;
  schema: JsonSchema;
  description: string;
}

/** Any operation that can be called at Sightline: one of a source, through the proxy, or one of Sightline's own. */
export interface Described {
  system: System;
  id: string;
  group: string;
  title: string;
  method: string;
  /** Below Sightline's own address. */
  path: string;
  spellings: readonly string[];
  reads: boolean;
  harm: Harm;
  right: CallerRight;
  forPeopleOnly: boolean;
  inferred: boolean;
  session: SessionEffect;
  parameters: readonly DescribedParameter[];
  anyFilter: boolean;
  body: { json: z.ZodType | null; form: readonly Field[] | null };
  answer: { kind: "json" | "binary" | "text" | "empty" | "stream"; schema: z.ZodType | null };
}

const CATALOGUES: Record<Source, readonly OperationRow[]> = {
  kace: KACE_OPERATIONS,
  sysaid: SYSAID_OPERATIONS,
};

/** The sources of this server; one that is not configured is described after its vendor's documents. */
export type Upstreams = Partial<Record<Source, Pick<Upstream, "operations">>>;

const known = new WeakMap<Upstreams, readonly Described[]>();

/** Everything that can be called at this server, sources first, in the catalogues' order. */
export function describeOperations(upstreams: Upstreams): readonly Described[] {
  const before = known.get(upstreams);
  if (before) return before;
  const rows = SOURCES.flatMap((source) => upstreams[source]?.operations ?? CATALOGUES[source]);
  const all = [...rows.map(describeRow), ...OWN_ROUTES.map(describeOwn)];
  known.set(upstreams, all);
  return all;
}

/** The name of an operation over all systems. */
export function keyOf({ system, id }: Pick<Described, "system" | "id">): string {
  return `${system}:${id}`;
}

function describeRow(row: OperationRow): Described {
  const prefix = `/api/${row.source}`;
  const { body, answer } = row;
  const parameters = (["path", "query"] as const).flatMap((place) =>
    (place === "path" ? row.pathParameters : row.query).map(
      ({ name, required, type, description }): DescribedParameter => ({
        name,
        place,
        required,
        schema: { type },
        description,
      }),
    ),
  );
  return {
    system: row.source,
    id: row.id,
    group: row.group,
    title: row.title,
    method: row.method,
    path: `${prefix}${row.path}`,
    spellings: row.spellings.map((path) => `${prefix}${path}`),
    reads: row.reads,
    harm: row.danger,
    right: row.right,
    forPeopleOnly: row.session === "ends" || row.session === "switches",
    inferred: row.inferred,
    session: row.session,
    parameters,
    anyFilter: row.anyFilter,
    body: {
      json: body.kind === "json" ? body.schema : null,
      form: formOf(body),
    },
    answer: { kind: answer.kind, schema: answer.kind === "json" ? answer.schema : null },
  };
}

function formOf(body: OperationRow["body"]): readonly Field[] | null {
  if (body.kind === "multipart") return body.fields;
  return body.kind === "json" ? (body.orMultipart ?? null) : null;
}

function describeOwn(route: OwnRoute): Described {
  const reads = route.method === "GET";
  const { answer } = route;
  return {
    system: "sightline",
    id: route.id,
    group: route.group,
    title: route.title,
    method: route.method,
    path: route.path,
    spellings: [],
    reads,
    harm: reads ? "none" : "writes",
    right: route.right,
    forPeopleOnly: route.forPeopleOnly ?? false,
    inferred: false,
    session: "none",
    parameters: [...valuesOf(route), ...queryOf(route)],
    anyFilter: false,
    body: { json: route.body ?? null, form: null },
    answer: {
      kind: answer === "stream" ? "stream" : answer === "file" ? "binary" : "json",
      schema: typeof answer === "string" ? null : answer,
    },
  };
}

function valuesOf({ path, values = {} }: OwnRoute): DescribedParameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    place: "path",
    required: true,
    schema: { type: "string" },
    description: values[name] ?? "",
  }));
}

function queryOf({ query }: OwnRoute): DescribedParameter[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = toJsonSchema(query, "input");
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    place: "query",
    required: required.includes(name),
    schema: typeof schema === "boolean" ? {} : schema,
    description: "",
  }));
}
