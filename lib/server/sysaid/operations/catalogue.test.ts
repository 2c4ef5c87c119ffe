import { expect, test } from "vitest";
import { z } from "zod";
import { createMatcher } from "@/lib/server/upstream/match-operation";
import documented from "./documented.json";
import { SYSAID_OPERATIONS, type SysaidOperation, operationOf, sysaidOperations } from "./index";
import { INFERRED_PATHS, isInferredId } from "./inferred-paths";
import { readPathOverrides } from "./path-overrides";

const rows: readonly SysaidOperation[] = SYSAID_OPERATIONS;
const requestLine = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

/** Query names that clients in production send though the document does not know them. */
const UNDOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  "sr.list": ["supervisedRequests"],
  "sr.read": ["supervisedRequests"],
  "sr.search": ["supervisedRequests"],
  "sr.count": ["archive", "supervisedRequests", "type"],
};

test("each documented operation is exactly one row, and no row is invented", () => {
  expect(documented).toHaveLength(61);
  const facts = rows.map(({ id, group, method, path, query, anyFilter, inferred }) => {
    const extra = UNDOCUMENTED[id] ?? [];
    const names = query
      .filter(({ name }) => !extra.includes(name))
      .map(({ name, required }) => (required ? `${name}*` : name));
    const all = anyFilter ? [...names, "{filter}"] : names;
    return { group, method, path, query: all.sort(), origin: inferred ? "inferred" : "sample" };
  });
  const known = documented.map((fact) => ({ ...fact, query: [...fact.query].sort() }));
  const byLine = (a: { method: string; path: string }, b: { method: string; path: string }) =>
    requestLine(a) < requestLine(b) ? -1 : 1;
  expect(facts.sort(byLine)).toEqual(known.sort(byLine));
});

test("ids are unique, and what is undocumented is in use by the row that names it", () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(61);
  for (const [id, names] of Object.entries(UNDOCUMENTED)) {
    const row = rows.find((one) => one.id === id);
    expect(row?.query.map(({ name }) => name)).toEqual(expect.arrayContaining([...names]));
  }
});

test("reads do no harm, and everything else says what harm it does", () => {
  for (const { id, reads, danger, method, session } of rows) {
    if (session === "opens") continue;
    expect([id, danger === "none"]).toEqual([id, reads]);
    if (method === "DELETE") expect([id, danger]).toEqual([id, "destroys"]);
  }
});

test("every path can be filled, and each name of it is described", () => {
  for (const { path, pathParameters, spellings } of rows) {
    for (const one of [path, ...spellings]) {
      const names = [...one.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(pathParameters.map(({ name }) => name)).toEqual(names);
    }
  }
});

test("no two rows can be meant by one request line", () => {
  const match = createMatcher(rows);
  for (const row of rows) {
    for (const path of [row.path, ...row.spellings]) {
      const example = path.replace("{method}", "reset").replace(/\{\w+\}/g, "7");
      expect(match(row.method, example)?.row.id).toBe(row.id);
    }
  }
});

test("all shapes can be told as JSON schema", () => {
  for (const { body, answer } of rows) {
    if (body.kind === "json") expect(z.toJSONSchema(body.schema)).toBeTypeOf("object");
    if (answer.kind === "json") expect(z.toJSONSchema(answer.schema)).toBeTypeOf("object");
  }
});

test("the table of inferred paths and the inferred rows are the same", () => {
  const inferred = rows.filter((row) => row.inferred).map(({ id, path }) => [id, path]);
  expect(Object.fromEntries(inferred)).toEqual(INFERRED_PATHS);
});

test("a setting moves an inferred path and nothing else", () => {
  const { paths, faults } = readPathOverrides(
    " actions.list = /api/v1/actionItem , actions.approve=/api/v1/item/approve/{id},",
  );
  expect(faults).toEqual([]);
  const moved = sysaidOperations(paths);
  expect(operationOf("actions.list", moved).path).toBe("/api/v1/actionItem");
  expect(operationOf("actions.approve", moved).path).toBe("/api/v1/item/approve/{id}");
  for (const row of rows) {
    if (row.id === "actions.list" || row.id === "actions.approve") continue;
    expect(operationOf(row.id, moved)).toEqual(row);
  }
});

test.each([
  ["nonsense", /no "="/],
  ["sr.list=/api/v1/records", /sr\.list/],
  ["toString=/x", /toString/],
  ["actions.list=api/v1/action", /start with "\/"/],
  ["actions.list=", /start with "\/"/],
  ["actions.approve=/api/v1/action/approve", /names/],
  ["actions.list=/api/v1/action/{id}", /names/],
  ["actions.approve=/api/v1/action/{ID}/approve", /names/],
  ["actions.approve=/api/{id}/action/{id}", /names/],
  ["actions.list=/api/../admin", /none/],
  ["actions.list=//evil.example", /none/],
  ["actions.list=/api?x=1", /none/],
  ["actions.list=/api/%2e%2e/x", /none/],
  ["actions.list=/a,actions.list=/b", /twice/],
  // Neither could be told apart from the operation that has this path.
  ["actions.list=/api/v1/sr", /path of sr\.list/],
  ["actions.reject=/api/v1/action/{id}/approve", /path of actions\.approve/],
])("%s is refused with its reason", (text, reason) => {
  const { faults } = readPathOverrides(text);
  expect(faults.join("\n")).toMatch(reason);
});

test("two operations may exchange their paths", () => {
  const text = `actions.approve=${INFERRED_PATHS["actions.reject"]},actions.reject=${INFERRED_PATHS["actions.approve"]}`;
  expect(readPathOverrides(text).faults).toEqual([]);
  expect(isInferredId("__proto__")).toBe(false);
});
