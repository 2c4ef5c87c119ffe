import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startTiny, type Caller, type Tiny } from "./test-harness";

let tiny: Tiny;
let ada: Caller;
beforeAll(async () => {
  tiny = await startTiny();
});
afterAll(() => tiny.close());
beforeEach(async () => {
  await tiny.control("reset");
  ada = await tiny.signIn("ada");
});

const put = (id: string, items: Record<string, unknown>) =>
  ada.send("PUT", `sr/${id}`, {
    id,
    info: Object.entries(items).map(([key, value]) => ({ key, value })),
  });

test("creating answers the new record, which lists, counts and sorts like any other", async () => {
  const answer = await ada.send("POST", "sr?type=request&fields=title,sr_type,status", {
    info: [
      { key: "title", value: "Wi\u2013Fi \u05e9\u05dc\u05d5\u05dd" },
      { key: "problem_type", value: "Hardware_Printer_Paper" },
      { responsibility: 2 },
    ],
  });
  const created = await answer.json();
  expect(created).toMatchObject({
    id: "41",
    info: [
      { key: "status", value: 1 },
      { key: "title", value: "Wi\u2013Fi \u05e9\u05dc\u05d5\u05dd" },
      { key: "sr_type", value: 10 },
    ],
  });
  expect(await ada.form("sr/41")).toMatchObject({
    responsibility: 2,
    problem_type: "Hardware",
    problem_sub_type: "Printer",
    third_level_category: "Paper",
    request_user: 1,
  });
  expect(
    await ada.ids("sr?type=request&sort=insert_time&dir=desc&fields=insert_time&limit=1"),
  ).toEqual(["41"]);
});

test("an update answers nothing, changes what it names, and moves the time of change", async () => {
  const before = await ada.form("sr/1");
  await tiny.control("clock", { advanceMs: 60_000 });
  const now = Date.now();
  const answer = await put("1", {
    priority: "1",
    title: "New",
    insert_time: 5,
    department: 9,
    nonsense: 1,
    cust_text1: "x",
  });
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
  const after = await ada.form("sr/1");
  expect(after).toMatchObject({
    priority: 1,
    title: "New",
    insert_time: before["insert_time"],
    department: before["department"],
    cust_text1: "x",
    update_user: 1,
  });
  expect(await ada.ids(`sr?type=all&archive=1&update_time=${now},0`)).toEqual(["1"]);
});

test("notes append, and none is kept twice however they are sent", async () => {
  const form = await ada.form("sr/1");
  const notes = Array.isArray(form["notes"]) ? form["notes"] : [];
  expect(notes).toMatchObject([{ userName: "abe", text: "Looking at 1" }]);
  const mine = { userName: "ada", createDate: 1_772_000_000_000, text: "Ours" };
  await put("1", { notes: [mine] });
  await put("1", { notes: [...notes, mine] });
  expect((await ada.form("sr/1"))["notes"]).toEqual([...notes, mine]);
});

test("the form alone holds activities, history and notes", async () => {
  await put("1", { status: 5, alertID: 77 });
  const form = await ada.form("sr/1");
  expect(form["activities"]).toMatchObject([{ userId: "abe", description: "Worked" }]);
  expect(form["history"]).toContainEqual(
    expect.objectContaining({ field: "status", newValue: "Pending", updateUser: "ada" }),
  );
  expect(form["alertID"]).toBe(1);
  const [row] = await ada.rows("sr?type=all&archive=1&ids=1&fields=notes,title");
  expect(row?.info.map(({ key }) => key)).toEqual(["title"]);
});

test("closing sets the closing status, time and solution once; a second time is refused", async () => {
  const close = () => ada.send("PUT", "sr/1/close", { solution: "Restarted" });
  expect([(await close()).status, (await ada.form("sr/1"))["status"]]).toEqual([200, 3]);
  expect(await ada.form("sr/1")).toMatchObject({
    solution: "Restarted",
    close_time: expect.any(Number),
  });
  const again = await close();
  expect([again.status, await again.json()]).toEqual([
    400,
    { status: 400, message: "This service record is already closed." },
  ]);
  await put("1", { status: 2 });
  expect(await ada.form("sr/1")).toMatchObject({ close_time: null, reopen_counter: 1, status: 2 });
});

