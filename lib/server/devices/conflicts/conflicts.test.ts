import { beforeAll, expect, test } from "vitest";
import type { ConflictAnswer } from "@/lib/contracts/conflict-fields";
import {
  AnswerConflictsResult,
  ListConflictsQuery,
  ListConflictsResult,
} from "@/lib/contracts/conflicts";
import type { AttributeName } from "@/lib/domain/merge/attributes";
import { toRef } from "@/lib/domain/ref";
import { createJointCompany, createTestAppliances } from "@/simulators/test-appliances";
import { Forbidden } from "@/lib/server/failures";
import { readDevice } from "@/lib/server/devices/read-device";
import { readAudit } from "@/lib/server/store/audit-repo";
import { rejoinDevices } from "@/lib/server/store/join/devices";
import { applyDeviceRecords } from "@/lib/server/store/write/apply";
import { readDevice as readStored } from "@/lib/server/store/read/device-detail";
import { visibilityOf } from "@/lib/domain/viewer";
import { stageForms } from "../asset-form/testing/form-stage";
import { answerConflicts } from "./answer-conflicts";
import { countConflicts, listConflicts } from "./list-conflicts";
import { previewConflicts } from "./prepare-answers";

const full = createJointCompany();
const [firstMachine, ...otherMachines] = full.kace.machines;
if (firstMachine === undefined) throw new Error("the company has no machine");
const company = {
  ...full,
  kace: {
    ...full.kace,
    // One machine that SysAid knows too, by its serial; the others are KACE's alone.
    machines: [
      { ...firstMachine, name: "RENAMED-1", serial: "SN1000001", osName: "Windows 10 Pro" },
      ...otherMachines.map((one) => ({ ...one, serial: `KACE00${one.id}` })),
    ],
    assets: full.kace.assets.map((one) =>
      one.id === 1 ? { ...one, statusId: 2, statusName: "Retired" } : one,
    ),
  },
  sysaid: {
    ...full.sysaid,
    assets: full.sysaid.assets.map((one) => ({ ...one, serial: `SN100000${one.deviceId}` })),
    cis: full.sysaid.cis.map((one) => (one.id === 1 ? { ...one, serial: "SN1000001" } : one)),
  },
};
const { sysaid, start } = createTestAppliances(company);
const stage = stageForms(start);
const { as, valueOf } = stage;
const ASSET = toRef("kace", "asset", 1);
const CI = toRef("sysaid", "ci", 1);
const MACHINE = toRef("kace", "machine", 1);

const list = async (query: Record<string, string> = {}, who = "ada") =>
  ListConflictsResult.parse(await listConflicts(as(who), ListConflictsQuery.parse(query)));
async function conflictOn(attribute: AttributeName, state = "open,ignored") {
  const { rows } = await list({ attribute, state });
  return rows[0];
}
async function seen(attribute: AttributeName) {
  const row = await conflictOn(attribute);
  if (row === undefined) throw new Error(`no conflict on ${attribute}`);
  return { id: row.id, digest: row.digest };
}
const answer = async (
  how: ConflictAnswer,
  ...conflicts: { id: string; digest: string; requestDigest?: string }[]
) =>
  AnswerConflictsResult.parse(await answerConflicts(as("ada"), { answer: how, conflicts })).results;
const order = (path: string, status: number) => ({
  method: "PUT",
  path,
  fault: {
    kind: "status" as const,
    status,
    body: { errorCode: 1, errorDescription: "Too shiny.", message: "Too shiny." },
  },
});

/** KACE's asset as its next reading would tell it. */
async function tellByKace(facts: { ownerName?: string | null; site?: string }): Promise<void> {
  const { store } = stage.runtime();
  const device = await readStored(store.db, visibilityOf(as("ada").viewer), ASSET);
  const record = device?.records.find(({ ref }) => ref === ASSET);
  if (!record) throw new Error("the asset is not in the index");
  const { created, changed } = await applyDeviceRecords(store, [{ ...record, ...facts }]);
  await rejoinDevices(store, [...created, ...changed]);
}

