import "server-only";
import type { z } from "zod";
import type { CallerRight, Harm } from "@/lib/contracts/developers";
import { PROBLEMS, Problem } from "@/lib/contracts/problem";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Field } from "@/lib/server/upstream/operation";
import { VERSION } from "@/lib/version";
import { type JsonSchema, toJsonSchema } from "./json-schema";
import { type Described, type DescribedParameter, keyOf } from "./operations";

// The OpenAPI 3.1 description of everything that can be called here. It names no system's address: all calls go to
// Sightline, under the address of the document itself.

type Json = Record<string, unknown>;

export interface OpenApiDocument extends Json {
  openapi: string;
  paths: Record<string, Record<string, Json>>;
}

/** Describes operations. Two of them may have one path with other names for its values; the first one's names stay. */
export function buildOpenApi(operations: readonly Described[]): OpenApiDocument {
  const paths: OpenApiDocument["paths"] = {};
  const spelled = new Map<string, string>();
  for (const operation of operations) {
    const shape = operation.path.replace(/\{\w+\}/g, "{}");
    const path = spelled.get(shape) ?? operation.path;
    spelled.set(shape, path);
    paths[path] = {
      ...paths[path],
      [operation.method.toLowerCase()]: toOperation(operation, namesFor(operation.path, path)),
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Sightline", version: VERSION, description: ABOUT },
    servers: [{ url: "/" }],
    security: SIGNED_IN,
    tags: [...new Set(operations.map(tagOf))].map((name) => ({ name })),
    paths,
    components: COMPONENTS,
  };
}

const ABOUT =
  "Sightline's own routes, and every operation of KACE SMA and SysAid through it. A call to a system is made with the caller's own session there: what the system refuses, it refuses here. Writes with the session cookie also need the header `x-sightline: 1`, or come from Sightline's own pages; writes with a token need nothing more.";

const SIGNED_IN = [{ session: [] }, { token: [] }];

const COMPONENTS = {
  schemas: { Problem: toJsonSchema(Problem, "output") },
  responses: {
    Problem: {
      description: `What went wrong, for people and programs. Codes: ${Object.keys(PROBLEMS).join(", ")}.`,
      headers: {
        "x-request-id": {
          description: "Names this request in the server's log",
          schema: { type: "string" },
        },
        "retry-after": { description: "Seconds to wait", schema: { type: "integer" } },
      },
      content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  },
  securitySchemes: {
    session: {
      type: "apiKey",
      in: "cookie",
      name: "next-auth.session-token",
      description: "The cookie of a sign-in. Over HTTPS its name begins with __Secure-.",
    },
    token: {
      type: "http",
      scheme: "bearer",
      description: "A personal token, made at /account/tokens",
    },
  },
} as const;

function tagOf({ system, group }: Described): string {
  return system === "sightline" ? group : `${SOURCE_LABELS[system].label}: ${group}`;
}

/** How the values of an operation's path are named in the path that stands for it. */
function namesFor(own: string, standing: string): ReadonlyMap<string, string> {
  const namesOf = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const standingNames = namesOf(standing);
  return new Map(namesOf(own).map((name, at) => [name, standingNames[at] ?? name]));
}

function toOperation(operation: Described, names: ReadonlyMap<string, string>): Json {
  const { system, reads, harm, right, spellings, inferred } = operation;
  const body = toRequestBody(operation);
  const parameters = operation.parameters.map((one) => toParameter(one, names));
  if (operation.anyFilter) parameters.push(ANY_FILTER);
  return {
    operationId: keyOf(operation).replace(":", "."),
    summary: operation.title,
    description: [RIGHT_WORDS[right], HARM_WORDS[harm], ...notesOf(operation)].join(" "),
    tags: [tagOf(operation)],
    parameters,
    ...(body === null ? {} : { requestBody: body }),
    responses: {
      [system === "sightline" ? "200" : "2XX"]: toAnswer(operation.answer),
      default: { $ref: "#/components/responses/Problem" },
    },
    ...securityOf(operation),
    "x-system": system,
    "x-reads": reads,
    "x-danger": harm,
    "x-right": right,
    ...(spellings.length === 0 ? {} : { "x-spellings": spellings }),
    ...(inferred ? { "x-inferred": true } : {}),
  };
}

const RIGHT_WORDS = {
  anyone: "Needs no sign-in.",
  wall_link: "Needs the link of a wall display.",
  everyone: "For everybody who is signed in.",
  agent: "For those who work on tickets.",
  administrator: "For administrators.",
} as const satisfies Record<CallerRight, string>;

const HARM_WORDS = {
  none: "Changes nothing.",
  writes: "Changes something.",
  destroys: "Destroys something for good.",
  runs_code: "Makes something run on people's machines.",
} as const satisfies Record<Harm, string>;

function notesOf({ session, inferred }: Described): string[] {
  const notes = {
    none: [],
    opens: ["Tries a sign-in of its own, which becomes nobody's session here."],
    ends: ["Ends the caller's session in the system."],
    switches: [
      "Switches the caller's own session; elsewhere, Sightline's lists show them nothing of it.",
    ],
  } as const;
  const open = "The vendor's document leaves the path open.";
  return [...notes[session], ...(inferred ? [open] : [])];
}

function securityOf({ right, forPeopleOnly }: Described): Json {
  if (right === "anyone" || right === "wall_link") return { security: [] };
  return forPeopleOnly ? { security: [{ session: [] }] } : {};
}

function toParameter(parameter: DescribedParameter, names: ReadonlyMap<string, string>): Json {
  const { name, place, required, schema, description } = parameter;
  return {
    name: place === "path" ? (names.get(name) ?? name) : name,
    in: place,
    required,
    schema,
    ...(description === "" ? {} : { description }),
  };
}

const ANY_FILTER: Json = {
  name: "filters",
  required: false,
  in: "query",
  description: "Any of the system's filters, each as a parameter of its own name",
  style: "form",
  explode: true,
  schema: { type: "object", additionalProperties: { type: "string" } },
};

function toRequestBody({ body }: Described): Json | null {
  const content = {
    ...(body.json === null
      ? {}
      : { "application/json": { schema: toJsonSchema(body.json, "input") } }),
    ...(body.form === null ? {} : { "multipart/form-data": { schema: toFormSchema(body.form) } }),
  };
  return Object.keys(content).length === 0 ? null : { required: true, content };
}

const FILE: JsonSchema = { type: "string", contentMediaType: "application/octet-stream" };

function toFormSchema(parts: readonly Field[]): JsonSchema {
  const schemaOf = ({ isFile, description }: Field): JsonSchema => ({
    ...(isFile ? FILE : { type: "string" }),
    ...(description === "" ? {} : { description }),
  });
  const named = parts.filter(({ name }) => name !== "");
  // A part without a name stands for any that the sender names.
  const free = parts.find(({ name }) => name === "");
  return {
    type: "object",
    properties: Object.fromEntries(named.map((part) => [part.name, schemaOf(part)])),
    required: named.flatMap(({ name, required }) => (required ? [name] : [])),
    ...(free === undefined ? {} : { additionalProperties: schemaOf(free) }),
  };
}

function toAnswer({ kind, schema }: Described["answer"]): Json {
  switch (kind) {
    case "json":
      return {
        description: "The answer",
        content: { "application/json": { schema: schemaOf(schema) } },
      };
    case "binary":
      return { description: "A file", content: { "application/octet-stream": {} } };
    case "text":
      return { description: "Text", content: { "text/plain": { schema: { type: "string" } } } };
    case "stream":
      return { description: "Server-sent events", content: { "text/event-stream": {} } };
    case "empty":
      return { description: "Done; nothing is told" };
  }
}

function schemaOf(schema: z.ZodType | null): JsonSchema {
  return schema === null ? { type: "object" } : toJsonSchema(schema, "output");
}
