import "server-only";

// The operations of SysAid's REST API v1 that are used here, as data. A new operation is one row.

export interface Operation {
  /** What errors and logs call it. */
  id: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the configured address; `{name}` is filled by the call. */
  path: string;
  /** Query parameters that it knows. `{filter}` stands for any filter's id. */
  params: readonly string[];
  /** Reads only, so it may be repeated. */
  reads: boolean;
}

const PAGE = ["offset", "limit"] as const;
const SHAPE = ["view", "fields"] as const;
const SORT = ["sort", "dir"] as const;

export const OPERATIONS = [
  { id: "login", method: "POST", path: "/api/v1/login", params: [], reads: false },
  {
    id: "users.list",
    method: "GET",
    path: "/api/v1/users",
    params: [...SHAPE, ...PAGE, "type"],
    reads: true,
  },
  { id: "users.read", method: "GET", path: "/api/v1/users/{id}", params: SHAPE, reads: true },
  {
    id: "users.search",
    method: "GET",
    path: "/api/v1/users/search",
    params: [...SHAPE, ...PAGE, ...SORT, "query", "type"],
    reads: true,
  },
  {
    id: "lists.read",
    method: "GET",
    path: "/api/v1/list/{id}",
    params: [...PAGE, "entity", "entityId", "entityType", "fields", "key"],
    reads: true,
  },
  {
    id: "sr.list",
    method: "GET",
    path: "/api/v1/sr",
    params: [...SHAPE, ...PAGE, ...SORT, "type", "ids", "archive", "{filter}"],
    reads: true,
  },
  { id: "sr.read", method: "GET", path: "/api/v1/sr/{id}", params: SHAPE, reads: true },
  {
    id: "sr.count",
    method: "GET",
    path: "/api/v1/sr/count",
    params: ["type", "archive", "{filter}"],
    reads: true,
  },
  { id: "sr.update", method: "PUT", path: "/api/v1/sr/{id}", params: [], reads: false },
  { id: "sr.close", method: "PUT", path: "/api/v1/sr/{id}/close", params: [], reads: false },
  {
    id: "assets.list",
    method: "GET",
    path: "/api/v1/asset",
    params: [...SHAPE, ...PAGE],
    reads: true,
  },
  { id: "assets.read", method: "GET", path: "/api/v1/asset/{id}", params: SHAPE, reads: true },
  {
    id: "cis.list",
    method: "GET",
    path: "/api/v1/ci",
    params: [...SHAPE, ...PAGE, ...SORT, "ids", "supportBarcode", "{filter}"],
    reads: true,
  },
  { id: "cis.read", method: "GET", path: "/api/v1/ci/{id}", params: SHAPE, reads: true },
  { id: "cis.types", method: "GET", path: "/api/v1/ci/type", params: ["barcode"], reads: true },
  {
    id: "cis.relationTypes",
    method: "GET",
    path: "/api/v1/ci/relationtypes",
    params: [],
    reads: true,
  },
  {
    id: "cis.relations",
    method: "GET",
    path: "/api/v1/ci/{id}/relation",
    params: [],
    reads: true,
  },
] as const satisfies readonly Operation[];

export type OperationId = (typeof OPERATIONS)[number]["id"];

const BY_ID: ReadonlyMap<string, Operation> = new Map(OPERATIONS.map((row) => [row.id, row]));

/** The catalogue's row. Throws a TypeError for an id that it does not hold, which the compiler refuses too. */
export function operationOf(id: OperationId): Operation {
  const row = BY_ID.get(id);
  if (!row) throw new TypeError(`No operation ${id}`);
  return row;
}

/** Fills a path's `{name}`s, percent-encoded. Throws a TypeError when one is not given. */
export function fillPath(path: string, values: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
}