beforeAll(async () => {
  // Both systems agree on the place at first.
  await tellByKace({ site: "Head Office" });
});

test("what differs in meaning is listed once per device and attribute, with both values and who shows", async () => {
  const { rows, total } = await list();
  expect(rows.map((row) => [row.attribute, row.kace.text, row.sysaid.text]).sort()).toEqual([
    ["name", "RENAMED-1", "PC-1"],
    ["osName", "Windows 10 Pro", "Windows 11 Pro"],
    ["owner", "Mia Moss", "Ada Adler"],
    ["status", "Retired", "Active"],
  ]);
  expect(total).toBe(4);
  expect(rows.find(({ attribute }) => attribute === "owner")).toMatchObject({
    shown: "sysaid",
    sysaid: { ref: CI },
    kace: { ref: ASSET, barred: null },
  });
  const { facets } = await countConflicts(as("ada"), ListConflictsQuery.parse({}));
  expect(facets["attribute"]?.map(({ value, count }) => [value, count]).sort()).toEqual([
    ["name", 1],
    ["osName", 1],
    ["owner", 1],
    ["status", 1],
  ]);
  expect((await list({ q: "mia moss" })).total).toBeGreaterThan(0);
  expect((await list({ q: "nowhere" })).total).toBe(0);
  expect((await list({ site: "Elsewhere" })).total).toBe(0);
  const [one] = rows;
  expect((await list({ id: one?.id ?? "" })).rows).toEqual([one]);
  for (const id of ["999.owner", "1.nonsense", "x", "1.owner'--"]) {
    expect((await list({ id })).total).toBe(0);
  }
});

test("what a system cannot store says why, and nothing is sent", async () => {
  const row = await conflictOn("osName");
  expect(row?.kace.barred).toContain("inventory");
  expect(row?.sysaid.barred).toContain("no way");
  const before = await readAudit(stage.runtime().store.db, 100);
  for (const how of ["kace", "sysaid"] as const) {
    expect(await answer(how, await seen("osName"))).toMatchObject([{ outcome: "impossible" }]);
  }
  // KACE's asset has a name too, but its machine tells another and goes before it.
  expect(await answer("sysaid", await seen("name"))).toMatchObject([
    { outcome: "impossible", message: expect.stringContaining("inventory") },
  ]);
  expect(await readAudit(stage.runtime().store.db, 100)).toHaveLength(before.length);
});

test("taking KACE's value sends the request that was shown, and the conflict is gone once SysAid tells it too", async () => {
  const conflict = await seen("name");
  const { previews } = await previewConflicts(as("ada"), { answer: "kace", conflicts: [conflict] });
  const request = previews[0]?.request;
  expect(request).toMatchObject({ source: "sysaid", ref: CI, method: "PUT", account: "ada" });
  expect(request?.path).toBe("/api/v1/ci/1");
  expect(JSON.parse(request?.body ?? "")).toEqual({
    id: "1",
    info: [{ key: "ci_name", value: "RENAMED-1" }],
  });
  expect(await valueOf(CI, "ci_name")).toBe("PC-1");
  const requestDigest = request?.digest ?? "";
  expect(await answer("kace", { ...conflict, requestDigest })).toMatchObject([{ outcome: "done" }]);
  expect(await valueOf(CI, "ci_name")).toBe("RENAMED-1");
  expect(await conflictOn("name")).toBeUndefined();
  const [line] = await readAudit(stage.runtime().store.db, 1);
  expect(line).toMatchObject({ who: "ada", target: CI, outcome: "ok" });
  expect(JSON.stringify(line)).not.toContain("RENAMED-1");
});

test("taking SysAid's value writes the KACE asset, and the device shows it", async () => {
  expect(await answer("sysaid", await seen("status"))).toMatchObject([{ outcome: "done" }]);
  expect(await valueOf(ASSET, "asset_status_id")).toBe("1");
  expect(await conflictOn("status")).toBeUndefined();
  const { device } = await readDevice(as("ada"), MACHINE, {});
  const status = device.groups.flatMap(({ values }) => values).find((v) => v.label === "Status");
  expect(status).toMatchObject({ disagrees: false, attribute: "status" });
});

