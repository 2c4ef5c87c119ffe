import { afterAll, beforeAll, expect, test } from "vitest";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Viewer, ViewerAccount } from "@/lib/domain/viewer";
import type { Source } from "@/lib/domain/source";
import type { AccountRole } from "@/lib/domain/person";
import { indexExpected, judgeWalk } from "@/lib/domain/walk";
import type { Actor } from "@/lib/server/api/route";
import { Conflict, Forbidden, NotFound } from "@/lib/server/failures";
import type { Runtime } from "@/lib/server/runtime";
import type { Store } from "@/lib/server/store/db";
import { rejoinDevices } from "@/lib/server/store/join/devices";
import { aRecord } from "@/lib/server/store/test-company";
import { openStage } from "@/lib/server/testing/stage";
import { applyDeviceRecords } from "@/lib/server/store/write/apply";
import { resolveCode } from "../scan/resolve-code";
import { closeWalk, noteMissing } from "./review-walk";
import { readWalk } from "./read-walk";
import { listWalks, startWalk } from "./start-walk";
import { syncScans } from "./sync-scans";

let runtime: Runtime;
let store: Store;
const AT = { readAt: "2026-11-20T12:00:00.000Z" };

const machine = (id: number, more: Parameters<typeof aRecord>[3] = {}) =>
  aRecord("kace", "machine", id, {
    serial: `SERIAL00${id}`,
    assetTag: `AI-${1000 + id}`,
    host: `pc-${id}`,
    site: "Berlin",
    ...more,
  });

beforeAll(async () => {
  runtime = await openStage({ urls: {}, password: "unused" });
  store = runtime.store;
  await applyDeviceRecords(
    store,
    [
      machine(1, { macs: ["aa-bb-cc-00-00-01"] }),
      machine(2),
      machine(3, { assetTag: "DOUBLE-1" }),
      machine(4, { site: "London" }),
      machine(5, { site: "London", assetTag: "DOUBLE-1" }),
      machine(6, { deviceKind: "virtual" }),
      machine(7, { archived: true }),
      aRecord("sysaid", "asset", "S1", { serial: "SYSAID0001", assetTag: "SY-1", site: "Berlin" }),
    ],
    AT,
  );
  await rejoinDevices(store, "all");
}, 60_000);
afterAll(() => store.close());

function someone(name: string, roles: Partial<Record<Source, AccountRole>>): Actor {
  const accounts: Partial<Record<Source, ViewerAccount>> = {};
  for (const source of ["kace", "sysaid"] as const) {
    const role = roles[source];
    if (role === undefined) continue;
    accounts[source] = {
      ref: toRef(source, "user", name),
      userName: name,
      fullName: name,
      email: null,
      role,
      isManager: false,
      organization: null,
      awayIn: null,
      expiresAt: "2099-01-01T00:00:00.000Z",
    };
  }
  const viewer: Viewer = { vaultId: name, name, accounts };
  return {
    viewer,
    get runtime() {
      return runtime;
    },
    requestId: "test",
    signal: new AbortController().signal,
  };
}
const rita = someone("rita", { kace: "agent", sysaid: "agent" });
const scan = (
  id: string,
  code: string,
  more: Partial<{ isUndone: boolean; chosenRef: Ref | null }> = {},
) => ({
  id: `scan-${id}-0000`,
  code,
  scannedAt: `2026-11-20T12:00:0${id.length}.000Z`,
  isUndone: false,
  chosenRef: null,
  ...more,
});
async function standingOf(actor: Actor, id: string) {
  const { expected, scans } = await readWalk(actor, id);
  return judgeWalk(
    expected.map(({ ref }) => ref),
    scans,
    indexExpected(expected),
  );
}

test.each([
  ["its tag, whatever its case and dashes", "ai1001", 1],
  ["its serial with a caption", "S/N: serial-001", 1],
  ["a network address in another spelling", "AABB.CC00.0001", 1],
  ["its full host name", "PC-1.corp.example", 1],
  ["our own label", "https://sightline.example/devices/kace%3Amachine%3A1", 1],
  ["our label under a former address", "http://old.example/x/devices/kace%3Amachine%3A1", 1],
  ["a tag that two carry", "DOUBLE-1", 2],
  ["nothing that we know", "4006381333931", 0],
  ["another site's address", "https://evil.example/?devices/kace%3Amachine%3A1", 0],
])("a code that is %s", async (_what, code, devices) => {
  expect((await resolveCode(rita, { code })).matches).toHaveLength(devices);
});

test("a code opens nothing that its reader does not see", async () => {
  const onlyKace = someone("karl", { kace: "agent" });
  const user = someone("uwe", { kace: "user", sysaid: "user" });
  expect((await resolveCode(rita, { code: "SY-1" })).matches).toHaveLength(1);
  expect((await resolveCode(onlyKace, { code: "SY-1" })).matches).toEqual([]);
  expect((await resolveCode(onlyKace, { code: "sysaid:asset:S1" })).matches).toEqual([]);
  expect((await resolveCode(user, { code: "AI-1001" })).matches).toEqual([]);
});

