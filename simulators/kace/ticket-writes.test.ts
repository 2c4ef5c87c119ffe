import { expect, test } from "vitest";
import { serveSimulator, type Caller } from "./test-client";

const { control, signIn } = serveSimulator();
const TICKETS = "/api/service_desk/tickets";
const SHAPING = {
  shaping:
    "hd_ticket all,status limited,owner limited,priority limited,submitter limited,category limited",
};
const write = (caller: Caller, ticket: object, id?: number, method = "POST") =>
  caller.send(method, id === undefined ? TICKETS : `${TICKETS}/${id}`, { Tickets: [ticket] });
const read = async (caller: Caller, id: number) =>
  (await caller.rows(`${TICKETS}/${id}`, SHAPING))[0];

test.each(["POST", "PUT"])(
  "an update by %s takes flat and nested ids, shows at once and moves modified",
  async (method) => {
    const abe = await signIn("abe");
    control.clock.advance(60_000);
    const answer = await write(
      abe,
      { status: 13, owner: { id: "102" }, priority_id: "10", title: "New, title" },
      2,
      method,
    );
    expect(answer).toMatchObject({ status: 200, body: { Result: "Success", IDs: [2] } });
    expect(await read(await signIn("ada"), 2)).toMatchObject({
      title: "New, title",
      modified: "2026-03-01 07:01:00",
      status: { id: 13, name: "Closed", state: "closed" },
      owner: { user_name: "abe" },
      priority: { name: "High" },
    });
    const last = (await abe.rows(`${TICKETS}/2/changes`)).at(-1);
    expect(last).toMatchObject({ user_id: 102, timestamp: "2026-03-01 07:01:00", comment: "" });
    expect(last?.["description"]).toContain('Changed ticket Owner from "Unassigned" to "abe".');
    expect(
      (await abe.rows(TICKETS, { filtering: "modified gt 2026-03-01 07:00:59" })).map(
        (row) => row["id"],
      ),
    ).toEqual([2]);
  },
);

test("a due date set by hand holds over another priority, none too, until it is let go of", async () => {
  const ada = await signIn("ada");
  const dueAfter = async (ticket: object) => {
    await write(ada, ticket, 10, "PUT");
    return (await read(ada, 10))?.["due_date"];
  };
  const none = "0000-00-00 00:00:00";
  const byAgreement = await dueAfter({ priority: 10 });
  expect(byAgreement).not.toBe(none);
  const mine = "2026-07-04 09:00:00";
  expect(await dueAfter({ due_date: mine, is_manual_due_date: 1 })).toBe(mine);
  expect(await dueAfter({ priority: 11 })).toBe(mine);
  expect(await dueAfter({ due_date: none, is_manual_due_date: 1 })).toBe(none);
  expect(await dueAfter({ priority: 10 })).toBe(none);
  expect(await dueAfter({ is_manual_due_date: 0 })).toBe(byAgreement);
});

test("a comment is a change, for all or for owners only", async () => {
  const abe = await signIn("abe");
  await write(abe, { change: { comment: "<b>Hello</b>, all" } }, 1, "PUT");
  await write(abe, { change: { comment: "Between us", owners_only: 1 } }, 1);
  expect((await abe.rows(`${TICKETS}/1/changes`)).slice(-2)).toMatchObject([
    { comment: "<b>Hello</b>, all", owners_only: 0, description: "" },
    { comment: "Between us", owners_only: 1 },
  ]);
  const uma = await signIn("uma");
  expect((await uma.rows(`${TICKETS}/1/changes`)).at(-1)).toMatchObject({
    comment: "<b>Hello</b>, all",
  });
});

test("no owner is written as 0, null or an empty text", async () => {
  const ada = await signIn("ada");
  for (const [id, owner] of [
    [1, 0],
    [3, null],
    [5, ""],
  ] as const) {
    await write(ada, { owner }, id);
    expect(await read(ada, id)).not.toHaveProperty("owner");
  }
});

