import fc from "fast-check";
import { expect, test } from "vitest";
import { createJointCompany, createTestAppliances } from "@/simulators/test-appliances";
import { toRef } from "@/lib/domain/ref";
import { BadRequest, Forbidden } from "@/lib/server/failures";
import { readAudit } from "@/lib/server/store/audit-repo";
import { readTicketChoices } from "./ticket-form";
import { KACE, SYSAID, stageTicketForms } from "./testing/ticket-form-stage";
import { withOwnFields } from "./testing/own-fields";

// The forms of tickets against both systems. ada administers both; leo only asks for help; rita only reads.

const { kace, sysaid, start } = createTestAppliances(withOwnFields(createJointCompany()));
const stage = stageTicketForms(start);
const { as, form, fieldOf, put } = stage;
const lastAudit = async () => (await readAudit(stage.runtime().store.db, 1))[0];

test("a KACE ticket is laid out by its queue: labels, types, lists, what must be filled in", async () => {
  const ticket = await form(KACE);
  expect(ticket).toMatchObject({ typeLabel: "Facilities", readOnly: null });
  const byLabel = new Map(ticket.fields.map((field) => [field.label, field]));
  expect(byLabel.get("Title")).toMatchObject({ kind: "text", required: true });
  expect(byLabel.get("Site")).toMatchObject({
    kind: "choice",
    required: true,
    options: [
      { id: "A", label: "A" },
      { id: "B", label: "B" },
    ],
  });
  expect(byLabel.get("Tools")).toMatchObject({ kind: "choices", from: "values" });
  expect(byLabel.get("Visit")).toMatchObject({ kind: "date" });
  expect(byLabel.get("Chairs")).toMatchObject({ kind: "number" });
  expect(byLabel.get("Urgent")).toMatchObject({ kind: "flag" });
  expect(byLabel.get("Way in")).toMatchObject({ kind: "longText" });
  expect(byLabel.get("Category")).toMatchObject({ kind: "nested" });
  expect(byLabel.get("Queue")?.readOnly).not.toBeNull();
});

test("a SysAid record is laid out by the server, its category as one path of a tree", async () => {
  const record = await form(SYSAID);
  const byKey = new Map(record.fields.map((field) => [field.key, field]));
  expect(byKey.get("title")).toMatchObject({ kind: "text", required: true, section: "Request" });
  expect(byKey.get("status")).toMatchObject({ kind: "choice", from: "status", required: true });
  expect(byKey.get("problem_type")).toMatchObject({ kind: "nested", readOnly: null });
  expect(byKey.has("problem_sub_type")).toBe(false);
  const category = byKey.get("problem_type");
  expect(category?.options?.some(({ id }) => id === category.value)).toBe(true);
  expect(byKey.get("insert_time")?.readOnly).not.toBeNull();
  expect(byKey.get("lock_field")).toMatchObject({ kind: "other" });
});

test("only changed fields are sent, flat; the index and the audit hear of it", async () => {
  const values = { custom_3: "B", custom_4: ["Ladder", "Drill"], title: "Moved 👀" };
  const preview = await put(KACE, values, { preview: true });
  expect(preview).toMatchObject({ outcome: "preview", request: { method: "PUT" } });
  const saved = await put(KACE, values);
  expect(saved).toMatchObject({ outcome: "saved", altered: [] });
  expect(saved.outcome === "saved" && JSON.parse(saved.request?.body ?? "{}")).toEqual({
    Tickets: [{ custom_3: "B", custom_4: "Ladder,Drill", title: "Moved 👀" }],
  });
  expect((await fieldOf(KACE, "custom_4"))?.value).toEqual(["Ladder", "Drill"]);
  expect(await lastAudit()).toMatchObject({
    operation: "tickets.edit",
    outcome: "ok",
    detail: { fields: ["custom_3", "custom_4", "title"] },
  });
  const tree = (await fieldOf(SYSAID, "problem_type"))?.options ?? [];
  const path = tree.at(-1)?.id ?? "";
  const record = { problem_type: path, urgency: "2", cust_text1: "Ü 'quoted'" };
  expect(await put(SYSAID, record)).toMatchObject({ outcome: "saved", altered: [] });
  expect((await fieldOf(SYSAID, "problem_type"))?.value).toBe(path);
});

test("a value that a queue refuses is shown at its field, with those that it takes", async () => {
  const here = await put(KACE, { custom_3: "C" });
  expect(here).toMatchObject({
    outcome: "refused",
    sent: false,
    fields: { custom_3: expect.any(String) },
    allowed: { custom_3: [{ id: "A" }, { id: "B" }] },
  });
  kace.control.faults.order({
    method: "PUT",
    path: "/api/service_desk/tickets/*",
    times: 1,
    fault: {
      kind: "status",
      status: 400,
      body: { errorCode: 400, errorDescription: "Site is not valid for queue" },
    },
  });
  const held = (await fieldOf(KACE, "custom_3"))?.value;
  const there = await put(KACE, { custom_3: held === "A" ? "B" : "A", title: "Kept" });
  expect(there).toMatchObject({
    outcome: "refused",
    sent: true,
    fields: { custom_3: expect.stringContaining("Site is not valid") },
    allowed: { custom_3: [{ id: "A" }, { id: "B" }] },
  });
});

