import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { createMatcher } from "@/lib/server/upstream/match-operation";
import type { OperationRow } from "@/lib/server/upstream/operation";
import documentedJson from "./documented.json";
import { KACE_OPERATIONS, fillPath, operationOf } from "./index";
import { ANY_DATA } from "./rows";

const DOCUMENTED = z
  .array(
    z.object({
      group: z.string(),
      method: z.string(),
      path: z.string(),
      parameters: z.array(
        z.object({
          in: z.enum(["path", "query", "body"]),
          name: z.string(),
          required: z.boolean(),
        }),
      ),
    }),
  )
  .parse(documentedJson);
type Documented = (typeof DOCUMENTED)[number];

const blank = (path: string): string => path.replace(/\{\w+\}/g, "{}");
const namesIn = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
const named = (documented: Documented, place: string) =>
  documented.parameters.filter((parameter) => parameter.in === place);
const rowsOf = ({ method, path }: Documented): OperationRow[] =>
  KACE_OPERATIONS.filter(
    (row) => row.method === method && [row.path, ...row.spellings].map(blank).includes(blank(path)),
  );

/** The one row of a documented operation. */
function rowOf(documented: Documented): OperationRow {
  const [row, ...others] = rowsOf(documented);
  if (!row || others.length > 0) throw new Error(`${documented.method} ${documented.path}`);
  return row;
}

test("each of the 122 documented operations is exactly one row, and there is no other", () => {
  expect(DOCUMENTED.length).toBe(122);
  const rows = DOCUMENTED.map(rowOf);
  expect(new Set(rows).size).toBe(122);
  expect(KACE_OPERATIONS.length).toBe(122);
  expect(new Set(KACE_OPERATIONS.map((row) => row.id)).size).toBe(122);
});

test.each(DOCUMENTED)("$method $path has the documented group and parameters", (documented) => {
  const row = rowOf(documented);
  expect(row.group).toBe(documented.group);

  // Some paths have values that the reference forgets to list, and one gives two values the same name.
  const told = named(documented, "path").map(({ name }) => name);
  const values = row.pathParameters.map(({ name }) => name);
  expect(new Set(values)).toEqual(new Set([...told, ...namesIn(documented.path)]));
  expect(values).toEqual(namesIn(row.path));
  for (const spelling of row.spellings) expect(namesIn(spelling)).toEqual(values);

  const documentedQuery = named(documented, "query");
  const asked = new Map(row.query.map((parameter) => [parameter.name, parameter]));
  expect(asked.size).toBe(row.query.length);
  for (const { name, required } of documentedQuery) {
    expect(asked.get(name)?.required, name).toBe(required);
    asked.delete(name);
  }
  // The guide offers its query syntax for any request of data, whatever the path's own table says.
  const isData = documentedQuery.some(({ name }) => ANY_DATA.includes(name));
  for (const name of asked.keys()) {
    expect(isData && [...ANY_DATA, "offset"].includes(name), `${row.id}: ${name}`).toBe(true);
  }
  if (named(documented, "body").length > 0) expect(row.body.kind).not.toBe("none");
});

test("no two rows answer to the same method and path, and every spelling leads to its row", () => {
  const match = createMatcher(KACE_OPERATIONS);
  for (const row of KACE_OPERATIONS) {
    const values = Object.fromEntries(
      row.pathParameters.map(({ name }, at) => [name, `${at + 1}`]),
    );
    for (const path of [row.path, ...row.spellings]) {
      expect(match(row.method, fillPath({ path }, values))).toEqual({ row, values });
    }
  }
});

test("every operation answers with and without a closing slash", () => {
  const match = createMatcher(KACE_OPERATIONS);
  for (const row of KACE_OPERATIONS) {
    const values = Object.fromEntries(row.pathParameters.map(({ name }) => [name, "7"]));
    const path = fillPath(row, values).replace(/\/$/, "");
    const twins = ["machines.custom_inventory", "machines.custom_inventory_fields"];
    for (const form of [path, `${path}/`]) {
      const id = match(row.method, form)?.row.id;
      expect(id, form).toSatisfy((found) => found === row.id || twins.includes(found));
    }
  }
});

