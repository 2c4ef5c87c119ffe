import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PrecedenceResult, type PrecedenceWrite } from "@/lib/contracts/rules";
import { toRef } from "@/lib/domain/ref";
import type { Viewer, ViewerAccount } from "@/lib/domain/viewer";
import { Conflict } from "@/lib/server/failures";
import type { Runtime } from "@/lib/server/runtime";
import { readAudit } from "@/lib/server/store/audit-repo";
import { writeCounter } from "@/lib/server/store/counters-repo";
import { rejoinDevices } from "@/lib/server/store/join/devices";
import { listDevices } from "@/lib/server/store/read/devices";
import { VIEWERS, aRecord } from "@/lib/server/store/test-company";
import { applyDeviceRecords } from "@/lib/server/store/write/apply";
import { openStage } from "@/lib/server/testing/stage";
import { readPrecedenceRules, writePrecedenceRules } from "./precedence";
import { readViewWriting, startViewWriting } from "./view-writing";

const account = (source: "kace" | "sysaid"): ViewerAccount => ({
  ref: toRef(source, "user", 1),
  userName: "root",
  fullName: "Root",
  email: null,
  role: "administrator",
  isManager: false,
  organization: null,
  awayIn: null,
  expiresAt: "2027-01-01T00:00:00.000Z",
});
const BOTH: Viewer = {
  vaultId: "v",
  name: "Root",
  accounts: { kace: account("kace"), sysaid: account("sysaid") },
};

let runtime: Runtime;
const actorOf = (viewer: Viewer = BOTH) => ({
  runtime,
  viewer,
  requestId: "r-1",
  signal: new AbortController().signal,
});
const read = async (viewer?: Viewer) =>
  PrecedenceResult.parse(await readPrecedenceRules(actorOf(viewer)));
/** Sets rules as somebody does who has just looked, and waits until the devices follow. */
async function set(rules: PrecedenceWrite["rules"]): Promise<void> {
  const { updatedAt } = await read();
  await writePrecedenceRules(actorOf(), { rules, base: updatedAt });
  await startViewWriting(runtime.store);
}
async function row(name: string) {
  const everybody = VIEWERS["administrator of both"];
  if (!everybody) throw new Error("no administrator");
  const { rows } = await listDevices(runtime.store.db, everybody, { q: name, limit: 5, offset: 0 });
  return rows[0];
}

beforeAll(async () => {
  runtime = await openStage({ urls: {}, password: "none" });
  const { store } = runtime;
  await applyDeviceRecords(store, [
    aRecord("kace", "machine", 1, {
      name: "ONE",
      serial: "SER00001",
      model: "T14",
      lastSeenAt: "2026-11-19T08:00:00.000Z",
    }),
    aRecord("sysaid", "asset", "A1", {
      name: "ONE",
      serial: "SER00001",
      model: "X1",
      site: "Kiel",
      lastSeenAt: "2026-10-01T08:00:00.000Z",
    }),
    aRecord("kace", "machine", 2, { name: "SOLE", serial: "SER00002", model: "P1" }),
  ]);
  await rejoinDevices(store, "all");
});
afterAll(() => runtime.stop());
beforeEach(() => set({}));

test("a rule that is set decides every device's row, and its usual form brings the former back", async () => {
  expect((await row("ONE"))?.model).toBe("T14");
  await set({ model: { order: ["sysaid", "kace"], silenceDays: null } });
  expect((await row("ONE"))?.model).toBe("X1");
  expect((await row("SOLE"))?.model).toBe("P1");
  const { attributes, updatedBy, writing } = await read();
  expect(attributes.find(({ name }) => name === "model")).toMatchObject({
    rule: { order: ["sysaid", "kace"], silenceDays: null },
    usual: { order: ["kace", "sysaid"], silenceDays: 90 },
    disagreements: 1,
  });
  expect(updatedBy).toBe("Root");
  expect(writing).toMatchObject({ done: 2, total: 2, failed: false });
  expect((await readAudit(runtime.store.db, 1))[0]).toMatchObject({
    operation: "rules.setPrecedence",
    detail: { attributes: ["model"] },
  });
  await set({});
  expect((await row("ONE"))?.model).toBe("T14");
});

test("silence costs the first place after as many days as the rule says", async () => {
  // SysAid saw it 49 days before KACE did.
  await set({ model: { order: ["sysaid", "kace"], silenceDays: 50 } });
  expect((await row("ONE"))?.model).toBe("X1");
  await set({ model: { order: ["sysaid", "kace"], silenceDays: 40 } });
  expect((await row("ONE"))?.model).toBe("T14");
});

test("a change that somebody else made meanwhile is not overwritten", async () => {
  const { updatedAt } = await read();
  await set({ site: { order: ["kace", "sysaid"], silenceDays: null } });
  const late = { rules: {}, base: updatedAt };
  await expect(writePrecedenceRules(actorOf(), late)).rejects.toThrow(Conflict);
  expect((await read()).attributes.find(({ name }) => name === "site")?.rule.order[0]).toBe("kace");
});

test("saving what holds already writes nothing", async () => {
  const before = await read();
  const lines = await readAudit(runtime.store.db, 100);
  const rules = { model: { order: ["kace", "sysaid"] as ("kace" | "sysaid")[], silenceDays: 90 } };
  await writePrecedenceRules(actorOf(), { rules, base: before.updatedAt });
  expect((await read()).updatedAt).toBe(before.updatedAt);
  expect(await readAudit(runtime.store.db, 100)).toHaveLength(lines.length);
});

test("an administrator of one system is not told how many devices the other disagrees on", async () => {
  const { attributes } = await read({ ...BOTH, accounts: { kace: account("kace") } });
  expect(attributes.every(({ disagreements }) => disagreements === null)).toBe(true);
});

test("a writing whose process died is told as stopped, and not as going on for ever", async () => {
  const startedAt = "2026-01-01T00:00:00.000Z";
  const data = { total: 9, startedAt, endedAt: null, failed: false };
  await writeCounter(runtime.store, "devices.views.writing", { value: 4, data });
  expect(await readViewWriting(runtime.store)).toMatchObject({ endedAt: null, failed: false });
  await runtime.store.db.execute("update counters set updated_at = now() - interval '2 minutes'");
  expect(await readViewWriting(runtime.store)).toMatchObject({ done: 4, total: 9, failed: true });
});
