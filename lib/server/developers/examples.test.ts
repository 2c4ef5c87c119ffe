import { expect, test } from "vitest";
import { KACE_OPERATIONS } from "@/lib/server/kace/operations";
import { SYSAID_OPERATIONS } from "@/lib/server/sysaid/operations";
import { createMatcher } from "@/lib/server/upstream/match-operation";
import { readExample } from "./examples";
import { readOperation } from "./list-operations";

const ROWS = [...KACE_OPERATIONS, ...SYSAID_OPERATIONS];
const asker = { runtime: { upstreams: {} } };

test("every operation of both systems has a recorded example, asked for by its own path", async () => {
  const matchers = {
    kace: createMatcher(KACE_OPERATIONS),
    sysaid: createMatcher(SYSAID_OPERATIONS),
  };
  const wrong: string[] = [];
  for (const row of ROWS) {
    const example = await readExample({ system: row.source, id: row.id });
    const [path = ""] = (example?.path ?? "").replace(`/api/${row.source}`, "").split("?");
    if (matchers[row.source](row.method, encodeURI(path))?.row !== row) wrong.push(row.id);
  }
  expect(wrong).toEqual([]);
});

test("no example tells an address or a password", async () => {
  for (const row of ROWS) {
    const text = JSON.stringify(await readExample({ system: row.source, id: row.id }));
    expect(text, row.id).not.toMatch(/127\.0\.0\.1|localhost|"password\\*":\\*"(?!your-)/i);
  }
});

test("an operation is told with its parameters, body, answer and example", async () => {
  const operation = await readOperation(asker, "kace:tickets.update");
  expect(operation).toMatchObject({
    method: "PUT",
    path: "/api/kace/api/service_desk/tickets/{id}",
    harm: "writes",
    right: "everyone",
    parameters: [{ name: "id", place: "path", required: true, type: "integer" }],
    answer: { kind: "json" },
  });
  expect(JSON.parse(operation.body.json?.skeleton ?? "")).toEqual({ Tickets: [{}] });
  expect(operation.body.json?.fields.map(({ path }) => path)).toContain("Tickets[].title");
  expect(JSON.parse(operation.example?.text ?? "")).toMatchObject({ Result: "Success" });
});

test("what is no operation is not found", async () => {
  await expect(readOperation(asker, "kace:tickets")).rejects.toThrow(/operation/);
});