test("a path built from a row and any values leads back to the row and the values", () => {
  const match = createMatcher(KACE_OPERATIONS);
  const value = fc.oneof(fc.nat().map(String), fc.stringMatching(/^[\w ü%&?#:;=+.-]{1,12}$/));
  const filled = fc.constantFrom(...KACE_OPERATIONS).chain((row) => {
    const names = row.pathParameters.map(({ name }) => name);
    return fc.tuple(...names.map(() => value)).map((list) => ({
      row,
      values: Object.fromEntries(names.map((n, at) => [n, list[at] ?? ""])),
    }));
  });
  const property = fc.property(filled, ({ row, values }) => {
    const isClimbing = Object.values(values).some((text) => /^\s*\.{0,2}\s*(;|$)/.test(text));
    fc.pre(!isClimbing && !Object.values(values).some((text) => /%[\da-f]{2}/i.test(text)));
    const found = match(row.method, fillPath(row, values));
    // A value that is the name of a more literal operation's part, such as "types", is that operation's.
    if (found?.row === row) expect(found.values).toEqual(values);
    else
      expect(found && found.row.pathParameters.length < row.pathParameters.length).not.toBe(false);
  });
  fc.assert(property, { numRuns: 1000 });
});

test("what reads is a GET, but for sessions and the one query that asks in its body", () => {
  const odd = KACE_OPERATIONS.filter((row) => row.reads !== (row.method === "GET"));
  expect(odd.map((row) => row.id).sort()).toEqual([
    "security.logout",
    "security.saml_login",
    "tickets.stats",
  ]);
});

test("what destroys is a DELETE or a delete by POST, and everything that writes says its danger", () => {
  for (const row of KACE_OPERATIONS) {
    const deletes = row.method === "DELETE" || row.path.endsWith("/delete");
    expect(row.danger === "destroys", row.id).toBe(deletes);
    if (row.reads || row.session !== "none") expect(row.danger, row.id).toBe("none");
    else expect(row.danger, row.id).not.toBe("none");
  }
});

test("what brings programs to machines is marked so", () => {
  const ids = KACE_OPERATIONS.filter((row) => row.danger === "runs_code").map((row) => row.id);
  expect(ids.sort()).toEqual([
    "machines.force_inventory",
    "managed_installs.add_machines",
    "script_dependencies.create",
    "script_dependencies.update",
    "script_tasks.create",
    "script_tasks.update",
    "scripts.create",
    "scripts.run",
    "scripts.update",
  ]);
});

test("what opens, ends or switches a session is marked so", () => {
  const effects = KACE_OPERATIONS.filter((row) => row.session !== "none").map((row) => [
    row.id,
    row.session,
  ]);
  expect(Object.fromEntries(effects)).toEqual({
    "kkmp.login": "opens",
    "security.login": "opens",
    "security.saml_login": "opens",
    "security.verify_2factor": "opens",
    "security.logout": "ends",
    "organizations.switch": "switches",
    "organizations.switch_to": "switches",
  });
});

test("every row can be shown: title, and schemas that have a JSON Schema", () => {
  for (const { id, title, body, answer, query, pathParameters } of KACE_OPERATIONS) {
    expect(title, id).toMatch(/^[A-Z].{5,90}[^.]$/);
    for (const { name, type } of [...query, ...pathParameters]) {
      expect([name, type], id).not.toContain("");
    }
    if (body.kind === "json") {
      const schema = z.toJSONSchema(body.schema, { io: "input" });
      expect(schema.type, id).toBe("object");
    }
    if (answer.kind === "json") {
      const schema = z.toJSONSchema(answer.schema, { io: "output" });
      expect(schema.type, id).toMatch(/^(object|array|number)$/);
    }
  }
});

const recorded = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../recorded/${file}.json`, import.meta.url), "utf8"));
/** What the row's schema makes of an answer. */
function answerOf(id: Parameters<typeof operationOf>[0], body: unknown): unknown {
  const { answer } = operationOf(id);
  if (answer.kind !== "json") throw new Error(`${id} answers no JSON`);
  return answer.schema.parse(body);
}

test("recorded answers fit their rows, and lose nothing", () => {
  const assets = recorded("assets");
  expect(answerOf("assets.list", assets)).toMatchObject({
    Assets: [{ id: 2, name: "Macbook Pro", mapped_id: 1, asset_type_name: "Device" }],
  });
  expect(answerOf("machines.list", recorded("machines"))).toMatchObject({
    Machines: [{ Id: 1, Name: "Macbook Pro", Manual_entry: 1, Ram_total: "0 Bytes" }],
  });
  const shaped = z.looseObject({ Tickets: z.array(z.looseObject({})) });
  const tickets = shaped.parse(recorded("tickets_shaped"));
  const answered = shaped.parse(answerOf("tickets.list", tickets));
  // Blanks come back as null; nothing else is changed.
  const blanks = (_key: string, value: unknown) => (value === "" ? null : value);
  expect(answered.Tickets.length).toBe(tickets.Tickets.length);
  expect(JSON.parse(JSON.stringify(answered, blanks))).toMatchObject(
    z.looseObject({}).parse(JSON.parse(JSON.stringify(tickets, blanks))),
  );
  expect(answerOf("tickets.read", recorded("ticket_unshaped"))).toMatchObject({
    Tickets: [{ id: 35, hd_queue_id: 1, title: "test1" }],
  });
  expect(answerOf("queues.list", recorded("queues_shaping_fields"))).toMatchObject({
    Queues: [{ id: 1, fields: [{ name: "SAT_SURVEY", ordinal: 0 }, { required_state: "all" }] }],
  });
  const written = { Result: "Success", IDs: [35] };
  expect(recorded("write_result")).toEqual(written);
  for (const row of KACE_OPERATIONS) {
    if (row.method === "POST" && /\.create$/.test(row.id) && !/^script/.test(row.id)) {
      expect(answerOf(row.id, written), row.id).toEqual(written);
    }
  }
});

test("spellings, blanks and single objects in place of lists are read", () => {
  const one = {
    count: "1",
    warnings: {},
    MACHINES: { ID: "7", "os name": "Windows", Software: "" },
  };
  expect(answerOf("machines.list", one)).toEqual({
    Count: 1,
    Warnings: {},
    Machines: [{ Id: 7, Os_name: "Windows", Software: [] }],
  });
  const related = {
    Tickets: [{ id: 1, owner: {}, status: [{ id: "4", name: "New" }], custom_1: {} }],
  };
  expect(answerOf("tickets.read", related)).toEqual({
    Tickets: [{ id: 1, owner: null, status: { id: 4, name: "New" }, custom_1: {} }],
  });
  expect(answerOf("processes.list", { Process: [{ Id: "3" }] })).toEqual({
    Processes: [{ Id: 3 }],
  });
  expect(answerOf("tickets.list", { Count: 12 })).toEqual({ Count: 12 });
  expect(answerOf("scripts.list", { Scripts: [{ id: 1 }] })).toEqual([{ id: 1 }]);
  expect(answerOf("machines.create", [12])).toEqual({ IDs: [12] });
  expect(answerOf("assets.delete", "")).toEqual({});
});

test("an error, a page or a thing of the wrong kind is no answer", () => {
  const error = recorded("error_2fa_401");
  for (const row of KACE_OPERATIONS) {
    if (row.answer.kind !== "json" || row.collection === undefined) continue;
    expect(row.answer.schema.safeParse(error).success, row.id).toBe(false);
    expect(row.answer.schema.safeParse("<html></html>").success, row.id).toBe(false);
  }
  for (const id of ["tickets.create", "assets.delete"] as const) {
    expect(() => answerOf(id, error)).toThrow();
  }
  expect(() => answerOf("tickets.list", { Tickets: [{ id: { no: 1 } }] })).toThrow();
  expect(() => answerOf("tickets.list", { Tickets: ["text"] })).toThrow();
});

const accepts = (id: Parameters<typeof operationOf>[0], value: unknown): boolean => {
  const { body } = operationOf(id);
  return body.kind === "json" && body.schema.safeParse(value).success;
};

test("bodies in use and in the guide's examples are accepted, others are not", () => {
  expect(accepts("security.login", { userName: "admin", password: "123456" })).toBe(true);
  expect(accepts("security.login", { userName: "admin" })).toBe(false);
  const change = { comment: "Done", owners_only: 0 };
  expect(accepts("tickets.update", { Tickets: [{ change, status: 4, owner: 0 }] })).toBe(true);
  expect(accepts("tickets.update", { Tickets: [] })).toBe(false);
  expect(accepts("tickets.update", { title: "x" })).toBe(false);
  expect(accepts("assets.update", { Assets: [{ field_10002: { remove: "1" } }] })).toBe(true);
  expect(accepts("managed_installs.add_machines", { Machines: ["1", 2] })).toBe(true);
  expect(accepts("managed_installs.add_machines", { Machines: ["all of them"] })).toBe(false);
  expect(accepts("barcodes.create", { "Barcode Data": [{ asset_id: 3 }] })).toBe(true);
  expect(accepts("barcodes.update", {})).toBe(false);
  expect(accepts("notifications.delete", { NotificationIDs: [] })).toBe(false);
});
