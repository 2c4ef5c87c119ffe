import { expect, test } from "vitest";
import { serveSimulator, type Caller } from "./test-client";

const { signIn } = serveSimulator();
const QUEUES = "/api/service_desk/queues";
const TICKETS = "/api/service_desk/tickets";
const SHAPING = {
  shaping:
    "hd_ticket all,status limited,owner limited,priority limited,category limited,impact limited",
};
const read = async (caller: Caller, id: number) =>
  (await caller.rows(`${TICKETS}/${id}`, SHAPING))[0];
const names = (rows: Record<string, unknown>[]) => rows.map((row) => row["template_name"]);
const lastChange = async (caller: Caller, id: number) =>
  (await caller.rows(`${TICKETS}/${id}/changes`)).at(-1);

test("a queue's ticket templates are listed with all that queries can ask, and read one by one", async () => {
  const ada = await signIn("ada");
  expect((await ada.get(`${QUEUES}/1/patterns/`)).body).toMatchObject({
    Count: 4,
    Patterns: [
      { id: 1, template_name: "Standard", queue_id: 1, is_default: 1, is_enabled: 1 },
      {},
      {},
      {},
    ],
  });
  const query = { filtering: "is_process_only eq 1", shaping: "hd_ticket_template limited" };
  expect(await ada.rows(`${QUEUES}/1/patterns`, query)).toEqual([
    { id: 4, template_name: "Process step" },
  ]);
  expect(names(await ada.rows(`${QUEUES}/1/patterns/3`))).toEqual(["Urgent, for owners"]);
  expect(await ada.rows(`${QUEUES}/1/patterns/5`)).toEqual([]);
  expect((await ada.get(`${QUEUES}/9/patterns`)).status).toBe(404);
});

test("templates for a new ticket leave processes out, and those for owners alone reach owners alone", async () => {
  const forCreate = async (user: string, queue: number) =>
    names(
      await (
        await signIn(user)
      ).rows(`${QUEUES}/${queue}/patterns`, { filterOptions: "forCreate" }),
    );
  expect(await forCreate("abe", 1)).toEqual(["Standard", "Hardware request", "Urgent, for owners"]);
  expect(await forCreate("abe", 2)).toEqual(["Standard", "Hardware request"]);
  expect(await forCreate("uma", 1)).toEqual(["Standard", "Hardware request"]);
  expect(names(await (await signIn("uma")).rows(`${QUEUES}/1/patterns`))).toHaveLength(2);
});

test("a template shapes the new ticket's form and its fields", async () => {
  const uma = await signIn("uma");
  const form = `${QUEUES}/1/ticket_template`;
  expect(await uma.rows(form)).toMatchObject([{ hd_queue_id: 1, title: "", category: { id: 11 } }]);
  expect(await uma.rows(form, { pattern: "2" })).toMatchObject([
    { title: "Hardware: ", category: { id: 12 }, submitter: { id: 104 } },
  ]);
  const keys = async (query: Record<string, string>) =>
    (await uma.rows(`${QUEUES}/1/fields`, query)).map((row) => row["jsonKey"]);
  expect(await keys({})).toContain("asset");
  expect(await keys({ pattern: "2" })).not.toContain("asset");
  for (const pattern of ["3", "6", "x"])
    expect((await uma.get(form, { pattern })).status, pattern).toBe(400);
});

test("the settings answer the service desk's words", async () => {
  const { status, body } = await (await signIn("uma")).get("/api/service_desk/settings/");
  expect([status, body]).toMatchObject([200, { terminology: { ticket: "Ticket" } }]);
});

test("statistics answer several queries at once, each within what the caller may see", async () => {
  const Stats = [
    { filtering: "status.state eq closed", shaping: "hd_ticket limited", paging: "limit 1" },
    { filtering: "owner.id nex" },
  ];
  const ask = async (user: string) =>
    (await (await signIn(user)).send("POST", `${TICKETS}/stats/`, { Stats })).body["Stats"];
  expect(await ask("rita")).toEqual([
    { ...Stats[0], result: [{ id: 2, title: "100% CPU 2" }] },
    { ...Stats[1], paging: "", shaping: "", result: expect.any(Array) },
  ]);
  expect(await ask("kim")).toMatchObject([{ result: [] }, { result: [] }]);
});

test.each([
  null,
  {},
  { Stats: [] },
  { Stats: [{ filtering: 5 }] },
  { Stats: [{ filtering: "no eq 1" }] },
])("statistics refuse %j", async (body) => {
  const answer = await (await signIn("ada")).send("POST", `${TICKETS}/stats`, body);
  expect(answer).toMatchObject({ status: 400, body: { errorCode: -1 } });
});

