import { expect, test } from "vitest";
import { createJointCompany, createTestAppliances } from "@/simulators/test-appliances";
import { toRef } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import { Forbidden } from "@/lib/server/failures";
import { readAudit } from "@/lib/server/store/audit-repo";
import { readTicket } from "@/lib/server/store/read/tickets";
import { listTicketStarts, listTicketTemplates } from "./new-ticket";
import { stageTicketForms } from "./testing/ticket-form-stage";
import { withOwnFields } from "./testing/own-fields";

// New tickets in both systems. ada administers both; leo only asks for help; rita only reads, and in KACE alone.

const { kace, sysaid, start } = createTestAppliances(withOwnFields(createJointCompany()));
const stage = stageTicketForms(start);
const { as, blank, create } = stage;

const FACILITIES = { source: "kace", kind: "2" } as const;
const HELP_DESK = { source: "kace", kind: "1" } as const;
const INCIDENT = { source: "sysaid", kind: "incident" } as const;

/** How many writes an appliance has heard. */
async function posts(appliance: { app: typeof kace.app }, path: string): Promise<number> {
  const answer = await appliance.app.request("/__simulator/requests");
  const heard: unknown = await answer.json();
  const rows: { method?: string; url?: string }[] = Array.isArray(heard) ? heard : [];
  return rows.filter(({ method, url }) => method === "POST" && url?.split("?")[0] === path).length;
}
const inIndex = (ref: ReturnType<typeof toRef>, who = "ada") =>
  readTicket(stage.runtime().store.db, visibilityOf(as(who).viewer), ref);
const lastAudit = async () => (await readAudit(stage.runtime().store.db, 1))[0];

test("what can be made is told per system: queues, record types and their templates", async () => {
  const { systems } = await listTicketStarts(as("ada"));
  expect(systems.map(({ source, unit, kinds }) => [source, unit, kinds.length])).toEqual([
    ["kace", "queue", 2],
    ["sysaid", "record type", 4],
  ]);
  const leo = (await listTicketStarts(as("leo"))).systems;
  expect(leo.map(({ kinds }) => kinds.length)).toEqual([2, 2]);
  const rita = (await listTicketStarts(as("rita"))).systems;
  expect(rita.map(({ permission }) => permission.allowed)).toEqual([false, false]);
  const { templates } = await listTicketTemplates(as("ada"), FACILITIES);
  expect(templates.map(({ name }) => name)).toEqual([
    "Standard",
    "Hardware request",
    "Urgent, for owners",
  ]);
  const ofSysaid = await listTicketTemplates(as("ada"), INCIDENT);
  expect(ofSysaid.templates).toMatchObject([{ id: "1" }, { id: "39", name: "Wi-Fi problem" }]);
});

test("a KACE ticket from a device: the form knows machine, asset and requester, and makes it whole", async () => {
  const { form, notes } = await blank({ ...FACILITIES, device: toRef("kace", "machine", 1) });
  const valueOf = (key: string) => form.fields.find((field) => field.key === key);
  expect(valueOf("machine")).toMatchObject({ value: "1", text: "Alpha" });
  expect(valueOf("asset")).toMatchObject({ value: "1" });
  expect(valueOf("submitter")).toMatchObject({ value: "101", text: expect.stringMatching(/ada/i) });
  expect(notes).toEqual([]);
  const values = { title: "Chair is broken", machine: "1", asset: "1" };
  expect(await create({ ...FACILITIES, values })).toMatchObject({
    outcome: "refused",
    sent: false,
    fields: { custom_3: expect.any(String) },
    allowed: { custom_3: [{ id: "A" }, { id: "B" }] },
  });
  const made = await create({
    ...FACILITIES,
    values: { ...values, custom_3: "A", custom_4: ["Saw"] },
  });
  if (made.outcome !== "created") throw new Error(JSON.stringify(made));
  expect(await inIndex(made.ref)).toMatchObject({
    title: "Chair is broken",
    deviceRecordRef: "kace:machine:1",
    requesterRef: "kace:user:101",
  });
  expect(await lastAudit()).toMatchObject({
    operation: "tickets.create",
    outcome: "ok",
    detail: { kind: "2", fields: ["title", "machine", "asset", "custom_3", "custom_4"] },
  });
});

test("a SysAid record about a CI names it; a system without a record of it says so", async () => {
  const device = toRef("sysaid", "ci", 1);
  const { form, notes } = await blank({ ...INCIDENT, device });
  expect(form.fields.find(({ key }) => key === "ci")).toMatchObject({ value: "1", text: "PC-1" });
  expect(form.fields.find(({ key }) => key === "request_user")?.value).toBe("1");
  expect(notes).toEqual([]);
  const unknown = await blank({ ...INCIDENT, device: toRef("kace", "machine", 5) });
  expect(unknown.notes).toEqual([expect.stringContaining("SysAid has no record of")]);
});

test("a template begins a ticket, and what its author changes goes with it", async () => {
  const { form } = await blank({ ...FACILITIES, template: "6" });
  expect(form.fields.find(({ key }) => key === "title")?.value).toBe("Hardware: ");
  expect(form.fields.some(({ key }) => key === "cc_list")).toBe(true);
  expect(form.fields.some(({ key }) => key === "category")).toBe(false);
  const wanted = { ...FACILITIES, template: "6", values: { custom_3: "B" } };
  const preview = await create({ ...wanted, preview: true });
  expect(preview.outcome === "preview" && preview.request?.body).toContain("Hardware: ");
  const values = { title: "No network on floor 3", location: "1" };
  const wifi = { ...INCIDENT, template: "39" };
  expect((await blank(wifi)).form.fields.find(({ key }) => key === "location")).toMatchObject({
    required: true,
  });
  const made = await create({ ...wifi, values });
  if (made.outcome !== "created") throw new Error(JSON.stringify(made));
  expect(await inIndex(made.ref)).toMatchObject({
    title: "No network on floor 3",
    description: "Which network, which building, since when?",
    requesterRef: "sysaid:user:1",
  });
});

