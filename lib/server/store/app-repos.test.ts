import { afterAll, beforeAll, expect, test } from "vitest";
import { toRef } from "@/lib/domain/ref";
import { readAudit, settleAudit, writeAudit } from "./audit-repo";
import type { Store } from "./db";
import {
  deleteOldTries,
  forgetSignInTries,
  forgetSignInTry,
  openSignInTry,
  readWrongTries,
} from "./sign-in-tries-repo";
import { createTestStore } from "./test-database";
import {
  createVaultEntry,
  deleteExpiredEntries,
  deleteVaultEntry,
  deleteVaultSession,
  endVaultSession,
  noteAwayIn,
  noteHome,
  findSessionsOfUser,
  putGrant,
  putPendingSignIn,
  putVaultSession,
  readPendingSignIn,
  readVaultEntry,
  readAwayIn,
  renewVaultSession,
  resealVaultSession,
  takeGrantRow,
  takePendingSignIn,
  touchVaultEntry,
} from "./vault-repo";
import {
  createWallLink,
  listWallLinks,
  revokeWallLink,
  useWallLink as findWallLink,
} from "./wall-links-repo";

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
});
afterAll(() => store.close());

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString();
const entry = (id: string, endMinute: number) =>
  createVaultEntry(store.db, {
    id,
    name: id.toUpperCase(),
    createdAt: at(0),
    lastUsedAt: at(0),
    expiresAt: at(endMinute),
  });
const session = (
  vaultId: string,
  more: { userName?: string; createdAt?: string; expiresAt?: string } = {},
) => ({
  vaultId,
  source: "sysaid" as const,
  sealed: Buffer.from(vaultId),
  accountRef: toRef("sysaid", "user", 1),
  userName: "Ada",
  fullName: "Ada Adler",
  email: null,
  role: "user" as const,
  isManager: false,
  organization: null,
  createdAt: at(0),
  expiresAt: at(30),
  ...more,
});

test("an entry is there with its sessions until its time, and moves its end when used", async () => {
  const { db } = store;
  await entry("a", 10);
  await putVaultSession(db, session("a"));
  const found = await readVaultEntry(db, "a", at(9));
  expect(found?.entry.name).toBe("A");
  expect(found?.sessions).toMatchObject([
    { source: "sysaid", sealed: Buffer.from("a"), endedAt: null },
  ]);
  expect(await readVaultEntry(db, "a", at(10))).toBeNull();
  await touchVaultEntry(db, "a", { lastUsedAt: at(9), expiresAt: at(20) });
  expect(await readVaultEntry(db, "a", at(19))).not.toBeNull();
  await deleteVaultSession(db, { vaultId: "a", source: "kace" });
  expect((await readVaultEntry(db, "a", at(1)))?.sessions).toHaveLength(1);
  await deleteVaultEntry(db, "a");
  expect(await readVaultEntry(db, "a", at(1))).toBeNull();
});

test("renewing and ending touch the sign-in that they know, never a later one of the same source", async () => {
  const { db } = store;
  await entry("b", 60);
  await putVaultSession(db, session("b"));
  const old = { vaultId: "b", source: "sysaid" as const, createdAt: at(0) };
  await renewVaultSession(db, old, { expiresAt: at(40) });
  await resealVaultSession(db, old, { sealed: Buffer.from("renewed"), awayIn: null });
  const read = async () => (await readVaultEntry(db, "b", at(1)))?.sessions[0];
  expect(await read()).toMatchObject({ expiresAt: at(40), sealed: Buffer.from("renewed") });
  await endVaultSession(db, old, { endedAt: at(5), endedReason: "expired" });
  await endVaultSession(db, old, { endedAt: at(9), endedReason: "again" });
  expect(await read()).toMatchObject({ endedAt: at(5), endedReason: "expired" });
  await putVaultSession(db, session("b", { createdAt: at(6) }));
  await endVaultSession(db, old, { endedAt: at(9), endedReason: "late" });
  await resealVaultSession(db, old, { sealed: Buffer.from("late"), awayIn: null });
  expect(await read()).toMatchObject({
    endedAt: null,
    endedReason: null,
    sealed: Buffer.from("b"),
  });
  await deleteVaultEntry(db, "b");
});