test("approval is given, taken back and turned into a rejection, each time with its note", async () => {
  const abe = await signIn("abe");
  const decide = (verb: string, body: unknown = { approvalNote: `I ${verb}` }) =>
    abe.send("POST", `${TICKETS}/3/${verb}`, body);
  expect((await decide("clearApproval")).status).toBe(400);
  expect((await decide("approve")).body).toEqual({ Result: "Success", IDs: [3] });
  expect(await read(abe, 3)).toMatchObject({ approval: "approved" });
  expect(await lastChange(abe, 3)).toMatchObject({
    user_id: 102,
    comment: "I approve",
    description: 'Changed ticket Approval from "pending" to "approved".',
  });
  expect((await decide("clearApproval", undefined)).status).toBe(200);
  expect(await read(abe, 3)).toMatchObject({ approval: "pending" });
  expect((await decide("reject", {})).status).toBe(200);
  expect(await read(abe, 3)).toMatchObject({ approval: "rejected" });
  expect((await decide("approve", { approvalNote: 5 })).status).toBe(400);
});

test("a submitter's manager approves too; others who see the ticket do not, and strangers find none", async () => {
  const approve = async (user: string) =>
    (await (await signIn(user)).send("POST", `${TICKETS}/4/approve`, {})).status;
  expect(await approve("uma")).toBe(403);
  expect(await approve("leo")).toBe(404);
  expect(await approve("rita")).toBe(403);
  expect(await approve("mia")).toBe(200);
  expect((await (await signIn("ada")).send("POST", `${TICKETS}/1/approve`, {})).status).toBe(400);
});

test("a ticket tells who is asked, and the note of the decision", async () => {
  const [abe, mia] = [await signIn("abe"), await signIn("mia")];
  expect(await read(abe, 4)).toMatchObject({ approval: "pending", approver_id: 103 });
  expect(await read(abe, 1)).toMatchObject({ approver_id: 0, approval_note: "" });
  await mia.send("POST", `${TICKETS}/4/reject`, { approvalNote: "Too dear" });
  expect(await read(abe, 4)).toMatchObject({ approval: "rejected", approval_note: "Too dear" });
  await abe.send("POST", `${TICKETS}/4/clearApproval`, undefined);
  expect(await read(abe, 4)).toMatchObject({ approval: "pending", approval_note: "" });
});

test("a clone is a form with the ticket's words and no id, and creates nothing", async () => {
  const rita = await signIn("rita");
  const [form] = await rita.rows(`${TICKETS}/2/clone`);
  expect(form).toMatchObject({
    title: "100% CPU 2",
    hd_queue_id: 1,
    machine: { id: 2 },
    custom_1: "Room 2",
    resolution: "",
  });
  expect(form).not.toHaveProperty("id");
  expect((await rita.get(TICKETS)).body["Count"]).toBe(12);
  expect((await (await signIn("uma")).get(`${TICKETS}/2/clone`)).status).toBe(404);
  const { body } = await (await signIn("abe")).send("POST", TICKETS, { Tickets: [form] });
  expect(body["IDs"]).toEqual([13]);
});

test("a moved ticket keeps what the new queue has by name and takes its defaults elsewhere", async () => {
  const abe = await signIn("abe");
  expect((await abe.send("PUT", `${TICKETS}/1/move_to_queue/2/`, {})).body["IDs"]).toEqual([1]);
  const moved = await read(abe, 1);
  expect(moved).toMatchObject({
    hd_queue_id: 2,
    status: { id: 22, name: "Opened" },
    priority: { id: 21, name: "Medium" },
    category: { id: 22, name: "Hardware" },
    custom_1: "Room 1",
  });
  expect(moved).not.toHaveProperty("owner");
  expect(await lastChange(abe, 1)).toMatchObject({
    description: 'Changed ticket Queue from "Help Desk" to "Facilities".',
  });
});

test("moves are refused to unknown queues, for foreign tickets and for standard users", async () => {
  const move = async (user: string, path: string) =>
    (await (await signIn(user)).send("PUT", `${TICKETS}/${path}`, {})).status;
  expect(await move("ada", "1/move_to_queue/9")).toBe(404);
  expect(await move("ada", "99/move_to_queue/2")).toBe(404);
  expect(await move("uma", "1/move_to_queue/2")).toBe(403);
  expect(await move("uma", "2/move_to_queue/2")).toBe(404);
  expect(await move("rita", "1/move_to_queue/2")).toBe(403);
});

test("a ticket takes another template of its own queue, for those who may use it", async () => {
  const put = async (user: string, path: string) =>
    (await (await signIn(user)).send("PUT", `${TICKETS}/${path}`, {})).status;
  expect(await put("abe", "1/switch_pattern/2")).toBe(200);
  expect(await lastChange(await signIn("abe"), 1)).toMatchObject({
    description: 'Changed ticket Ticket Template from "Standard" to "Hardware request".',
  });
  expect(await put("abe", "1/switch_pattern/6")).toBe(400);
  expect(await put("abe", "4/switch_pattern/7")).toBe(400);
  expect(await put("ada", "1/switch_pattern/99")).toBe(404);
  expect(await put("uma", "1/switch_pattern/2")).toBe(403);
});