test("a refusal keeps the conflict, says why in the system's words, and stops none of the others", async () => {
  sysaid.control.faults.order(order("/api/v1/ci/*", 400));
  const [refused, other] = await answer("kace", await seen("owner"), {
    id: "999.owner",
    digest: "none",
  });
  expect(refused).toMatchObject({ outcome: "refused", message: expect.stringContaining("shiny") });
  expect(other).toMatchObject({ outcome: "changed" });
  expect(await conflictOn("owner")).toBeDefined();
  expect((await readAudit(stage.runtime().store.db, 1))[0]).toMatchObject({ outcome: "refused" });
});

test("of a write whose answer was lost nobody claims that it failed", async () => {
  sysaid.control.faults.order(order("/api/v1/ci/*", 503));
  const [lost] = await answer("kace", await seen("owner"));
  expect(lost).toMatchObject({ outcome: "unknown" });
});

test("nobody settles what they did not see: other values or another request are not sent", async () => {
  const conflict = await seen("owner");
  const before = await readAudit(stage.runtime().store.db, 100);
  expect(await answer("kace", { ...conflict, digest: "old" })).toMatchObject([
    { outcome: "changed" },
  ]);
  expect(await answer("kace", { ...conflict, requestDigest: "another" })).toMatchObject([
    { outcome: "changed" },
  ]);
  expect(await readAudit(stage.runtime().store.db, 100)).toHaveLength(before.length);
});

test("what is ignored stays away until a value changes, can be asked again, and is in the audit", async () => {
  expect(await answer("ignore", await seen("owner"))).toMatchObject([{ outcome: "done" }]);
  expect((await list({ attribute: "owner" })).total).toBe(0);
  expect((await list({ attribute: "owner", state: "ignored" })).rows[0]?.ignored?.by).toBe(
    "Ada Adler",
  );
  expect((await readAudit(stage.runtime().store.db, 1))[0]?.operation).toBe("conflicts.ignore");
  // The same values read again are no change.
  await rejoinDevices(stage.runtime().store, "all");
  expect((await list({ attribute: "owner" })).total).toBe(0);
  await answer("ask", await seen("owner"));
  expect((await list({ attribute: "owner" })).total).toBe(1);
  await answer("ignore", await seen("owner"));
  await tellByKace({ ownerName: "Someone Else" });
  expect((await list({ attribute: "owner" })).rows[0]).toMatchObject({
    kace: { text: "Someone Else" },
    ignored: null,
  });
  // Back at what was ignored: it is asked again all the same.
  await tellByKace({ ownerName: null });
  expect((await list({ attribute: "owner" })).total).toBe(1);
});

test("who does not see all of both systems sees no conflict, and answers none", async () => {
  const conflict = await seen("owner");
  for (const who of ["leo", "rita"]) {
    await expect(list({}, who)).rejects.toThrow(Forbidden);
    await expect(countConflicts(as(who), ListConflictsQuery.parse({}))).rejects.toThrow(Forbidden);
    const body = { answer: "kace" as const, conflicts: [conflict] };
    await expect(previewConflicts(as(who), body)).rejects.toThrow(Forbidden);
    await expect(answerConflicts(as(who), body)).rejects.toThrow(Forbidden);
  }
});

test("a viewer of one system learns nothing of the other from a device's values or the reasons beside them", async () => {
  const { device } = await readDevice(as("rita"), MACHINE, {});
  const told = device.groups.flatMap(({ values }) => values);
  expect(told.flatMap(({ values }) => values).every(({ source }) => source === "kace")).toBe(true);
  expect(JSON.stringify(told)).not.toMatch(/SysAid|Ada Adler/);
  expect(told.find(({ label }) => label === "Owner")?.disagrees).toBe(false);
});
