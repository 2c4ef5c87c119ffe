import { afterAll, beforeAll, expect, test } from "vitest";
import { addToCounter, readCounter, writeCounter } from "./counters-repo";
import type { Store } from "./db";
import { acquireLeadership, withLeadership } from "./lock";
import { readSyncState, writeSyncState } from "./sync-state-repo";
import { createTestStore } from "./test-database";

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
});
afterAll(() => store.close());

test("one leads at a time, by name, and the next after the release", async () => {
  const first = await acquireLeadership(store, "sync");
  expect(await acquireLeadership(store, "sync")).toBeNull();
  expect(await withLeadership(store, "sync", () => Promise.resolve(1))).toBeNull();
  expect(await withLeadership(store, "other", () => Promise.resolve(2))).toEqual({ result: 2 });
  await first?.release();
  expect(first?.lost.aborted).toBe(false);
  expect(await withLeadership(store, "sync", () => Promise.resolve(3))).toEqual({ result: 3 });
});

test("whoever loses the connection is told that the leadership is lost", async () => {
  const leader = await acquireLeadership(store, "told");
  if (leader === null) throw new Error("nobody else leads");
  const lost = new Promise<void>((done) => leader.lost.addEventListener("abort", () => done()));
  await store.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sightline-leader' and datname = current_database()",
  );
  await lost;
  const next = await acquireLeadership(store, "told");
  expect(next).not.toBeNull();
  await next?.release();
});

test("a leader that fails gives the lock free", async () => {
  const fail = () => Promise.reject(new Error("broken"));
  await expect(withLeadership(store, "fails", fail)).rejects.toThrow("broken");
  expect(await withLeadership(store, "fails", () => Promise.resolve(1))).not.toBeNull();
});

test("a loop's state changes field by field, and the cursor comes back as it went", async () => {
  expect(await readSyncState(store, "kace", "tickets")).toBeNull();
  await writeSyncState(store, "kace", "tickets", { phase: "reading", cursor: { offset: 500 } });
  await writeSyncState(store, "kace", "tickets", { rowsDone: 7 });
  const state = await readSyncState(store, "kace", "tickets");
  expect(state).toMatchObject({ phase: "reading", cursor: { offset: 500 }, rowsDone: 7 });
});

test("counters add up from several hands at once", async () => {
  await Promise.all(Array.from({ length: 20 }, () => addToCounter(store, "sign-ins")));
  expect((await readCounter(store, "sign-ins"))?.value).toBe(20);
  await writeCounter(store, "sign-ins", { value: 1, data: { since: "today" } });
  expect(await readCounter(store, "sign-ins")).toMatchObject({
    value: 1,
    data: { since: "today" },
  });
});
