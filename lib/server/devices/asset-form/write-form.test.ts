import fc from "fast-check";
import { expect, test } from "vitest";
import { FormResult, FormWriteResult } from "@/lib/contracts/record-form";
import { isSameFormValue, type FormKind, type FormValue } from "@/lib/domain/record-form";
import type { Ref } from "@/lib/domain/ref";
import { createTestAppliances } from "@/simulators/test-appliances";
import { BadRequest, NotFound } from "@/lib/server/failures";
import { readAudit } from "@/lib/server/store/audit-repo";
import { openForm } from "./open-form";
import { readForm, readFormChoices } from "./read-form";
import { writeForm } from "./write-form";
import { ASSET, CI, stageForms } from "./testing/form-stage";

const { company, kace, start } = createTestAppliances();
const stage = stageForms(start);
const { as, valueOf } = stage;

type Values = Record<string, FormValue>;
const form = async (record: Ref, who = "ada") =>
  FormResult.parse(await readForm(as(who), record, { record })).form;
async function put(record: Ref, values: Values, more: { base?: Values; preview?: boolean } = {}) {
  const now = await form(record);
  const seen = Object.fromEntries(now.fields.map(({ key, value }) => [key, value]));
  const write = { record, values, base: { ...seen, ...more.base }, preview: more.preview };
  return FormWriteResult.parse(await writeForm(as("ada"), record, write));
}
/** How many writes KACE has heard. */
async function puts(): Promise<number> {
  const answer = await kace.app.request("/__simulator/requests");
  const heard: unknown = await answer.json();
  const rows = Array.isArray(heard) ? heard : [];
  return rows.filter((row: { method?: string }) => row.method === "PUT").length;
}
const refuseNext = (status: number, body: unknown = {}) =>
  kace.control.faults.order({
    method: "PUT",
    path: "/api/asset/assets/*",
    times: 1,
    fault: { kind: "status", status, body },
  });

test("a form is laid out by its type: kinds, required fields, what cannot be changed and why", async () => {
  const asset = await form(ASSET);
  const kinds = Object.fromEntries(asset.fields.map(({ label, kind }) => [label, kind]));
  expect(kinds).toMatchObject({
    Name: "text",
    Owner: "choice",
    Location: "choice",
    "Purchase Price": "number",
    "Handling Notes": "longText",
    Condition: "text",
    "Used For": "choices",
    Keeper: "choice",
    "Next Audit": "localTime",
    "Warranty Ends": "date",
    Photo: "file",
    "Shelf Label": "other",
  });
  const fieldOf = (label: string) => asset.fields.find((one) => one.label === label);
  expect(fieldOf("Owner")).toMatchObject({ text: "Mia Moss", from: "user" });
  expect(fieldOf("Location")).toMatchObject({ value: "3", text: "Head Office" });
  expect(fieldOf("Cost Centre")?.required).toBe(true);
  expect(fieldOf("Shelf Label")?.readOnly).toContain("Label");
  expect(asset).toMatchObject({
    typeLabel: "Device",
    readOnly: null,
    files: { state: "possible" },
  });
  const ci = await form(CI);
  expect(ci).toMatchObject({ typeLabel: "Asset", title: "PC-1", files: { state: "impossible" } });
  expect(ci.fields.find(({ key }) => key === "ci_type")?.readOnly).not.toBeNull();
});

test("choices are searched where the field's values stand", async () => {
  const of = (record: Ref, field: string, search: string) =>
    readFormChoices(as("ada"), record, { record, field, search });
  expect(await of(ASSET, "owner_id", "LEO")).toMatchObject({ choices: [{ id: "105" }] });
  expect(await of(ASSET, "location_id", "head")).toMatchObject({ choices: [{ id: "3" }] });
  expect(await of(ASSET, "asset_status_id", "")).toMatchObject({
    choices: [{ label: "Active" }, { label: "Retired" }],
    isAll: true,
  });
  expect(await of(CI, "department", "sal")).toMatchObject({ choices: [{ label: "Sales" }] });
  expect(await of(ASSET, "field_10008", "")).toEqual({ choices: null, isAll: true });
  expect(await of(ASSET, "location_id", "a;b,c(d)")).toMatchObject({ choices: [] });
});