test("a ticket read under its template leaves out what the template hides", async () => {
  const abe = await signIn("abe");
  await abe.send("PUT", `${TICKETS}/2/switch_pattern/2`, {});
  const query = { shaping: "hd_ticket all,category limited,asset limited" };
  const keys = async (more: Record<string, string>) =>
    Object.keys((await abe.rows(`${TICKETS}/2`, { ...query, ...more }))[0] ?? {});
  expect(await keys({})).toEqual(expect.arrayContaining(["summary", "category", "asset"]));
  const shown = await keys({ applyPattern: "1" });
  expect(shown).toContain("summary");
  expect(shown).not.toContain("category");
  expect(shown).not.toContain("asset");
});

test("a deleted ticket is gone for good, and its number is not given again", async () => {
  const ada = await signIn("ada");
  expect((await ada.send("DELETE", `${TICKETS}/12`, undefined)).body).toEqual({
    Result: "Success",
    IDs: [12],
  });
  expect(await ada.rows(`${TICKETS}/12`)).toEqual([]);
  expect(await ada.rows(`${TICKETS}/12/changes`)).toEqual([]);
  expect((await ada.get(TICKETS)).body["Count"]).toBe(11);
  expect((await ada.send("DELETE", `${TICKETS}/12`, undefined)).status).toBe(404);
  const { body } = await ada.send("POST", TICKETS, { Tickets: [{ title: "Next" }] });
  expect(body["IDs"]).toEqual([13]);
  await ada.send("DELETE", `${TICKETS}/3`, undefined);
  expect((await ada.rows(`${TICKETS}/4`))[0]).toMatchObject({ id: 4 });
});

test.each(["abe", "rita", "uma"])("%s deletes no tickets", async (user) => {
  const caller = await signIn(user);
  expect((await caller.send("DELETE", `${TICKETS}/1`, undefined)).status).toBe(403);
  expect((await (await signIn("ada")).get(TICKETS)).body["Count"]).toBe(12);
});

test("a change is shown to owners alone, and to all again", async () => {
  const [abe, uma] = [await signIn("abe"), await signIn("uma")];
  const seen = async () => (await uma.rows(`${TICKETS}/1/changes`)).map((row) => row["id"]);
  const limit = (caller: Caller, path: string, owners_only: unknown) =>
    caller.send("PUT", `${TICKETS}/${path}`, { Changes: [{ owners_only }] });
  expect(await seen()).toEqual([1, 2, 4]);
  expect((await limit(abe, "1/change/2", 1)).body).toEqual({ Result: "Success", IDs: [2] });
  expect(await seen()).toEqual([1, 4]);
  expect(await abe.rows(`${TICKETS}/1/changes/2/`)).toMatchObject([{ id: 2, owners_only: 1 }]);
  expect(await uma.rows(`${TICKETS}/1/changes/2`)).toEqual([]);
  await limit(abe, "1/change/3", false);
  expect(await seen()).toEqual([1, 3, 4]);
  expect((await limit(uma, "1/change/1", 1)).status).toBe(403);
  expect((await limit(uma, "1/change/2", 0)).status).toBe(404);
  expect((await limit(await signIn("rita"), "1/change/1", 1)).status).toBe(403);
  expect((await limit(abe, "2/change/1", 1)).status).toBe(404);
  expect((await limit(abe, "1/change/1", "perhaps")).status).toBe(400);
});

test("work is read alone and removed, by owners and administrators", async () => {
  const abe = await signIn("abe");
  const work = `${TICKETS}/1/work`;
  expect(await abe.rows(`${work}/1/`)).toMatchObject([{ id: 1, hd_ticket_id: 1, note: "Worked" }]);
  await abe.send("POST", work, { Work: [{ note: "More", adjustment_hours: "1.5" }] });
  expect((await abe.rows(work)).at(-1)).toMatchObject({ note: "More", adjustment_hours: "1.50" });
  const remove = async (user: string, path: string) =>
    (await (await signIn(user)).send("DELETE", `${TICKETS}/${path}`, undefined)).status;
  expect(await remove("uma", "1/work/1")).toBe(403);
  expect(await remove("rita", "1/work/1")).toBe(403);
  expect(await remove("abe", "2/work/1")).toBe(404);
  expect(await remove("abe", "1/work/1")).toBe(200);
  expect(await abe.rows(`${work}/1`)).toEqual([]);
  expect(await abe.rows(work)).toHaveLength(1);
});
