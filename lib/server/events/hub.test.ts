import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Store } from "../store/db";
import { createTestStore } from "../store/test-database";
import { openHub, type Notice } from "./hub";

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
});
afterAll(() => store.close());

const notify = (payload: string) =>
  store.db.execute(sql`select pg_notify('sightline', ${payload})`);

test("changes reach every subscriber once, gathered, however they were told", async () => {
  const hub = await openHub(store, { coalesceMs: 50 });
  const heard: Notice[] = [];
  const silent: Notice[] = [];
  const first = new Promise<Notice>((resolve) => hub.subscribe(resolve));
  hub.subscribe(() => {
    throw new Error("a stream that broke");
  });
  hub.subscribe((notice) => heard.push(notice));
  hub.subscribe((notice) => silent.push(notice))();
  await store.db.transaction(async (tx) => {
    for (const payload of [
      { entity: "ticket", refs: ["kace:ticket:1", "kace:ticket:2"] },
      { entity: "ticket", refs: ["kace:ticket:2", "kace:ticket:3"] },
      { entity: "device", bulk: 4000 },
      { entity: "device", refs: ["kace:machine:1"] },
    ]) {
      await tx.execute(sql`select pg_notify('sightline', ${JSON.stringify(payload)})`);
    }
  });
  const expected: Notice = {
    kind: "changes",
    changes: [
      { entity: "ticket", refs: ["kace:ticket:1", "kace:ticket:2", "kace:ticket:3"] },
      { entity: "device", refs: null },
    ],
  };
  expect(await first).toEqual(expected);
  expect(heard).toEqual([expected]);
  expect(silent).toEqual([]);
  await hub.close();
});

test("a broken connection comes back and tells that something may have been missed", async () => {
  const hub = await openHub(store, { coalesceMs: 10 });
  const gap = new Promise<Notice>((resolve) => {
    const end = hub.subscribe((notice) => {
      if (notice.kind === "gap") resolve(notice);
      if (notice.kind === "gap") end();
    });
  });
  await store.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'sightline-ear'`);
  expect(await gap).toEqual({ kind: "gap" });
  const next = new Promise<Notice>((resolve) => hub.subscribe(resolve));
  await notify("not JSON");
  await notify('{"entity":"ci","refs":["sysaid:ci:1"]}');
  expect(await next).toEqual({
    kind: "changes",
    changes: [{ entity: "ci", refs: ["sysaid:ci:1"] }],
  });
  await hub.close();
});
