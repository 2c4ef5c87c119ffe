import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { refusal, startTiny, type Caller, type Tiny } from "./test-harness";

let tiny: Tiny;
let ada: Caller;
beforeAll(async () => {
  tiny = await startTiny({ records: 60 });
});
afterAll(() => tiny.close());
beforeEach(async () => {
  await tiny.control("reset");
  ada = await tiny.signIn("ada");
});

const COUNT = async (caller: Caller, query = "") => {
  const answer: { count: number } = await (await caller.get(`action/count?${query}`)).json();
  return answer.count;
};
/** The items' values by key. */
async function items(caller: Caller, query: string) {
  const rows = await caller.rows(`action?${query}`);
  return rows.map(({ info }) => Object.fromEntries(info.map(({ key, value }) => [key, value])));
}
const WAITING = 1;
const ACTIVE = 2;
const DONE = 4;
const put = (caller: Caller, id: unknown, decision: string) =>
  caller.send("PUT", `action/${String(id)}/${decision}`);
/** A change that Uma asks for, so that Mia must approve it, and the states of its steps in order. */
async function openChange() {
  const uma = await tiny.signIn("uma");
  const info = [{ key: "title", value: "Move the mail server" }];
  const { id } = await (await uma.send("POST", "sr?type=change", { info })).json();
  const steps = async () => (await items(ada, `ids=${id}`)).map(({ status }) => status);
  return { id: Number(id), approval: Number(id) * 10 + 1, steps };
}

test("changes and some requests have workflows; list, count, filters and pages agree", async () => {
  const all = await items(ada, "archive=1");
  expect(all.length).toBeGreaterThan(10);
  expect(await COUNT(ada, "archive=1")).toBe(all.length);
  expect(new Set(all.map(({ sr_type: type }) => type))).toEqual(new Set([4, 10]));
  for (const query of [
    "type=change",
    "type=request&archive=1",
    "status=active&archive=1",
    `assigned_to=1&archive=1`,
    "query=approve&archive=1",
    "priority=1&archive=1",
    "type=incident&archive=1",
  ]) {
    expect([query, await COUNT(ada, query)]).toEqual([query, (await items(ada, query)).length]);
  }
  expect(await COUNT(ada, "type=incident&archive=1")).toBe(0);
  const active = await items(ada, "archive=1&status=active");
  expect(new Set(active.map(({ status }) => status))).toEqual(new Set([ACTIVE]));
  const pages = [];
  for (let offset = 0; offset < all.length; offset += 7) {
    const page = await ada.ids(`action?archive=1&sort=id&dir=desc&limit=7&offset=${offset}`);
    pages.push(...page.map(Number));
  }
  expect(pages).toEqual(all.map(({ id }) => Number(id)).reverse());
});

test("a row has the document's members, and the fields that were asked for", async () => {
  const [row] = await ada.rows("action?archive=1&fields=title,assigned_to&limit=1");
  expect(row).toMatchObject({
    id: expect.stringMatching(/^\d+$/),
    tabName: "1",
    subTabName: "1",
    hasApproved: expect.any(Boolean),
    hasEmptyRequred: expect.any(Boolean),
  });
  expect(row?.info.map(({ key }) => key)).toEqual(["title", "assigned_to"]);
});

test("an approval lasts and makes the next step active; the last one ends the workflow", async () => {
  const { id, approval, steps } = await openChange();
  expect(await steps()).toEqual([ACTIVE, WAITING, WAITING]);
  expect((await put(ada, approval, "approve")).status).toBe(200);
  expect(await steps()).toEqual([DONE, ACTIVE, WAITING]);
  for (const step of [2, 3]) await put(ada, id * 10 + step, "complete");
  expect(await steps()).toEqual([DONE, 3, 3]);
  expect(await ada.form(`sr/${id}?fields=status`)).toEqual({ status: 21 });
  await put(ada, id * 10 + 2, "reopen");
  expect(await steps()).toEqual([DONE, ACTIVE, 3]);
});

test("a rejection stops the workflow until it is reopened", async () => {
  const { approval, steps } = await openChange();
  await put(ada, approval, "reject");
  expect(await steps()).toEqual([5, WAITING, WAITING]);
  await put(ada, approval, "reopen");
  expect(await steps()).toEqual([ACTIVE, WAITING, WAITING]);
});

test("what makes no sense is refused", async () => {
  const { id } = await openChange();
  const refused = async (step: number, decision: string) =>
    refusal(put(ada, id * 10 + step, decision));
  expect(await refused(1, "complete")).toEqual([400, "Action item cannot be completed"]);
  expect(await refused(2, "approve")).toEqual([400, "Action item cannot be approved"]);
  expect(await refused(2, "complete")).toEqual([400, "Action item is not active"]);
  expect(await refused(1, "reopen")).toEqual([400, "Action item is open"]);
  expect(await refused(9, "approve")).toEqual([400, "Invalid action item id"]);
  expect(await refusal(put(ada, "x", "approve"))).toEqual([400, "Invalid action item id"]);
});

test("a manager finds and decides what is given to them; others may not", async () => {
  await openChange();
  const mia = await tiny.signIn("mia");
  const own = await items(mia, "archive=1");
  expect(own.length).toBeGreaterThan(0);
  expect(new Set(own.map((item) => item["assigned_to"]))).toEqual(new Set([3]));
  const due = (await items(mia, "archive=1&status=active"))[0];
  const [leo, abe] = [await tiny.signIn("leo"), await tiny.signIn("abe")];
  for (const other of [leo, abe]) {
    expect((await put(other, due?.["id"], "approve")).status).toBe(403);
  }
  expect((await put(mia, due?.["id"], "approve")).status).toBe(200);
  expect(await COUNT(leo, "archive=1")).toBe(0);
});

test("workflows of a deleted record are gone, and a reset takes decisions back", async () => {
  const states = async () => (await items(ada, "ids=12")).map(({ status }) => status);
  await put(ada, 121, "approve");
  expect(await states()).toEqual([DONE, ACTIVE]);
  await tiny.control("reset");
  ada = await tiny.signIn("ada");
  expect(await states()).toEqual([ACTIVE, WAITING]);
  await ada.send("DELETE", "sr?ids=12");
  expect((await put(ada, 121, "approve")).status).toBe(400);
});
