import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { refusal, startTiny, type Caller, type Tiny } from "./test-harness";

let tiny: Tiny;
let abe: Caller;
beforeAll(async () => {
  tiny = await startTiny();
});
afterAll(() => tiny.close());
beforeEach(async () => {
  await tiny.control("reset");
  abe = await tiny.signIn("abe");
});

const infoOf = (items: Record<string, unknown>) => ({
  info: Object.entries(items).map(([key, value]) => ({ key, value })),
});

test("a new CI lists, filters, relates and names itself like any other", async () => {
  const answer = await abe.send(
    "POST",
    "ci",
    infoOf({
      ci_name: "Print service",
      ci_type: "6",
      company: "3",
      ci_cust_text_1: "short",
      ci_cust_date_1: "1636282614000",
      id: 77,
    }),
  );
  expect(await answer.json()).toMatchObject({ id: "5" });
  expect(await abe.form("ci/5")).toMatchObject({
    ci_name: "Print service",
    ci_type: 6,
    company: 3,
    ci_cust_text_1: "short",
    ci_cust_date_1: 1_636_282_614_000,
  });
  expect(await abe.ids("ci?ci_type=6&fields=id")).toEqual(["4", "5"]);
  expect(await abe.ids("ci?ci_cust_date_1=1636282614000&fields=id")).toEqual(["5"]);
  const relation = [{ dest: 5, ciRelationType: 2 }];
  expect((await abe.send("POST", "ci/4/relation", relation)).status).toBe(200);
  await abe.send("PUT", "sr/1", infoOf({ ci: 5 }));
  const record = await (await abe.get("sr/1?fields=ci")).json();
  expect(record.info).toMatchObject([{ value: 5, valueCaption: "Print service" }]);
});

test("an update changes what it names, in every documented spelling, and moves the time of change", async () => {
  const before = await abe.form("ci/1");
  await tiny.control("clock", { advanceMs: 60_000 });
  const now = Date.now();
  const answer = await abe.send("PUT", "ci/1", {
    id: "1",
    info: [
      { key: "accept_date", value: 1391756438000 },
      { key: "location", value: 1 },
      { owner: "abe" },
      { key: "insert_time", value: 5 },
      { key: "nonsense", value: 1 },
    ],
  });
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
  const after = await abe.form("ci/1");
  expect(after).toMatchObject({
    ...before,
    owner: 2,
    accept_date: 1_391_756_438_000,
    update_time: expect.any(Number),
  });
  expect(await abe.ids(`ci?update_time=${now},0&fields=id`)).toEqual(["1"]);
});

test("what makes no sense is refused and changes nothing", async () => {
  const before = await abe.form("ci/1");
  const refused: [string, string, Record<string, unknown>, string][] = [
    ["POST", "ci", { ci_name: "x" }, "Missing mandatory field ci_type"],
    ["POST", "ci", { ci_type: 1 }, "Missing mandatory field ci_name"],
    ["POST", "ci", { ci_name: "x", ci_type: 69 }, "Invalid value for ci_type"],
    ["PUT", "ci/1", { ci_name: " " }, "Invalid value for ci_name"],
    ["PUT", "ci/1", { owner: "nobody" }, "Invalid value for owner"],
    ["PUT", "ci/1", { status: 99 }, "Invalid value for status"],
    ["PUT", "ci/1", { accept_date: "soon" }, "Invalid value for accept_date"],
    ["PUT", "ci/99", { ci_name: "x" }, "Invalid CI id 99"],
  ];
  for (const [method, path, items, message] of refused) {
    expect(await refusal(abe.send(method, path, infoOf(items)))).toEqual([400, message]);
  }
  expect(await abe.form("ci/1")).toEqual(before);
  expect(await abe.ids("ci?fields=id")).toHaveLength(4);
});

test("a view tells its fields for a type, the id among them", async () => {
  const fields = await (await abe.get("ci/view/1?view=barcode_book")).json();
  expect(fields.map(({ key }: { key: string }) => key)).toContain("id");
  expect(fields[0]).toMatchObject({ key: "ci_type", value: null, displayOrder: 1 });
  expect(await refusal(abe.get("ci/view/1"))).toEqual([400, "Missing view"]);
  expect(await refusal(abe.get("ci/view/69?view=x"))).toEqual([400, "Invalid CI type"]);
});

test("end users neither create nor change", async () => {
  const uma = await tiny.signIn("uma");
  expect((await uma.send("POST", "ci", infoOf({ ci_name: "x", ci_type: 1 }))).status).toBe(403);
  expect((await uma.send("PUT", "ci/1", infoOf({ ci_name: "x" }))).status).toBe(403);
});
