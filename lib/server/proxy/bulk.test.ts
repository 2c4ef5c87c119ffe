import { expect, test } from "vitest";
import { BadRequest, Forbidden } from "@/lib/server/failures";
import { KACE_OPERATIONS } from "@/lib/server/kace/operations";
import { SYSAID_OPERATIONS } from "@/lib/server/sysaid/operations";
import type { OperationRow } from "@/lib/server/upstream/operation";
import { isBulkInBody, mayBeBulk, readPlainBody, refuseBulk } from "./bulk";

const ROWS: readonly OperationRow[] = [...KACE_OPERATIONS, ...SYSAID_OPERATIONS];
const rowOf = (id: string) => {
  const row = ROWS.find((one) => one.id === id);
  if (!row) throw new Error(id);
  return row;
};
const refuse = (id: string, values: Record<string, string>, body: unknown = null) =>
  refuseBulk(rowOf(id), Object.entries(values), body);

test.each<[string, Record<string, string>, unknown?]>([
  ["sr.delete", { ids: "1,2" }],
  ["sr.delete", { ids: "1;2" }],
  ["sr.delete", { ids: "1 2" }],
  ["sr.delete", { ids: " ALL" }],
  ["sr.delete", { ids: "1" }, { ids: [1, 2] }],
  ["notifications.delete", {}, { NotificationIDs: [1, 2] }],
  ["notifications.delete", {}, { notificationids: "1,2" }],
  ["notifications.delete", {}, [1, 2]],
  ["notifications.delete", {}, [{ NotificationIDs: [1, 2] }]],
  ["notifications.delete", {}, "1,2"],
  ["assets.delete", { id: "1,2" }],
  ["scripts.run", { scriptId: "1", machineIDs: "all" }],
  ["scripts.run", { scriptId: "1", machineIDs: "1,All" }],
  ["scripts.run", { scriptId: "1", machineIDs: "1" }, { machineIDs: "all" }],
])("%s of %j with %j is refused", (id, values, body = null) => {
  expect(() => refuse(id, values, body)).toThrow(Forbidden);
});

test.each<[string, Record<string, string>, unknown?]>([
  ["sr.delete", { ids: "1" }],
  ["sr.deleteLink", { id: "7" }, { name: "one, two and all" }],
  ["notifications.delete", {}, { NotificationIDs: [1] }],
  ["notifications.delete", {}, { NotificationIDs: [] }],
  ["script_dependencies.delete", { scriptId: "1", dependencyName: "a, b.msi" }],
  ["scripts.run", { scriptId: "1", machineIDs: "1,2,3" }],
  [
    "passwords.reset",
    {},
    {
      userRefId: 1,
      userSecurityQuestionsList: [
        { id: 1, answer: "a" },
        { id: 2, answer: "all" },
      ],
    },
  ],
])("%s of %j with %j is one call for what it names", (id, values, body = null) => {
  expect(() => refuse(id, values, body)).not.toThrow();
});

test("everything that deletes is looked at, and files that scripts need are not read for it", () => {
  const deleting = ROWS.filter(({ danger }) => danger === "destroys");
  expect(deleting.length).toBeGreaterThan(8);
  expect(deleting.every((row) => mayBeBulk(row) && isBulkInBody(row))).toBe(true);
  expect(isBulkInBody(rowOf("scripts.run"))).toBe(true);
  expect(isBulkInBody(rowOf("script_dependencies.create"))).toBe(false);
  for (const row of deleting) expect(row.body.kind, row.id).not.toBe("multipart");
});

test("a body that could be read in two ways is not carried", () => {
  expect(readPlainBody(Buffer.from('{"ids":[1],"ids":[1]}'))).toEqual({ ids: [1] });
  for (const bytes of [
    Buffer.from("ids=1&ids=2"),
    Buffer.from('{"ids":[1]}', "utf16le"),
    Buffer.from([0xff]),
  ]) {
    expect(() => readPlainBody(bytes)).toThrow(BadRequest);
  }
});
