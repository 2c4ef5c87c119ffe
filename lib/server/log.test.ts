import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeError, log } from "./log";
import type { Store } from "./store/db";
import { createTestStore } from "./store/test-database";
import { captureLog } from "./testing/stage";

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
});
afterAll(() => store.close());

test("a failed query is logged with its reason, and without its text and values", async () => {
  const captured = captureLog();
  const name = "ada.lovelace";
  await store.db
    .execute(sql`select * from nowhere where name = ${name}`)
    .catch((err: unknown) => log.error({ err }, "failed"));
  captured.end();
  expect(captured.lines).toHaveLength(1);
  expect(captured.lines[0]).toContain('relation \\"nowhere\\" does not exist');
  expect(captured.lines[0]).not.toMatch(/ada\.lovelace|select \*/);
});

test("what hangs on an error is not logged, its causes are", () => {
  const inner = Object.assign(new Error("reset"), { code: "ECONNRESET", headers: { cookie: "x" } });
  const told = describeError(new TypeError("outer", { cause: inner }));
  expect(told).toMatchObject({
    type: "TypeError",
    message: "outer",
    cause: { code: "ECONNRESET" },
  });
  expect(JSON.stringify(told)).not.toContain("cookie");
  expect(describeError("text")).toEqual({ type: "string" });
});
