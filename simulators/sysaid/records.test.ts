import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SysaidRecord } from "../fleet/model";
import { TINY_NOW } from "../appliance/tiny-company";
import { startTiny, type Caller, type Tiny } from "./test-harness";

const DAY_MS = 86_400_000;
let tiny: Tiny;
let ada: Caller;
beforeAll(async () => {
  tiny = await startTiny({ records: 120 });
  ada = await tiny.signIn("ada");
});
afterAll(() => tiny.close());

const COLUMNS = {
  id: ({ id }: SysaidRecord) => id,
  status: ({ status }: SysaidRecord) => status,
  priority: ({ priority }: SysaidRecord) => priority,
  update_time: ({ updateTime }: SysaidRecord) => updateTime,
  due_date: ({ dueDate }: SysaidRecord) => dueDate,
  title: ({ title }: SysaidRecord) => title.toLowerCase(),
};
type ColumnName = keyof typeof COLUMNS;
const columnName = fc.constantFrom<ColumnName[]>(
  "id",
  "status",
  "priority",
  "update_time",
  "due_date",
  "title",
);
const moment = fc.integer({ min: 0, max: 560 }).map((days) => TINY_NOW - days * DAY_MS);
const range = fc.tuple(fc.option(moment), fc.option(moment));
const query = fc.record({
  statuses: fc.subarray([1, 2, 3, 5, 7, 21]),
  priorities: fc.subarray([1, 2, 3, 4, 5]),
  updated: fc.option(range),
  due: fc.option(range),
  types: fc.option(fc.subarray([1, 4, 6, 10], { minLength: 1 })),
  archived: fc.boolean(),
  sort: fc.uniqueArray(fc.record({ key: columnName, isDescending: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
    selector: ({ key }) => key,
  }),
  limit: fc.integer({ min: 1, max: 40 }),
});
type Query = typeof query extends fc.Arbitrary<infer Value> ? Value : never;

function pathOf(q: Query): string {
  const params = new URLSearchParams({ fields: Object.keys(COLUMNS).join(",") });
  if (q.statuses.length > 0) params.set("status", q.statuses.join(","));
  if (q.priorities.length > 0) params.set("priority", q.priorities.join(","));
  if (q.updated) params.set("update_time", `${q.updated[0] ?? 0},${q.updated[1] ?? 0}`);
  if (q.due) params.set("due_date", `${q.due[0] ?? 0},${q.due[1] ?? 0}`);
  if (q.types) params.set("type", q.types.join(","));
  if (q.archived) params.set("archive", "1");
  params.set("sort", q.sort.map(({ key }) => key).join(","));
  params.set("dir", q.sort.map(({ isDescending }) => (isDescending ? "desc" : "asc")).join(","));
  return params.toString();
}

const within = (at: number | null, limits: Query["due"]) =>
  !limits ||
  (at !== null &&
    (limits[0] === null || at >= limits[0]) &&
    (limits[1] === null || at <= limits[1]));

function expectedIds(q: Query): string[] {
  const matching = tiny.company.sysaid.records.filter(
    (record) =>
      (q.statuses.length === 0 || q.statuses.includes(record.status)) &&
      (q.priorities.length === 0 || q.priorities.includes(record.priority)) &&
      within(record.updateTime, q.updated) &&
      within(record.dueDate, q.due) &&
      (q.types ?? [1]).includes(record.srType) &&
      (q.archived || !record.archived),
  );
  const rank = (record: SysaidRecord, key: ColumnName) => COLUMNS[key](record) ?? -Infinity;
  matching.sort((a, b) => {
    for (const { key, isDescending } of q.sort) {
      const [left, right] = [rank(a, key), rank(b, key)];
      if (left !== right) return left < right === isDescending ? 1 : -1;
    }
    return a.id - b.id;
  });
  return matching.map(({ id }) => String(id));
}

test("any filters, ranges and order give what a naive reading of the company gives, page by page", async () => {
  await fc.assert(
    fc.asyncProperty(query, async (q) => {
      const seen: string[] = [];
      for (;;) {
        const page = await ada.ids(`sr?${pathOf(q)}&limit=${q.limit}&offset=${seen.length}`);
        seen.push(...page);
        if (page.length < q.limit) break;
      }
      const expected = expectedIds(q);
      expect(seen).toEqual(expected);
      const count = await (await ada.get(`sr/count?${pathOf(q)}`)).json();
      expect(count).toEqual({ count: expected.length });
    }),
    { numRuns: 60 },
  );
});

test("a date without a comma is that moment alone", async () => {
  const [record] = tiny.company.sysaid.records;
  expect(await ada.ids(`sr?type=all&archive=1&insert_time=${record?.insertTime}`)).toEqual(["1"]);
  expect((await ada.get("sr?insert_time=yesterday")).status).toBe(400);
});

test("pseudo ids ask for whole classes", async () => {
  const { records } = tiny.company.sysaid;
  const idsWith = (...statuses: number[]) =>
    records.filter(({ status }) => statuses.includes(status)).map(({ id }) => String(id));
  const all = "sr?type=all&archive=1&sort=id&fields=id&status=";
  expect(await ada.ids(`${all}$%7Blist.active%7D`)).toEqual(idsWith(1, 2, 5));
  expect(await ada.ids(`${all}$%7Blist.close%7D`)).toEqual(idsWith(3, 21));
  expect(await ada.ids(`${all}$%7Blist.close%7D,7`)).toEqual(idsWith(3, 7, 21));
  expect(await ada.ids(`${all}$%7Blist.all%7D`)).toHaveLength(records.length);
});

test("a category is asked for by its path or the path's beginning", async () => {
  const count = async (path: string) =>
    (await (await ada.get(`sr/count?type=all&archive=1&problem_type=${path}`)).json()).count;
  expect([await count("Hardware"), await count("Hardware_Printer_Paper")]).toEqual([40, 40]);
  expect([await count("Mail_Old"), await count("Hard")]).toEqual([40, 0]);
});

test("without a type, incidents alone; ids, names and numbers narrow further", async () => {
  const types = (path: string) =>
    ada
      .rows(`${path}&fields=sr_type&archive=1`)
      .then((rows) => new Set(rows.map(({ info }) => info[0]?.value)));
  expect(await types("sr?")).toEqual(new Set([1]));
  expect(await types("sr?type=request,change")).toEqual(new Set([4, 10]));
  expect(await types("sr?type=6")).toEqual(new Set([6]));
  expect(await ada.ids("sr?type=all&archive=1&ids=3,5,99999&sort=id&fields=id")).toEqual([
    "3",
    "5",
  ]);
});

test("a page is at most 500 long, and 500 unless told", async () => {
  const big = await startTiny({ records: 1_200 });
  const caller = await big.signIn("ada");
  for (const limit of ["", "&limit=5000", "&limit=-1", "&limit=x"]) {
    expect(await caller.ids(`sr?type=all&archive=1&fields=id${limit}`)).toHaveLength(500);
  }
  await big.close();
});

test("only fetched columns can be sorted by", async () => {
  const unsorted = await ada.ids("sr?fields=title");
  expect(await ada.ids("sr?fields=title&sort=update_time&dir=desc")).toEqual(unsorted);
  expect(await ada.ids("sr?fields=title,update_time&sort=update_time&dir=desc")).not.toEqual(
    unsorted,
  );
});

test("nothing found is a JSON string, or an empty array where so ordered", async () => {
  expect(await (await ada.get("sr?ids=99999")).json()).toBe("");
  await tiny.control("settings", { emptyAs: "array" });
  expect(await (await ada.get("sr?ids=99999")).json()).toEqual([]);
  await tiny.control("settings", { emptyAs: "string" });
});

test("ordered faults repeat the first page or leave lists empty", async () => {
  const first = await ada.ids("sr?limit=5");
  await tiny.control("faults", { path: "/api/v1/sr", times: 1, fault: { kind: "repeat" } });
  expect(await ada.ids("sr?limit=5&offset=5")).toEqual(first);
  await tiny.control("faults", { path: "/api/v1/sr", times: 1, fault: { kind: "empty" } });
  expect(await (await ada.get("sr?limit=5")).json()).toBe("");
  expect(await ada.ids("sr?limit=5")).toEqual(first);
});

test("a search looks into ids, texts and categories and takes filters too", async () => {
  const ids = await ada.ids("sr/search?query=vpn%20DOWN&type=all&status=1&sort=id&fields=id");
  const expected = tiny.company.sysaid.records.filter(
    ({ title, status, archived }) => title.startsWith("VPN down") && status === 1 && !archived,
  );
  expect(ids).toEqual(expected.map(({ id }) => String(id)));
  expect((await ada.get("sr/search?type=all")).status).toBe(400);
});

test("a view and repeated fields choose columns; all 76 come without them", async () => {
  const [row] = await ada.rows("sr?limit=1");
  expect(row?.info).toHaveLength(76);
  const [viewed] = await ada.rows("sr?limit=1&view=SysAidMobile&fields=timer1&fields=cc");
  const keys = viewed?.info.map(({ key }) => key);
  expect(keys).toHaveLength(15);
  expect(keys).toEqual(expect.arrayContaining(["cc", "timer1", "title", "status"]));
});

test("captions tell times in the account's zone, over the change of clocks", async () => {
  const summer = await startTiny({ records: 1, now: Date.UTC(2026, 6, 1, 16) });
  const caller = await summer.signIn("ada");
  const created = await (
    await caller.send("POST", "sr", {
      info: [{ key: "due_date", value: Date.UTC(2026, 0, 5, 4, 3, 2) }],
    })
  ).json();
  const dates = await caller.rows(`sr?ids=${created.id}&fields=due_date`);
  expect(dates[0]?.info[0]).toMatchObject({ valueCaption: "01/04/2026 11:03:02 PM" });
  const form = await (await caller.get(`sr/${created.id}?fields=due_date`)).json();
  expect(form.info[0].valueCaption).toBe("01/04/2026 11:03:02 PM");
  await caller.send("PUT", `sr/${created.id}`, {
    info: [{ key: "due_date", value: Date.UTC(2026, 6, 1, 4) }],
  });
  const moved = await caller.rows(`sr?ids=${created.id}&fields=due_date`);
  expect(moved[0]?.info[0]).toMatchObject({ valueCaption: "07/01/2026 12:00:00 AM" });
  await summer.close();
});