test("the time to repair runs on until the record closes", async () => {
  const { id } = await (await ada.send("POST", "sr", { info: [] })).json();
  await tiny.control("clock", { advanceMs: 600_000 });
  await ada.send("PUT", `sr/${id}/close`, {});
  const closed = Number((await ada.form(`sr/${id}`))["timer1"]);
  expect(closed).toBeGreaterThanOrEqual(600_000);
  await tiny.control("clock", { advanceMs: 600_000 });
  expect((await ada.form(`sr/${id}`))["timer1"]).toBe(closed);
});

test("what makes no sense is refused and changes nothing", async () => {
  const before = await ada.form("sr/1?fields=status,version");
  expect((await put("1", { status: 999 })).status).toBe(400);
  expect((await put("1", { responsibility: 12_345 })).status).toBe(400);
  expect((await put("99999", { status: 2 })).status).toBe(400);
  expect(await ada.form("sr/1?fields=status,version")).toEqual(before);
});

test("an end user creates for nobody else and adds notes alone", async () => {
  const uma = await tiny.signIn("uma");
  const { id } = await (
    await uma.send("POST", "sr", { info: [{ key: "request_user", value: 1 }] })
  ).json();
  await uma.send("PUT", `sr/${id}`, {
    info: [
      { key: "priority", value: 1 },
      { key: "notes", value: [{ text: "Hello" }] },
    ],
  });
  const form = await uma.form(`sr/${id}`);
  expect(form).toMatchObject({
    request_user: 4,
    priority: 5,
    notes: [{ userName: "uma", text: "Hello" }],
  });
  // Record 7 only names her in copy.
  expect((await uma.send("PUT", "sr/7", { info: [] })).status).toBe(403);
});

test("only a SysAid administrator deletes, and all ids or none", async () => {
  const abe = await tiny.signIn("abe");
  expect((await abe.send("DELETE", "sr?ids=1")).status).toBe(403);
  expect((await ada.send("DELETE", "sr?ids=1,99999")).status).toBe(400);
  expect((await ada.send("DELETE", "sr?ids=1,2")).status).toBe(200);
  expect(await ada.ids("sr?type=all&archive=1&ids=1,2,3&fields=id")).toEqual(["3"]);
});

test("reset takes all writes back", async () => {
  await put("1", { title: "Changed" });
  await tiny.control("reset");
  ada = await tiny.signIn("ada");
  expect((await ada.form("sr/1"))["title"]).toBe(tiny.company.sysaid.records[0]?.title);
});

test("relations: valid ones are made though others fail, none twice, and deleting forgives", async () => {
  const relations = async () => (await ada.get("ci/1/relation")).json();
  expect(await relations()).toEqual([{ src: 1, dest: 2, ciRelationType: 4 }]);
  const answer = await ada.send("POST", "ci/1/relation", [
    { dest: 100, ciRelationType: 2 },
    { dest: 3, ciRelationType: 2 },
    { dest: 2, ciRelationType: 11 },
    { dest: 2, ciRelationType: 4 },
  ]);
  expect([answer.status, await answer.json()]).toEqual([
    400,
    { status: 400, message: "Ci:1 Invalid CI id 100,Ci:1 Invalid CI Relation type 11" },
  ]);
  expect(await relations()).toEqual([
    { src: 1, dest: 2, ciRelationType: 4 },
    { src: 1, dest: 3, ciRelationType: 2 },
  ]);
  const gone = await ada.send("DELETE", "ci/1/relation", [
    { dest: 2, ciRelationType: 4 },
    { dest: 77, ciRelationType: 1 },
  ]);
  expect(gone.status).toBe(200);
  expect(await relations()).toEqual([{ src: 1, dest: 3, ciRelationType: 2 }]);
});
