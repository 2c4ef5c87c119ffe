import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { startTiny, type Caller, type Item, type Row, type Tiny } from "./test-harness";

let tiny: Tiny;
let ada: Caller;
beforeAll(async () => {
  tiny = await startTiny();
  ada = await tiny.signIn("ada");
});
afterAll(() => tiny.close());

const item = z.looseObject({ key: z.string(), value: z.unknown(), valueCaption: z.unknown() });
const row = z.looseObject({ id: z.string(), info: z.array(item) });
const recorded = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./recorded/${name}.json`, import.meta.url), "utf8"));

/** The form of a JSON value: its type, and for objects the form of each member. */
function shapeOf(value: unknown): unknown {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value !== "object") return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shapeOf(member)]));
}

/** Two items agree when they have the same members of the same types; nothing may stand for anything. */
function expectSameItem(ours: Item | undefined, theirs: Item): void {
  expect(Object.keys(ours ?? {}).sort(), theirs.key).toEqual(Object.keys(theirs).sort());
  for (const [name, value] of Object.entries(theirs)) {
    const own = ours?.[name];
    if (own === null || value === null) continue;
    expect([name, typeof own], theirs.key).toEqual([name, typeof value]);
  }
  expect(ours?.["keyCaption"]).toBe(theirs["keyCaption"]);
}

function expectSameRows(ours: readonly Row[], theirs: readonly Row[]): void {
  expect(ours.length).toBeGreaterThan(0);
  for (const own of ours) {
    for (const their of theirs) {
      expect(shapeOf({ ...own, info: [] })).toEqual(shapeOf({ ...their, info: [] }));
      for (const one of their.info) {
        expectSameItem(
          own.info.find(({ key }) => key === one.key),
          one,
        );
      }
    }
  }
}

test("service records are told as recorded: same members, types, captions and order", async () => {
  const theirs = z.array(row).parse(recorded("sr-list-trimmed"));
  expectSameRows(await ada.rows("sr?type=all&archive=1"), theirs);
  for (const their of theirs) {
    const keys = their.info.map(({ key }) => key);
    const [own] = await ada.rows(`sr?type=all&limit=1&fields=${keys.join(",")}`);
    // The source kept some rows in an order of its own; what they hold is the promise.
    expect(own?.info.map(({ key }) => key).sort()).toEqual([...keys].sort());
  }
});

test("calculated columns carry the record's own id", async () => {
  const [own] = await ada.rows(
    "sr?ids=6&type=all&fields=alertID,totalTime,lock_field,all_active_assigned_to",
  );
  expect(own?.info.map(({ value }) => value)).toEqual([6, 6, 6, 6]);
});

test("a status tells its class, other columns an empty text", async () => {
  const rows = await ada.rows("sr?type=all&archive=1&fields=status,priority");
  const classes = new Map(
    rows.flatMap(({ info }) => info.map((one) => [`${one.key} ${one.value}`, one["valueClass"]])),
  );
  expect([classes.get("status 1"), classes.get("status 3"), classes.get("status 7")]).toEqual([
    0, 1, 2,
  ]);
  expect(classes.get("priority 1")).toBe("");
});

test("users are told as recorded, every value a text", async () => {
  const theirs = z.array(row).parse(recorded("users"));
  const ours = await ada.rows("users");
  expectSameRows(ours, theirs);
  expect(ours[0]?.info.map(({ key }) => key)).toEqual(theirs[0]?.info.map(({ key }) => key));
});

test("assets are told as recorded", async () => {
  expectSameRows(await ada.rows("asset"), z.array(row).parse(recorded("asset-list-trimmed")));
});

test("a template is told as recorded: record 0 of the template's type", async () => {
  const theirs = row.parse(recorded("sr-template"));
  const own = row.parse(await (await ada.get("sr/template")).json());
  expectSameRows([own], [theirs]);
  expect(own.id).toBe("0");
  const ofTheirs = new Map(theirs.info.map((one) => [one.key, one]));
  for (const one of own.info) {
    const their = ofTheirs.get(one.key);
    if (their)
      expect([one.key, one["type"], one["editable"]]).toEqual([
        one.key,
        their["type"],
        their["editable"],
      ]);
  }
  expect(own.info.find(({ key }) => key === "sr_type")?.value).toBe(2);
});

test("filters are told as recorded, with pseudo ids and totals", async () => {
  const filter = z.looseObject({ id: z.string(), caption: z.string(), type: z.string() });
  const parsed = z.array(filter).parse(recorded("filters"));
  const own = z.array(filter).parse(await (await ada.get("filters")).json());
  const heads = (filters: typeof own) =>
    filters.map(({ id, caption, type }) => ({ id, caption, type }));
  expect(heads(own)).toEqual(heads(parsed));
  for (const [index, their] of parsed.entries())
    expect(shapeOf(own[index])).toEqual(shapeOf(their));
  const status = await (await ada.get("filters/status?limit=2&offset=1")).json();
  expect(status).toMatchObject({
    metadata: { limit: 2, offset: 1, total: 9 },
    values: [{ id: "${list.all}" }, { id: "${list.close}" }],
  });
});

test("a list is told as recorded, by id or by name", async () => {
  expect(await (await ada.get("list/known_error?entity=sr")).json()).toEqual(
    recorded("list-known-error"),
  );
  const byName = await (await ada.get("list/responsibility?key=name&fields=values")).json();
  expect(byName).toEqual({
    id: "responsibility",
    values: [
      { id: "ada", caption: "Ada Adler" },
      { id: "abe", caption: "Abe Ames" },
    ],
  });
  expect((await ada.get("list/nonsense")).status).toBe(400);
});

test("refusals have the recorded form", async () => {
  await ada.send("PUT", "sr/1/close", {});
  const closed = await (await ada.send("PUT", "sr/1/close", {})).json();
  expect(closed).toEqual(recorded("error-400-close"));
  const broken = await (
    await ada.send("POST", "ci/1/relation", [{ dest: 9, ciRelationType: 9 }])
  ).json();
  expect(shapeOf(broken)).toEqual(shapeOf(recorded("error-400-ci")));
});

test("users are searched, sorted and typed; permissions answer whole and singly", async () => {
  expect(await ada.ids("users/search?query=TINY.EXAMPLE&sort=first_name&dir=desc")).toEqual([
    "4",
    "3",
    "5",
    "1",
    "2",
  ]);
  expect(await ada.ids("users?type=admin")).toEqual(["1", "2"]);
  expect(await ada.ids("users?type=manager&offset=1&limit=1")).toEqual(["3"]);
  expect(await (await ada.get("users/4/permission/userPermissionHelpDeskView")).json()).toEqual({
    key: "userPermissionHelpDeskView",
    value: "false",
  });
  const all = await (await ada.get("users/1/permission")).json();
  expect(all).toMatchObject({ id: "1", name: "ada", permissions: expect.any(Array) });
});

test("CIs are listed by ids and filters, with types, views and relation types as documented", async () => {
  expect(await ada.ids("ci?ids=1,4&sort=ci_name&dir=asc&fields=ci_name")).toEqual(["4", "1"]);
  expect(await ada.ids("ci?ci_type=6")).toEqual(["4"]);
  expect(await ada.ids(`ci?update_time=${tiny.company.options.now - 2 * 86_400_000},0`)).toEqual([
    "1",
    "2",
  ]);
  expect(await ada.ids("ci?limit=2&offset=2")).toEqual(["3", "4"]);
  const types = await (await ada.get("ci/type")).json();
  expect(types[0]).toEqual({
    id: "1",
    name: "Asset",
    description: "System Asset",
    predefined: "true",
  });
  const relationTypes = await (await ada.get("ci/relationtypes")).json();
  expect(relationTypes[0]).toEqual({
    relationTypeId: 2,
    relationName: "Depends on",
    oppositeRelationName: "Is needed by",
  });
  const view = await (await ada.get("ci/view/1?view=SysAidMobile")).json();
  expect(view.at(-1)).toMatchObject({ key: "id", displayOrder: 6, value: null });
  expect((await ada.get("ci/99999")).status).toBe(400);
});
