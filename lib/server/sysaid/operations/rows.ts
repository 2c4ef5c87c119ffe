import "server-only";
import type { Body, OperationRow, Parameter, Right } from "@/lib/server/upstream/operation";
import { INFERRED_PATHS, type InferredId } from "./inferred-paths";

// The few words that the groups' tables are written with.

/** What a group's table says of one operation; the rest follows from it. */
type Draft<Id extends string> = Pick<
  OperationRow<Id>,
  "id" | "title" | "method" | "path" | "answer" | "danger" | "right"
> &
  Partial<Pick<OperationRow, "spellings" | "inferred" | "query" | "anyFilter" | "session">> & {
    body?: Body;
    /** Told where it does not follow from the method: some reads are a POST. */
    reads?: boolean;
  };

/** What each `{name}` of a path is. */
const PATH_NAMES: Readonly<Record<string, Omit<Parameter, "name" | "required">>> = {
  id: { type: "string", description: "" },
  name: { type: "string", description: "Name of the add-on" },
  permissionId: { type: "string", description: "Key of the permission" },
  ciTypeId: { type: "integer", description: "" },
  method: { type: "string", description: "`reset` or `unlock`" },
  locale: { type: "string", description: "Such as `fr` or `pt_BR`" },
  key: { type: "string", description: "Key in the server's resource files" },
};

/** Makes the rows of one group. The type keeps their ids. */
export function rowsOf<const Id extends string>(
  group: string,
  drafts: readonly Draft<Id>[],
): readonly OperationRow<Id>[] {
  return drafts.map((draft) => ({
    source: "sysaid",
    group,
    spellings: [],
    inferred: false,
    pathParameters: namesOf(draft.path).map((name) => ({
      ...(PATH_NAMES[name] ?? { type: "string", description: "" }),
      name,
      required: true,
    })),
    query: [],
    anyFilter: false,
    body: { kind: "none" },
    reads: draft.method === "GET",
    session: "none",
    ...draft,
  }));
}

/** The names of a path's values, in their order. */
export function namesOf(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
}

/** An operation whose path the document leaves open. */
export function inferred<const Id extends InferredId>(id: Id) {
  return { id, path: INFERRED_PATHS[id], inferred: true } as const;
}

/** A read that anybody with this right may make. */
export const reading = (right: Right) => ({ method: "GET", danger: "none", right }) as const;

type Kind = Parameter["type"];
const parameter = (name: string, type: Kind, description = "", required = false): Parameter => ({
  name,
  type,
  description,
  required,
});

/** One optional value of the query string. */
export const optional = (name: string, type: Kind, description = "") =>
  parameter(name, type, description);
/** One value of the query string without which the call means nothing. */
export const required = (name: string, type: Kind, description = "") =>
  parameter(name, type, description, true);

export const SHAPE: readonly Parameter[] = [
  optional("view", "string", "A view of SysAid, whose fields are given"),
  optional("fields", "string", "Fields to give, with commas; all where neither is said"),
];
export const PAGE: readonly Parameter[] = [
  optional("offset", "integer", "First row to give, from 0"),
  optional("limit", "integer", "Most rows to give; 500 unless the server is set otherwise"),
];
export const SORT: readonly Parameter[] = [
  optional("sort", "string", "Fields to order by, out of those that are given"),
  optional("dir", "string", "`asc` or `desc`"),
];
/** What records are narrowed by besides filters. */
export const TYPE = optional(
  "type",
  "string",
  "incident, request, problem, change or all; several with commas; incident where not said",
);
export const ARCHIVE = optional("archive", "integer", "1 gives archived ones too");
export const IDS = optional("ids", "string", "Ids, with commas");
/** Not in the document; clients in production send it. */
export const SUPERVISED = optional(
  "supervisedRequests",
  "string",
  "`Y` gives a supervisor what their people asked for",
);

/** One part of a multipart body. */
export const part = (name: string, description = "") => ({
  ...parameter(name, "string", description, true),
  isFile: false,
});
export const filePart = (name: string, isRequired: boolean, description = "") => ({
  ...parameter(name, "string", description, isRequired),
  isFile: true,
});