test("what a system does not take is told at its field, and nothing was made", async () => {
  sysaid.control.faults.order({
    method: "POST",
    path: "/api/v1/sr",
    times: 1,
    fault: { kind: "status", status: 400, body: { status: 400, message: "Company is mandatory" } },
  });
  expect(await create({ ...INCIDENT, values: { title: "Kept" } })).toMatchObject({
    outcome: "refused",
    sent: true,
    fields: { company: expect.stringContaining("mandatory") },
  });
});

test("somebody else asks: the account of the same person in the ticket's system", async () => {
  const leoInSysaid = as("leo").viewer.accounts.sysaid?.ref;
  const { form } = await blank({ ...HELP_DESK, person: leoInSysaid });
  expect(form.fields.find(({ key }) => key === "submitter")).toMatchObject({ value: "105" });
  const leo = await blank({ ...HELP_DESK, person: as("ada").viewer.accounts.kace?.ref }, "leo");
  expect(leo.notes).toHaveLength(1);
});

test("who only asks for help makes tickets of their own; who only reads makes none", async () => {
  const mine = await create({ ...HELP_DESK, values: { title: "Help me" } }, "leo");
  if (mine.outcome !== "created") throw new Error(JSON.stringify(mine));
  expect(await inIndex(mine.ref, "leo")).toMatchObject({ requesterRef: "kace:user:105" });
  const record = await create({ ...INCIDENT, values: { title: "Help me too" } }, "leo");
  if (record.outcome !== "created") throw new Error(JSON.stringify(record));
  expect(await inIndex(record.ref, "leo")).toMatchObject({ title: "Help me too" });
  await expect(create({ ...HELP_DESK, values: { title: "x" } }, "rita")).rejects.toBeInstanceOf(
    Forbidden,
  );
});

const LOST = [
  { appliance: kace, path: "/api/service_desk/tickets", wanted: HELP_DESK, values: {} },
  { appliance: sysaid, path: "/api/v1/sr", wanted: INCIDENT, values: {} },
] as const;

test.each(LOST)(
  "$wanted.source: an answer that was lost is never sent again by itself; what was made is found and offered",
  async ({ appliance, path, wanted }) => {
    const title = `Lost ${wanted.source}`;
    const ticket = { ...wanted, values: { title } };
    appliance.control.faults.order({
      method: "POST",
      path,
      times: 1,
      fault: { kind: "status", status: 500, carriedOut: true },
    });
    const before = await posts(appliance, path);
    const lost = await create(ticket);
    expect(await posts(appliance, path)).toBe(before + 1);
    expect(lost).toMatchObject({ outcome: "unknown", found: [{ title }] });
    expect(await lastAudit()).toMatchObject({ operation: "tickets.create", outcome: "unknown" });
    if (lost.outcome !== "unknown") throw new Error("told");
    const found = lost.found?.[0]?.ref;
    expect(found && (await inIndex(found))).toMatchObject({ title });
    const again = await create({ ...ticket, sentBefore: lost.sentAt });
    expect(again).toMatchObject({ outcome: "unknown", found: [{ title }] });
    expect(await posts(appliance, path)).toBe(before + 1);
    expect(await create(ticket)).toMatchObject({ outcome: "created" });
  },
);

test.each(LOST)(
  "$wanted.source: a request that was cut before it arrived leaves nothing to be found, and may go again",
  async ({ appliance, path, wanted }) => {
    const ticket = { ...wanted, values: { title: `Cut ${wanted.source}` } };
    appliance.control.faults.order({ method: "POST", path, times: 1, fault: { kind: "reset" } });
    const lost = await create(ticket);
    expect(lost).toMatchObject({ outcome: "unknown", found: [] });
    if (lost.outcome !== "unknown") throw new Error("told");
    expect(await create({ ...ticket, sentBefore: lost.sentAt })).toMatchObject({
      outcome: "created",
    });
  },
);

const TEXTS = [
  "👩🏽‍🚒 ‮שלום‬ ‏עברית",
  "a\u00a0b\u2028c",
  "<script>alert(1)</script>",
  "id eq 1,title co x;y (z) & + %20",
  '\'; drop table tickets; -- "x"',
  "empty",
  "tab\tbell \u0007 line\r\nend",
  "x".repeat(65_536),
] as const;

test.each([
  { wanted: HELP_DESK, body: "summary" },
  { wanted: INCIDENT, body: "description" },
])(
  "$wanted.source: a new ticket holds texts of any characters as they were typed",
  async ({ wanted, body }) => {
    for (const [at, text] of TEXTS.entries()) {
      const made = await create({ ...wanted, values: { title: `Text ${at}`, [body]: text } });
      if (made.outcome !== "created") throw new Error(JSON.stringify(made).slice(0, 300));
      expect((await stage.fieldOf(made.ref, body))?.value).toBe(text);
    }
    const refused = await create({ ...wanted, values: { title: "x", [body]: "null \0" } });
    expect(refused).toMatchObject({ outcome: "refused", sent: false });
  },
);
