import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { OperationDetail, OperationRow } from "@/lib/contracts/developers";
import { toCurl } from "./curl";
import { countByValue, findOperations, groupOperations } from "./find-operations";
import { emptyDraft, prepareCall, targetOf, type CallDraft } from "./prepare-call";
import { indent } from "./send-call";

const parameter = (place: "path" | "query", name: string, required = false) => ({
  place,
  name,
  required,
  type: "string",
  description: "",
});
const operation = (more: Partial<OperationDetail> = {}): OperationDetail => ({
  key: "kace:tickets.update",
  system: "kace",
  id: "tickets.update",
  group: "service_desk",
  title: "Update a ticket",
  method: "PUT",
  path: "/api/kace/api/service_desk/tickets/{id}",
  spellings: [],
  reads: false,
  harm: "writes",
  right: "everyone",
  forPeopleOnly: false,
  inferred: false,
  session: "none",
  parameters: [parameter("path", "id", true), parameter("query", "shaping")],
  anyFilter: false,
  body: { json: { fields: [], skeleton: "{}" }, form: null },
  answer: { kind: "json", fields: [] },
  example: null,
  ...more,
});
const draftOf = (of: OperationDetail, more: Partial<CallDraft> = {}): CallDraft => ({
  ...emptyDraft(of),
  ...more,
});
const faultsOf = (of: OperationDetail, more: Partial<CallDraft> = {}) => {
  const made = prepareCall(of, draftOf(of, more));
  return made.ready ? {} : made.faults;
};

test("a request is what was typed, each value encoded as one part and blank ones left out", () => {
  const put = operation();
  const values = { "path id": "4/2 1?", "query shaping": "a b&c=d" };
  expect(prepareCall(put, draftOf(put, { values, json: '{"a":1}' }))).toEqual({
    ready: true,
    call: {
      method: "PUT",
      address: "/api/kace/api/service_desk/tickets/4%2F2%201%3F?shaping=a%20b%26c%3Dd",
      body: { kind: "json", text: '{"a":1}' },
      reads: false,
    },
  });
});

test("what is missing or cannot be sent is said at its field", () => {
  const put = operation({ parameters: [parameter("query", "ids", true)], anyFilter: true });
  expect(faultsOf(put, { json: "{", filters: "no sign" })).toMatchObject({
    "path id": "is needed",
    "query ids": "is needed",
    filters: "takes one name=value on each line",
    json: expect.stringMatching(/^is not JSON/),
  });
  expect(faultsOf(operation(), { values: { "path id": ".." } })).toEqual({
    "path id": "cannot stand in an address",
  });
});

test("a form carries its texts and files under the names of their parts", () => {
  const part = (name: string, isFile: boolean) => ({
    name,
    isFile,
    required: true,
    description: "",
  });
  const form = operation({
    path: "/api/x",
    body: { json: null, form: [part("message", false), part("", true)] },
  });
  const file = new File(["bytes"], "a.txt");
  expect(faultsOf(form, { files: { "": [file] } })).toEqual({
    "part message": "is needed",
    "part ": "needs a name for its part",
  });
  const made = prepareCall(
    form,
    draftOf(form, { texts: { message: "hi", "": "screenshot" }, files: { "": [file] } }),
  );
  expect(made.ready ? made.call.body : null).toEqual({
    kind: "form",
    parts: [
      { name: "message", value: "hi" },
      { name: "screenshot", value: file },
    ],
  });
});

test("whoever destroys something types what: the ids of path and query, else the body's, else the name", () => {
  const target = (of: OperationDetail, more: Partial<CallDraft>) => {
    const made = prepareCall(of, draftOf(of, more));
    return made.ready ? targetOf(of, draftOf(of, more), made.call) : null;
  };
  expect(target(operation(), { values: { "path id": "42" } })).toBe("42");
  const parameters = [parameter("path", "id"), parameter("query", "machineIDs")];
  const run = operation({ path: "/api/run/{id}", parameters });
  const values = { "path id": "7", "query machineIDs": "3,4" };
  expect(target(run, { values })).toBe("7 3,4");
  const remove = operation({ path: "/api/remove", parameters: [] });
  expect(target(remove, { json: '{"NotificationIDs":[7,8],"note":1}' })).toBe("7 8");
  expect(target(remove, { json: '{"name":"x"}' })).toBe("tickets.update");
});

/** What a program named curl is given by a real shell. */
const argumentsOf = (line: string): string[] => {
  const program = `curl() { for one in "$@"; do printf '%s\\0' "$one"; done; }\n${line}`;
  const env = { ...process.env, TOKEN: "secret" };
  return execFileSync("/bin/sh", ["-c", program], { encoding: "utf8", env })
    .split("\0")
    .slice(0, -1);
};

test("the curl line asks in a real shell for exactly what was typed", () => {
  const put = operation();
  const draft = draftOf(put, {
    values: { "path id": "it's $HOME", "query shaping": "`id`" },
    json: JSON.stringify({ text: `quotes ' " and $(id)` }),
  });
  expect(argumentsOf(toCurl(put, draft, "http://here"))).toEqual([
    "-X",
    "PUT",
    "-H",
    "Authorization: Bearer secret",
    "-H",
    "Content-Type: application/json",
    "--data",
    draft.json,
    "http://here/api/kace/api/service_desk/tickets/it's%20%24HOME?shaping=%60id%60",
  ]);
});

test("no value that is typed ever leaves the quotes of the curl line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
      const put = operation({ body: { json: { fields: [], skeleton: "" }, form: null } });
      const line = toCurl(put, draftOf(put, { json: JSON.stringify({ text }) }), "http://x");
      const given = argumentsOf(line);
      expect(JSON.parse(given[given.indexOf("--data") + 1] ?? "")).toEqual({ text });
    }),
    { numRuns: 20 },
  );
});

const row = (more: Partial<OperationRow>): OperationRow => ({ ...operation(), ...more });
const ROWS = [
  row({}),
  row({ id: "tickets.list", method: "GET", reads: true, harm: "none", title: "List tickets" }),
  row({ system: "sysaid", id: "sr.delete", group: "Service records", harm: "destroys" }),
  row({ id: "scripts.run", group: "script", harm: "runs_code", spellings: ["/api/kace/api/mi/"] }),
];

test("typing finds operations by path, other spelling, id, title, group and system", () => {
  const idsFor = (text: string) => findOperations(ROWS, {}, text).map(({ id }) => id);
  expect(idsFor("LIST tick")).toEqual(["tickets.list"]);
  expect(idsFor("sysaid records")).toEqual(["sr.delete"]);
  expect(idsFor("/mi/")).toEqual(["scripts.run"]);
  expect(idsFor("service_desk put")).toContain("tickets.update");
  expect(idsFor("")).toHaveLength(4);
});

test("filters narrow together, and each counts its values under the others", () => {
  const filters = { system: ["kace"], effect: ["writes"] };
  expect(findOperations(ROWS, filters, "").map(({ id }) => id)).toEqual([
    "tickets.update",
    "scripts.run",
  ]);
  expect(Object.fromEntries(countByValue(ROWS, "effect", filters, ""))).toEqual({
    reads: 1,
    writes: 2,
  });
});

test("groups keep the order of the catalogue", () => {
  expect(groupOperations(ROWS).map(({ key, rows }) => [key, rows.length])).toEqual([
    ["kace service_desk", 2],
    ["sysaid Service records", 1],
    ["kace script", 1],
  ]);
});

test("an answer that is not JSON is shown as it came", () => {
  expect(indent('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(indent("{a")).toBe("{a");
});