test("a session keeps where it was switched to, takes no renewal from before, and a new sign-in begins at home", async () => {
  const { db } = store;
  await entry("c", 60);
  await putVaultSession(db, session("c"));
  const key = { vaultId: "c", source: "sysaid" as const, createdAt: at(0) };
  await noteAwayIn(db, key, "Second");
  expect(await readAwayIn(db, key)).toBe("Second");
  await resealVaultSession(db, key, { sealed: Buffer.from("of before"), awayIn: null });
  await resealVaultSession(db, key, { sealed: Buffer.from("of now"), awayIn: "Second" });
  const read = async () => (await readVaultEntry(db, "c", at(1)))?.sessions[0];
  expect(await read()).toMatchObject({ awayIn: "Second", sealed: Buffer.from("of now") });
  await noteHome(db, key, "Third");
  expect(await readAwayIn(db, key)).toBe("Second");
  await noteHome(db, key, "Second");
  expect(await readAwayIn(db, key)).toBeNull();
  await noteAwayIn(db, key, "Second");
  await putVaultSession(db, session("c", { createdAt: at(6) }));
  expect(await read()).toMatchObject({ awayIn: null });
  await noteAwayIn(db, key, "Second");
  expect(await read()).toMatchObject({ awayIn: null });
  expect(await readAwayIn(db, key)).toBeNull();
  await deleteVaultEntry(db, "c");
});

test("the sessions of a user are the live ones of any spelling, newest first", async () => {
  const { db } = store;
  for (const id of ["c1", "c2", "c3", "c4"]) await entry(id, 60);
  await putVaultSession(db, session("c1", { userName: "ADA" }));
  await putVaultSession(db, session("c2", { createdAt: at(2) }));
  await putVaultSession(db, session("c3", { expiresAt: at(4) }));
  await putVaultSession(db, session("c4", { userName: "ada.other" }));
  const find = async (minute: number) =>
    (await findSessionsOfUser(db, { source: "sysaid", userName: "ada" }, at(minute))).map(
      (row) => row.vaultId,
    );
  expect(await find(5)).toEqual(["c2", "c1"]);
  await endVaultSession(
    db,
    { vaultId: "c2", source: "sysaid", createdAt: at(2) },
    { endedAt: at(3), endedReason: "x" },
  );
  expect(await find(5)).toEqual(["c1"]);
  expect(await findSessionsOfUser(db, { source: "kace", userName: "ada" }, at(5))).toEqual([]);
});

test("grants and waiting sign-ins go to one caller, within their time", async () => {
  const { db } = store;
  await entry("d", 60);
  const take = async (minute: number) => {
    await putGrant(db, { id: "g", vaultId: "d", expiresAt: at(1) });
    return Promise.all([takeGrantRow(db, "g", at(minute)), takeGrantRow(db, "g", at(minute))]);
  };
  expect((await take(0)).sort()).toEqual(["d", null]);
  expect(await take(1)).toEqual([null, null]);
  const pending = {
    id: "p",
    source: "kace" as const,
    sealed: Buffer.from("x"),
    userName: "u",
    expiresAt: at(5),
  };
  await putPendingSignIn(db, pending);
  expect(await readPendingSignIn(db, "p", at(4))).toEqual(pending);
  expect(await readPendingSignIn(db, "p", at(5))).toBeNull();
  const taken = await Promise.all([
    takePendingSignIn(db, "p", at(4)),
    takePendingSignIn(db, "p", at(4)),
  ]);
  expect(taken.filter((one) => one !== null)).toEqual([pending]);
});

