import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { beginAgainOnDeadlock } from "./begin-again";
import { createTestStore } from "./test-database";

test("two that wait for each other in a circle both come through, and each is done once", async () => {
  const store = await createTestStore();
  try {
    await store.db.execute(sql`create table sums (name text primary key, sum int not null)`);
    await store.db.execute(sql`insert into sums values ('a', 0), ('b', 0)`);
    const add = (tx: Pick<typeof store.db, "execute">, name: string) =>
      tx.execute(sql`update sums set sum = sum + 1 where name = ${name}`);
    let tries = 0;
    const standing: (() => void)[] = [];
    // The first try of each goes on only when both hold their first row.
    const bothHold = () =>
      new Promise<void>((resolve) => {
        standing.push(resolve);
        if (standing.length === 2) for (const go of standing) go();
        if (standing.length > 2) resolve();
      });
    const addBoth = (first: string, second: string) =>
      beginAgainOnDeadlock(() =>
        store.db.transaction(async (tx) => {
          tries += 1;
          await add(tx, first);
          await bothHold();
          await add(tx, second);
        }),
      );
    await Promise.all([addBoth("a", "b"), addBoth("b", "a")]);
    expect(tries).toBe(3);
    const { rows } = await store.db.execute(sql`select name, sum from sums order by name`);
    expect(rows).toEqual([
      { name: "a", sum: 2 },
      { name: "b", sum: 2 },
    ]);
  } finally {
    await store.close();
  }
});

test("any other failure is thrown at once", async () => {
  let tries = 0;
  const work = async () => {
    tries += 1;
    throw new Error("no such table", { cause: new Error("42P01") });
  };
  await expect(beginAgainOnDeadlock(work)).rejects.toThrow("no such table");
  expect(tries).toBe(1);
});