test("a walk tells found, unexpected, unknown, again and missing, and knows one device of several by its place", async () => {
  const { id } = await startWalk(rita, { site: "Berlin", department: null });
  await syncScans(rita, id, {
    scans: [
      scan("a", "AI-1001"),
      scan("ab", "serial004"),
      scan("abc", "???"),
      scan("abcd", "pc-1"),
      scan("abcde", "DOUBLE-1"),
    ],
  });
  const { scans, counts, missing } = await standingOf(rita, id);
  expect(scans.map(({ verdict }) => verdict)).toEqual([
    "found",
    "unexpected",
    "unknown",
    "again",
    "found",
  ]);
  // Berlin has four that can be found: 1, 2, 3 and SysAid's own.
  expect(counts).toMatchObject({ expected: 4, missing: 2 });
  expect(missing).toHaveLength(2);
});

test("scans that are sent again and again count once, and one taken back stays taken back", async () => {
  const { id } = await startWalk(rita, { site: "Berlin", department: null });
  const first = scan("x", "AI-1001");
  const second = scan("xy", "AI-1002");
  for (let time = 0; time < 3; time += 1)
    await syncScans(rita, id, { scans: [first, second, first] });
  expect((await standingOf(rita, id)).counts.found).toBe(2);
  await syncScans(rita, id, { scans: [{ ...second, isUndone: true }] });
  await syncScans(rita, id, { scans: [second] });
  expect((await standingOf(rita, id)).counts).toMatchObject({ found: 1, again: 0 });
  expect((await readWalk(rita, id)).scans).toHaveLength(2);
});

test("two phones on one walk share what they find", async () => {
  const { id } = await startWalk(rita, { site: "Berlin", department: null });
  await Promise.all([
    syncScans(rita, id, { scans: [scan("p", "AI-1001")] }),
    syncScans(rita, id, { scans: [scan("pq", "serial-001"), scan("pqr", "AI-1002")] }),
  ]);
  expect((await standingOf(rita, id)).counts).toMatchObject({ found: 2, again: 1 });
});

test("a person's choice among several devices holds", async () => {
  const { id } = await startWalk(rita, { site: "London", department: null });
  await applyDeviceRecords(store, [machine(3, { assetTag: "DOUBLE-1", site: "Paris" })], AT);
  await rejoinDevices(store, "all");
  await syncScans(rita, id, {
    scans: [scan("c", "DOUBLE-1", { chosenRef: toRef("kace", "machine", 3) })],
  });
  expect((await readWalk(rita, id)).scans[0]?.deviceRef).toBe("kace:machine:3");
});

test("a walk is its author's and the administrators', and who sees only their own starts none", async () => {
  const { id } = await startWalk(rita, { site: "Berlin", department: null });
  const other = someone("otto", { kace: "agent", sysaid: "agent" });
  const admin = someone("ada", { kace: "administrator", sysaid: "administrator" });
  const user = someone("uwe", { kace: "user", sysaid: "user" });
  await expect(readWalk(other, id)).rejects.toThrow(NotFound);
  await expect(syncScans(other, id, { scans: [scan("o", "AI-1001")] })).rejects.toThrow(NotFound);
  expect((await listWalks(other)).rows.map((row) => row.id)).not.toContain(id);
  expect((await readWalk(admin, id)).walk.id).toBe(id);
  expect((await listWalks(admin)).rows.map((row) => row.id)).toContain(id);
  await expect(startWalk(user, { site: "Berlin", department: null })).rejects.toThrow(Forbidden);
});

test("a closed walk takes no scans and loses none; notes come and go", async () => {
  const { id } = await startWalk(rita, { site: "Berlin", department: null });
  const [expected] = (await readWalk(rita, id)).expected;
  const deviceRef = expected?.ref ?? toRef("kace", "machine", 0);
  await noteMissing(rita, id, { deviceRef, note: "in repair" });
  expect((await readWalk(rita, id)).outcomes[0]).toMatchObject({ text: "in repair", deviceRef });
  await noteMissing(rita, id, { deviceRef, note: "" });
  expect((await readWalk(rita, id)).outcomes).toEqual([]);
  await closeWalk(rita, id, { closed: true });
  await expect(syncScans(rita, id, { scans: [scan("z", "AI-1001")] })).rejects.toThrow(Conflict);
  await closeWalk(rita, id, { closed: false });
  await syncScans(rita, id, { scans: [scan("z", "AI-1001")] });
  expect((await standingOf(rita, id)).counts.found).toBe(1);
});