test.each([
  { status: 21 },
  { priority: { id: 99 } },
  { category: 22 },
  { impact: 21 },
  { owner: 103 },
  { owner: 9999 },
  { machine: 99 },
  { title: " " },
  { due_date: "tomorrow" },
  { status: "Closed" },
])("%j is refused for a ticket of queue 1, and nothing changes", async (wish) => {
  const ada = await signIn("ada");
  const before = await read(ada, 1);
  const answer = await write(ada, { summary: "changed", ...wish }, 1);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ errorCode: -1, errorDescription: expect.any(String) });
  expect(await read(ada, 1)).toEqual(before);
  expect(await ada.rows(`${TICKETS}/1/changes`)).toHaveLength(4);
});

test("the owner's refusal names the queue whose owners do not hold them", async () => {
  const answer = await write(await signIn("ada"), { owner: 102 }, 4);
  expect(answer.body["errorDescription"]).toMatch(/not a ticket owner of queue Facilities/);
});

test("a new ticket takes its queue's defaults and its priority's due date, and is found", async () => {
  const abe = await signIn("abe");
  const { body } = await write(abe, {
    title: "Fresh",
    hd_queue_id: 2,
    submitter: 104,
    custom_3: "B",
  });
  expect(body).toEqual({ Result: "Success", IDs: [13] });
  expect(await read(abe, 13)).toMatchObject({
    hd_queue_id: 2,
    status: { name: "New" },
    priority: { name: "Medium" },
    category: { name: "Network" },
    submitter: { user_name: "uma" },
    created: "2026-03-01 07:00:00",
    due_date: "2026-03-01 09:00:00",
    custom_3: "B",
  });
  expect(
    (await abe.rows(TICKETS, { filtering: "title eq fresh" })).map((row) => row["id"]),
  ).toEqual([13]);
  expect(await abe.rows(`${TICKETS}/13/changes`)).toMatchObject([
    { description: "Ticket Created", user_id: 102 },
  ]);
});

test("several new tickets are stored together or not at all", async () => {
  const ada = await signIn("ada");
  const both = (second: object) =>
    ada.send("POST", TICKETS, { Tickets: [{ title: "One" }, second] });
  expect((await both({ title: "Two", hd_queue_id: 9 })).status).toBe(400);
  expect((await ada.get(TICKETS)).body["Count"]).toBe(12);
  expect((await both({ title: "Two" })).body["IDs"]).toEqual([13, 14]);
});

test("the read-only administrator reads and never writes", async () => {
  const rita = await signIn("rita");
  expect((await write(rita, { title: "x" })).status).toBe(403);
  expect((await write(rita, { change: { comment: "x" } }, 1)).status).toBe(403);
  expect((await rita.send("POST", `${TICKETS}/1/work`, { Work: [{ note: "x" }] })).status).toBe(
    403,
  );
  expect(await rita.rows(`${TICKETS}/1/changes`)).toHaveLength(4);
});

test("a standard user opens and comments own tickets, and changes nothing else", async () => {
  const uma = await signIn("uma");
  expect((await write(uma, { title: "Help", hd_queue_id: 1 })).body["IDs"]).toEqual([13]);
  expect((await write(uma, { change: { comment: "Any news?" } }, 1)).status).toBe(200);
  expect((await write(uma, { change: { comment: "x", owners_only: true } }, 1)).status).toBe(403);
  expect((await write(uma, { status: 13 }, 1)).status).toBe(403);
  expect((await write(uma, { change: { comment: "x" } }, 2)).status).toBe(404);
});

test("work is added and listed", async () => {
  const abe = await signIn("abe");
  const work = {
    note: "Swapped the fuser",
    start: "2026-03-01 06:00:00",
    stop: "2026-03-01 06:45:00",
  };
  const { body } = await abe.send("POST", `${TICKETS}/1/work/`, { Work: [work] });
  const rows = await abe.rows(`${TICKETS}/1/work`);
  expect(rows.at(-1)).toMatchObject({ ...work, user_id: 102 });
  expect(body["IDs"]).toEqual([rows.at(-1)?.["id"]]);
});

test("a body that is no ticket is refused, and a reset takes writes back", async () => {
  const ada = await signIn("ada");
  for (const body of [null, {}, { Tickets: [] }, { Tickets: [5] }])
    expect((await ada.send("POST", TICKETS, body)).status).toBe(400);
  await write(ada, { title: "Fresh" });
  control.reset();
  expect((await (await signIn("ada")).get(TICKETS)).body["Count"]).toBe(12);
});
