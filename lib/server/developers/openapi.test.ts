import { Validator } from "@seriousme/openapi-schema-validator";
import { z } from "zod";
import { expect, test } from "vitest";
import { KACE_OPERATIONS } from "@/lib/server/kace/operations";
import { SYSAID_OPERATIONS, sysaidOperations } from "@/lib/server/sysaid/operations";
import { describeOperations } from "./operations";
import { OWN_ROUTES } from "./own-routes/own-routes";
import { readOpenApi } from "./read-openapi";

const Operation = z.looseObject({
  operationId: z.string(),
  tags: z.array(z.string()),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean() })),
  "x-system": z.string(),
  "x-danger": z.string(),
  "x-right": z.string(),
});
const Document = z.looseObject({
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

const read = (upstreams: Parameters<typeof describeOperations>[0] = {}) =>
  Document.parse(JSON.parse(readOpenApi({ upstreams }).text));
const operationsOf = (document: z.infer<typeof Document>) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );

test("the document is valid OpenAPI 3.1, and every reference leads somewhere", async () => {
  const validator = new Validator();
  const answer = await validator.validate(read());
  expect(answer).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
  const text = readOpenApi({ upstreams: {} }).text;
  const targets = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target));
  expect([...targets].sort()).toEqual([
    "#/components/responses/Problem",
    "#/components/schemas/Problem",
  ]);
});

test("every operation of both catalogues and every own route stands in it once, and nothing else", () => {
  const rows = [...KACE_OPERATIONS, ...SYSAID_OPERATIONS];
  const wanted = [
    ...rows.map(({ source, id, danger, right }) => [`${source}.${id}`, danger, right]),
    ...OWN_ROUTES.map(({ id, method, right }) => [
      `sightline.${id}`,
      method === "GET" ? "none" : "writes",
      right,
    ]),
  ];
  const found = operationsOf(read()).map((one) => [
    one.operationId,
    one["x-danger"],
    one["x-right"],
  ]);
  expect(found.sort()).toEqual(wanted.sort());
  expect(new Set(found.map(([id]) => id)).size).toBe(found.length);
});

test("a proxied operation stands below its system's door, with every value of its path and query", () => {
  const byId = new Map(operationsOf(read()).map((one) => [one.operationId, one]));
  for (const row of [...KACE_OPERATIONS, ...SYSAID_OPERATIONS]) {
    const one = byId.get(`${row.source}.${row.id}`);
    const shape = (path: string | undefined) => path?.replace(/\{\w+\}/g, "{}");
    expect(shape(one?.path), row.id).toBe(shape(`/api/${row.source}${row.path}`));
    expect(one?.method, row.id).toBe(row.method.toLowerCase());
    const inPath = [...(one?.path ?? "").matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const named = (place: string) =>
      one?.parameters.filter((p) => p.in === place).map(({ name }) => name) ?? [];
    expect(named("path").sort(), row.id).toEqual(inPath.sort());
    const queried = row.query.map(({ name }) => name);
    expect(named("query"), row.id).toEqual(row.anyFilter ? [...queried, "filters"] : queried);
  }
});

test("no two paths differ by the names of their values alone", () => {
  const shapes = Object.keys(read().paths).map((path) => path.replace(/\{\w+\}/g, "{}"));
  expect(new Set(shapes).size).toBe(shapes.length);
});

test("an administrator's path of an inferred operation is the one that is described", () => {
  const operations = sysaidOperations({ "sr.delete": "/api/v1/sr/delete" });
  const ids = Object.keys(
    read({ sysaid: { operations } }).paths["/api/sysaid/api/v1/sr/delete"] ?? {},
  );
  expect(ids).toEqual(["delete"]);
});

test("the document names no host", () => {
  expect(readOpenApi({ upstreams: {} }).text.match(/https?:\/\/[^"\s]*/g) ?? []).toEqual([]);
});

test("the same server gives the same document under the same tag", () => {
  const upstreams = {};
  expect(readOpenApi({ upstreams })).toBe(readOpenApi({ upstreams }));
  expect(readOpenApi({ upstreams: {} }).etag).toBe(readOpenApi({ upstreams }).etag);
});