const plain = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom(
    "empty",
    "0000-00-00",
    "👩🏽‍🚒 ‮שלום‬",
    "‏עברית עם English",
    "a\nb\r\nc",
    "x".repeat(65_000),
  ),
);
const trimmed = plain.map((text) => text.toWellFormed().trim().slice(0, 65_000) || "named");
const day = fc
  .date({ min: new Date("1971-01-01"), max: new Date("2090-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());
const CONTENT: Partial<Record<FormKind, fc.Arbitrary<FormValue>>> = {
  text: plain.map((text) => text.toWellFormed()),
  longText: plain.map((text) => text.toWellFormed()),
  number: fc.oneof(fc.constant(""), fc.integer().map(String), fc.constantFrom("12.5", "0.01")),
  date: fc.oneof(
    fc.constant(""),
    day.map((iso) => iso.slice(0, 10)),
  ),
  localTime: fc.oneof(
    fc.constant(""),
    day.map((iso) => iso.slice(0, 19)),
  ),
  moment: fc.oneof(fc.constant(""), day),
  flag: fc.constantFrom("true", "false"),
};
/** Fields that take only what they know. */
const OWN: Record<string, fc.Arbitrary<FormValue>> = {
  name: trimmed,
  ci_name: trimmed,
  owner_id: fc.constantFrom("", "103", "105"),
  asset_status_id: fc.constantFrom("", "1", "2"),
  location_id: fc.constantFrom("", "3"),
  field_10007: fc.constantFrom("", "New", "Good", "Worn", "Broken"),
  field_10008: fc.subarray(["Office", "Lab", "Loan", "Kiosk"]),
  field_10009: fc.constantFrom("", "103", "105"),
  field_10017: fc.constantFrom("", "1", "2"),
  field_10020: trimmed,
  owner: fc.constantFrom("", "3", "4"),
  status: fc.constantFrom("", "1"),
  location: fc.constantFrom("", "1"),
  department: fc.constantFrom("", "1", "2"),
  company: fc.constantFrom("", "3"),
  ci_sub_type: fc.constantFrom("", "2"),
  serial: fc.constantFrom("", "SN-1", "SN-100"),
};

test.each([ASSET, CI])(
  "%s reads back exactly what was written, in fields of every kind",
  async (ref) => {
    const { form: start, hands, desk } = await openForm(as("ada"), ref);
    const fields = start.fields.filter(
      ({ readOnly, kind }) => readOnly === null && kind !== "file",
    );
    const contents = fields.map((field) => {
      const content = OWN[field.key] ?? CONTENT[field.kind];
      if (!content) throw new Error(`${field.key} is of the kind ${field.kind}`);
      return content.map((value) => [field.key, value] as const);
    });
    const wishes = fc.tuple(...contents).map((pairs) => new Map(pairs));
    const call = { priority: "person" } as const;
    await fc.assert(
      fc.asyncProperty(wishes, async (values) => {
        await hands.forms?.send(ref, desk.prepare(start, values), call);
        const now = await desk.read(ref, call);
        for (const [key, value] of values) {
          const read = now?.fields.find((field) => field.key === key)?.value ?? "";
          expect(isSameFormValue(read, value), `${key}: ${JSON.stringify([value, read])}`).toBe(
            true,
          );
        }
      }),
      { numRuns: 12 },
    );
  },
);

test("only changed fields are sent, the request can be seen before, and the index hears of it", async () => {
  const values = { field_10001: "A-1", field_10006: "Careful 👀" };
  const before = await puts();
  const preview = await put(ASSET, values, { preview: true });
  const body = { Assets: [values] };
  const request = {
    method: "PUT",
    path: "/api/asset/assets/1",
    body: JSON.stringify(body, null, 2),
  };
  expect(preview).toEqual({ outcome: "preview", request });
  expect(await puts()).toBe(before);
  const saved = await put(ASSET, { ...values, name: String(await valueOf(ASSET, "name")) });
  expect(saved).toMatchObject({ outcome: "saved", request });
  expect(await valueOf(ASSET, "field_10006")).toBe("Careful 👀");
  const audit = (await readAudit(stage.runtime().store.db, 1))[0];
  expect(audit).toMatchObject({
    operation: "devices.edit",
    outcome: "ok",
    detail: { fields: ["field_10001", "field_10006"] },
  });
  expect(await put(ASSET, values)).toMatchObject({ outcome: "saved", request: null });
});

test("what somebody else changed meanwhile is told and not overwritten, until it was seen", async () => {
  await put(ASSET, { field_10001: "theirs" });
  const before = await puts();
  const mine = await put(ASSET, { field_10001: "mine" }, { base: { field_10001: "what I saw" } });
  expect(mine).toMatchObject({
    outcome: "differs",
    differences: [{ key: "field_10001", base: "what I saw", theirs: "theirs" }],
  });
  expect(await puts()).toBe(before);
  expect(
    await put(ASSET, { field_10001: "mine" }, { base: { field_10001: "theirs" } }),
  ).toMatchObject({ outcome: "saved" });
});

test.each([
  ["an empty required field", { field_10020: " " }, "field_10020"],
  ["a word for a number", { field_10005: "dear" }, "field_10005"],
  ["a day that is none", { field_10004: "2026-02-30" }, "field_10004"],
  ["an id that is none", { owner_id: "1;2" }, "owner_id"],
  ["a list where one value is due", { name: ["a"] }, "name"],
  ["a field that is looked at alone", { field_10021: "x" }, "field_10021"],
])("%s is refused at its field before anything is sent", async (_what, values, key) => {
  const before = await puts();
  const result = await put(ASSET, values);
  expect(result).toMatchObject({ outcome: "refused", sent: false });
  expect(result.outcome === "refused" && Object.keys(result.fields)).toEqual([key]);
  expect(await puts()).toBe(before);
});

test("the source's refusal stands at the field that it names, and leaves the others as they were", async () => {
  await put(ASSET, { field_10006: "before" });
  const result = await put(ASSET, { field_10006: "after", field_10007: "Shiny" });
  expect(result).toMatchObject({
    outcome: "refused",
    sent: true,
    fields: { field_10007: "Invalid value for Condition." },
  });
  expect(result.outcome === "refused" && Object.keys(result.fields)).toEqual(["field_10007"]);
  expect(await valueOf(ASSET, "field_10006")).toBe("before");
  const ci = await put(CI, { serial: "new", status: "99" });
  expect(ci).toMatchObject({
    outcome: "refused",
    fields: { status: expect.stringContaining("status") },
  });
});

test("after an answer that says nothing it is unknown, read again and told field by field", async () => {
  refuseNext(500);
  expect(await put(ASSET, { field_10001: "lost" })).toMatchObject({
    outcome: "unknown",
    fields: { field_10001: "not_written" },
  });
  // Carried out, but the answer breaks off.
  kace.control.faults.order({
    method: "PUT",
    path: "/api/asset/assets/*",
    times: 1,
    fault: { kind: "cut" },
  });
  expect(await put(ASSET, { field_10001: "kept" })).toMatchObject({
    outcome: "unknown",
    message: expect.stringContaining("holds the change"),
    fields: { field_10001: "written" },
    form: { ref: ASSET },
  });
  expect((await readAudit(stage.runtime().store.db, 1))[0]).toMatchObject({ outcome: "unknown" });
});

test("who may not write reads the form with the reason, and sends nothing", async () => {
  const before = await puts();
  for (const who of ["rita", "leo"]) {
    const write = { record: ASSET, values: { name: "X" }, base: {} };
    await expect(writeForm(as(who), ASSET, write)).rejects.toThrow(/Forbidden|only|There is no/);
  }
  expect((await form(ASSET, "rita")).readOnly).toContain("only reads");
  expect(await puts()).toBe(before);
});

test("a record of another device, of another kind or of nobody is not there", async () => {
  const other = company.kace.assets.find(({ id }) => id === 2);
  expect(other).toBeDefined();
  await expect(readForm(as("ada"), ASSET, { record: "kace:asset:2" })).rejects.toThrow(NotFound);
  await expect(readForm(as("ada"), ASSET, { record: "nonsense" })).rejects.toThrow(NotFound);
  await expect(readForm(as("ada"), ASSET, { record: "kace:machine:1" })).rejects.toThrow(
    BadRequest,
  );
  const write = { record: ASSET, values: { field_1: "x" }, base: {} };
  await expect(writeForm(as("ada"), ASSET, write)).rejects.toThrow(BadRequest);
});