test("what ended is taken away with all that hangs on it, and nothing else", async () => {
  const { db } = store;
  await entry("old", 10);
  await entry("young", 60);
  await putVaultSession(db, session("old"));
  await putGrant(db, { id: "g-old", vaultId: "old", expiresAt: at(60) });
  await putGrant(db, { id: "g-late", vaultId: "young", expiresAt: at(1) });
  const pending = { source: "kace" as const, sealed: Buffer.from("x"), userName: "u" };
  await putPendingSignIn(db, { id: "p-late", ...pending, expiresAt: at(1) });
  await putPendingSignIn(db, { id: "p-young", ...pending, expiresAt: at(60) });
  expect(await deleteExpiredEntries(db, at(20))).toBe(1);
  expect(await takeGrantRow(db, "g-old", at(0))).toBeNull();
  expect(await takeGrantRow(db, "g-late", at(0))).toBeNull();
  expect(await readPendingSignIn(db, "p-late", at(0))).toBeNull();
  expect(await readPendingSignIn(db, "p-young", at(0))).not.toBeNull();
  expect(await readVaultEntry(db, "young", at(20))).not.toBeNull();
});

test("tries count as wrong until they are forgotten", async () => {
  const { db } = store;
  const first = await openSignInTry(db, { bucket: "x", at: at(0) });
  const second = await openSignInTry(db, { bucket: "x", at: at(2) });
  await openSignInTry(db, { bucket: "y", at: at(2) });
  const wrong = (beside: number, since = at(-1)) => readWrongTries(db, "x", { since, beside });
  expect(await wrong(second)).toEqual([Date.parse(at(0))]);
  expect((await wrong(0)).sort()).toEqual([at(0), at(2)].map((one) => Date.parse(one)));
  expect(await wrong(0, at(1))).toEqual([Date.parse(at(2))]);
  await forgetSignInTry(db, first);
  expect(await wrong(second)).toEqual([]);
  expect(await deleteOldTries(db, at(2))).toBe(0);
  await forgetSignInTries(db, "x");
  expect(await wrong(0)).toEqual([]);
  expect(await deleteOldTries(db, at(3))).toBe(1);
});

test("a wall link is found by its token's hash, notes its use, and is revoked once", async () => {
  const { db } = store;
  const link = (id: string, minute: number) =>
    createWallLink(db, {
      id,
      tokenHash: `hash-${id}`,
      name: id,
      createdBy: "Ada",
      createdAt: at(minute),
    });
  await link("w1", 1);
  await link("w2", 2);
  expect((await listWallLinks(db)).map((row) => [row.id, row.lastUsedAt])).toEqual([
    ["w2", null],
    ["w1", null],
  ]);
  expect(await findWallLink(db, "hash-w1", at(3))).toMatchObject({ id: "w1", lastUsedAt: at(3) });
  expect(await findWallLink(db, "hash", at(3))).toBeNull();
  expect(await revokeWallLink(db, "w1", at(4))).toMatchObject({ id: "w1", revokedAt: at(4) });
  expect(await revokeWallLink(db, "w1", at(5))).toBeNull();
  expect(await revokeWallLink(db, "nothing", at(5))).toBeNull();
  expect(await findWallLink(db, "hash-w1", at(6))).toBeNull();
  expect((await listWallLinks(db)).map((row) => row.revokedAt)).toEqual([null, at(4)]);
});

test("the audit tells the newest first, with what came of each act", async () => {
  const { db } = store;
  const line = (requestId: string) => ({
    at: at(1),
    who: "ada",
    accountRef: toRef("kace", "user", 1),
    operation: "tickets.assign",
    target: toRef("kace", "ticket", 1),
    outcome: "unknown" as const,
    requestId,
    detail: { assigneeRef: null },
  });
  const first = await writeAudit(db, line("r1"));
  await writeAudit(db, line("r2"));
  await settleAudit(db, first ?? 0, "ok");
  expect(await readAudit(db, 5)).toMatchObject([
    { requestId: "r2", outcome: "unknown" },
    { requestId: "r1", outcome: "ok", detail: { assigneeRef: null } },
  ]);
  expect(await readAudit(db, 1)).toHaveLength(1);
});