test("required fields are not emptied, and fields that are none are refused", async () => {
  expect(await put(KACE, { custom_3: "" })).toMatchObject({
    outcome: "refused",
    fields: { custom_3: "This field must not be empty." },
  });
  await expect(put(KACE, { nothing: "x" })).rejects.toBeInstanceOf(BadRequest);
  expect(await put(KACE, { custom_9: "many" })).toMatchObject({
    outcome: "refused",
    fields: { custom_9: "This is not a number." },
  });
});

test("what somebody else changed meanwhile is told and not overwritten", async () => {
  await put(SYSAID, { title: "theirs" });
  expect(await put(SYSAID, { title: "mine" }, { base: { title: "seen" } })).toMatchObject({
    outcome: "differs",
    differences: [{ key: "title", base: "seen", theirs: "theirs" }],
  });
  expect((await fieldOf(SYSAID, "title"))?.value).toBe("theirs");
});

test("an answer that is lost is not repeated: the ticket read again tells what stands", async () => {
  sysaid.control.faults.order({
    method: "PUT",
    path: "/api/v1/sr/*",
    times: 1,
    fault: { kind: "status", status: 500, carriedOut: true },
  });
  expect(await put(SYSAID, { title: "written all the same" })).toMatchObject({
    outcome: "unknown",
    fields: { title: "written" },
  });
  expect(await lastAudit()).toMatchObject({ operation: "tickets.edit", outcome: "unknown" });
});

test("choices are searched where they stand: a queue's owners, machines, agents, assets", async () => {
  const of = (ref: typeof KACE, field: string, search: string) =>
    readTicketChoices(as("ada"), ref, { field, search });
  expect(await of(KACE, "owner", "")).toMatchObject({ choices: [{ id: "101" }], isAll: true });
  expect(await of(KACE, "machine", "gam")).toMatchObject({ choices: [{ label: "Gamma" }] });
  expect(await of(KACE, "machine", "a;b,c(d)")).toMatchObject({ choices: [] });
  expect(await of(KACE, "category", "net")).toMatchObject({ choices: [{ label: "Network" }] });
  expect((await of(SYSAID, "responsibility", "")).choices?.length).toBeGreaterThan(0);
  expect((await of(SYSAID, "computer_id", "")).choices?.length).toBeGreaterThan(0);
  expect((await of(SYSAID, "request_user", "leo")).choices).toHaveLength(1);
});

test("who only asks for help sees less and changes less; who only reads changes nothing", async () => {
  const own = toRef("kace", "ticket", 2);
  expect(await fieldOf(own, "owner", "leo")).toMatchObject({ readOnly: expect.any(String) });
  expect(await fieldOf(own, "resolution", "leo")).toBeUndefined();
  expect((await form(KACE, "rita")).readOnly).toContain("only reads");
  await expect(put(KACE, { title: "no" }, { who: "rita" })).rejects.toBeInstanceOf(Forbidden);
});

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom(
    "👩🏽‍🚒 ‮שלום‬ ‏עברית עם English",
    "a\u00a0b\u2028c\ufeffd",
    "<script>alert(1)</script><img src=x onerror=1>",
    "id eq 1,title co x;y (z) %20 + & = #",
    '\'; drop table tickets; -- "quoted" `x` \\n \\u0000',
    "empty",
    "0000-00-00 00:00:00",
    "tab\tline\nfeed\r\ncarriage \u0007 bell \u001b[31m",
    "half \ud800 pair",
    "null \u0000 inside",
    "x".repeat(65_536),
  ),
);

test.each([KACE, SYSAID])(
  "%s: a text of any characters stands in every text field as it was typed, or is refused with a reason",
  async (ref) => {
    const texts = (await form(ref)).fields.filter(
      ({ kind, readOnly }) => readOnly === null && (kind === "text" || kind === "longText"),
    );
    expect(texts.length).toBeGreaterThan(3);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts.map(({ key }) => key)),
        hostile,
        async (key, text) => {
          const before = (await fieldOf(ref, key))?.value;
          const result = await put(ref, { [key]: text });
          const now = (await fieldOf(ref, key))?.value;
          if (result.outcome === "refused") {
            expect(result.fields[key]).toBeTruthy();
            expect(now).toBe(before);
          } else {
            expect(result).toMatchObject({ outcome: "saved", altered: [] });
            expect(now).toBe(text);
          }
        },
      ),
      { numRuns: 25 },
    );
  },
  60_000,
);
