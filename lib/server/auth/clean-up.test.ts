import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toRef } from "@/lib/domain/ref";
import type { Store } from "../store/db";
import { openSignInTry } from "../store/sign-in-tries-repo";
import { createTestStore } from "../store/test-database";
import { createToken } from "../store/tokens-repo";
import { createVaultEntry } from "../store/vault-repo";
import { cleanUp, startCleanUp } from "./clean-up";

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
});
afterAll(() => store.close());

const START = Date.UTC(2026, 10, 20, 12);
const iso = (minute: number) => new Date(START + minute * 60_000).toISOString();

test("what ended goes within the hour, again and again, and a fault of the store ends nothing", async () => {
  const { db } = store;
  for (const [id, minute] of [
    ["gone", -1],
    ["soon", 30],
    ["later", 600],
  ] as const) {
    const times = { createdAt: iso(-60), lastUsedAt: iso(-60), expiresAt: iso(minute) };
    await createVaultEntry(db, { id, name: id, ...times });
  }
  await openSignInTry(db, { bucket: "old", at: iso(-16) });
  await openSignInTry(db, { bucket: "young", at: iso(-14) });
  let now = START;
  const pauses: number[] = [];
  const left: unknown[] = [];
  let isDone: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    isDone = resolve;
  });
  const stop = startCleanUp(store, {
    now: () => now,
    // Every rest looks at what is left, moves the time on, and once takes a table away.
    async pause(ms, signal) {
      pauses.push(ms);
      if (pauses.length > 3) {
        isDone();
        return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
      }
      const broken = pauses.length === 2;
      const { rows } = await db.execute<{ id: string }>(
        sql`select id from ${sql.raw(broken ? "vault_aside" : "vault")} order by id`,
      );
      left.push(rows.map((row) => row.id));
      if (pauses.length === 1) await db.execute(sql`alter table vault rename to vault_aside`);
      if (broken) await db.execute(sql`alter table vault_aside rename to vault`);
      now += ms;
    },
  });
  await done;
  await stop();
  expect(pauses).toEqual([3_600_000, 3_600_000, 3_600_000, 3_600_000]);
  expect(left).toEqual([["later", "soon"], ["later", "soon"], ["later"]]);
  const { rows } = await db.execute(sql`select bucket from sign_in_tries`);
  expect(rows).toEqual([]);
});

test("a dead token stays a month in its person's list, and then goes with what hangs on it", async () => {
  const { db } = store;
  for (const [id, expires, revoked] of [
    ["ended", 1, null],
    ["revoked", 60 * 24 * 90, 1],
    ["living", 60 * 24 * 90, null],
  ] as const) {
    const times = { createdAt: iso(0), expiresAt: iso(expires) };
    const revokedAt = revoked === null ? null : iso(revoked);
    const token = { id, tokenHash: id, hint: "slt_", name: id, access: "read", revokedAt } as const;
    const account = {
      source: "kace",
      accountRef: toRef("kace", "user", 1),
      userName: "a",
    } as const;
    await createToken(db, { ...token, ...times }, [account]);
  }
  const tokensAfter = async (days: number) => {
    await cleanUp(store, START + days * 24 * 3_600_000);
    const { rows } = await db.execute<{ id: string; accounts: number }>(sql`
      select t.id, count(a.*)::int as accounts from tokens t
      left join token_accounts a on a.token_id = t.id group by t.id order by t.id`);
    return rows.map(({ id, accounts }) => `${id} ${accounts}`);
  };
  expect(await tokensAfter(30)).toEqual(["ended 1", "living 1", "revoked 1"]);
  expect(await tokensAfter(31)).toEqual(["living 1"]);
  const { rows } = await db.execute(sql`select token_id from token_accounts`);
  expect(rows).toHaveLength(1);
});
