import { afterAll, beforeAll, expect, test } from "vitest";
import type { Store } from "./db";
import { createTestStore } from "./test-database";

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
});
afterAll(() => store.close());

test("a fresh store has every table and the trigram extension", async () => {
  const tables = await store.pool.query(
    "select table_name from information_schema.tables where table_schema = 'public'",
  );
  const names = tables.rows.map((row: { table_name: string }) => row.table_name);
  expect(names).toEqual(
    expect.arrayContaining(["tickets", "device_views", "reports", "vault", "audit", "sync_state"]),
  );
  const extension = await store.pool.query("select 1 from pg_extension where extname = 'pg_trgm'");
  expect(extension.rowCount).toBe(1);
});

test("a notification reaches a listener, and none after it left", async () => {
  const heard: string[] = [];
  const first = defer<void>();
  const stop = await store.listen("greetings", (payload) => {
    heard.push(payload);
    first.resolve();
  });
  await store.pool.query("select pg_notify('greetings', 'hello')");
  await first.promise;
  await stop();
  await store.pool.query("select pg_notify('greetings', 'nobody hears')");
  expect(heard).toEqual(["hello"]);
});

test("a listener hears again after its connection broke, and is told of the gap", async () => {
  const heard = defer<string>();
  const gap = defer<void>();
  const stop = await store.listen("again", heard.resolve, gap.resolve);
  await store.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sightline-ear' and datname = current_database()",
  );
  await gap.promise;
  await store.pool.query("select pg_notify('again', 'back')");
  expect(await heard.promise).toBe("back");
  await stop();
});

function defer<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((done) => (resolve = done));
  return { promise, resolve };
}
