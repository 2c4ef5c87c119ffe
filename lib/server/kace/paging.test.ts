import { expect, test } from "vitest";
import type { GatewayResponse } from "@/lib/server/http/gateway";
import { UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { Cursor } from "@/lib/server/upstream/port";
import { parseFiltering, parsePaging } from "@/simulators/kace/query";
import type { Send } from "./client";
import { readAll, readPage } from "./paging";
import { NamedWire } from "./wire";

const call = { priority: "sweep" } as const;

interface Habits {
  ignoresFilter?: boolean;
  ignoresOffset?: boolean;
  ignoresLimit?: boolean;
  ignoresOrder?: boolean;
  countless?: boolean;
  /** Happens between the answers. */
  between?: (rows: number[], answers: number) => number[];
}

/** An appliance of its habits, as far as paging goes. */
function appliance(start: number[], habits: Habits = {}) {
  let rows = start;
  let answers = 0;
  const asked: string[] = [];
  const send: Send = (_id, { query }) => {
    if (answers > 50) throw new Error("paging does not end");
    const { limit, offset } = parsePaging(
      `limit ${query?.paging?.limit} offset ${query?.paging?.offset}`,
    );
    const after = parseFiltering(query?.filtering ?? "").find((term) => term.field === "id");
    const order = habits.ignoresOrder ? rows : [...rows].sort((a, b) => a - b);
    const found = order.filter(
      (id) => habits.ignoresFilter || !after || id > Number(after.values[0]),
    );
    const from = habits.ignoresOffset ? 0 : offset;
    const page = habits.ignoresLimit ? found : found.slice(from, from + (limit ?? found.length));
    asked.push(`${query?.filtering ?? ""}|${offset}`);
    rows = habits.between?.(rows, ++answers) ?? rows;
    const body = {
      ...(habits.countless ? {} : { Count: found.length }),
      Queues: page.map((id) => ({ id })),
    };
    const answer: GatewayResponse = {
      status: 200,
      headers: { get: () => "application/json" },
      text: JSON.stringify(body),
      finalUrlPath: "/",
      json: () => body,
    };
    return Promise.resolve(answer);
  };
  const listing = { operation: "queues.list", shape: NamedWire, pageSize: 3 } as const;
  const read = async () => (await readAll(send, listing, call)).map((row) => row.id);
  return { read, send, listing, asked };
}

const range = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

test.each([
  ["as asked", {}, 4],
  ["without a count", { countless: true }, 5],
  ["offset ignored", { ignoresOffset: true }, 4],
  ["limit and offset ignored", { ignoresOffset: true, ignoresLimit: true }, 1],
  [
    "filter, limit and offset ignored",
    { ignoresFilter: true, ignoresOffset: true, ignoresLimit: true },
    1,
  ],
] satisfies [string, Habits, number][])(
  "every row is read once: %s",
  async (_name, habits, requests) => {
    const { read, asked } = appliance([5, 3, 1, 2, 4, 10, 9, 8, 7, 6], habits);
    expect(await read()).toEqual(range(10));
    expect(asked.length).toBe(requests);
  },
);

test("an appliance without order is read by offset", async () => {
  const { read, asked } = appliance([5, 3, 1, 2, 4, 10, 9, 8, 7, 6], { ignoresOrder: true });
  expect((await read()).sort((a, b) => a - b)).toEqual(range(10));
  expect(asked).toEqual(["|0", "|3", "|6", "|9"]);
});

test.each([
  ["the same page for every question", { ignoresFilter: true, ignoresOffset: true }],
  ["the same page without order", { ignoresFilter: true, ignoresOffset: true, ignoresOrder: true }],
] satisfies [string, Habits][])("%s is not taken for the whole", async (_name, habits) => {
  const { read, asked } = appliance([3, 1, 2, 4, 5, 6, 7], habits);
  await expect(read()).rejects.toBeInstanceOf(UpstreamShapeError);
  expect(asked.length).toBe(2);
});

test("rows that come and go while pages are read neither hide others nor stop the reading", async () => {
  const between = (rows: number[], answers: number) =>
    answers === 1 ? rows.filter((id) => id !== 1 && id !== 5) : [...rows, 11];
  const { read } = appliance(range(10), { between });
  expect(await read()).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 10, 11]);
});

test("an empty page although rows remain is not the end", async () => {
  const { send, listing } = appliance([1, 2, 3, 4]);
  const emptied: Send = async (...how) => {
    const answer = await send(...how);
    return { ...answer, json: () => ({ Count: 4, Queues: [] }) };
  };
  await expect(readPage(emptied, listing, undefined, call)).rejects.toBeInstanceOf(
    UpstreamShapeError,
  );
  const nothing: Send = async (...how) => ({
    ...(await send(...how)),
    json: () => ({ Count: 0, Queues: [] }),
  });
  expect(await readPage(nothing, listing, undefined, call)).toEqual({
    done: true,
    rows: [],
    total: 0,
  });
});

test("a cursor survives being kept as JSON, and a foreign one starts anew", async () => {
  const { send, listing } = appliance(range(7));
  const ids: number[] = [];
  let cursor: Cursor | undefined = { page: "of another version" };
  for (let isDone = false; !isDone;) {
    const page = await readPage(send, listing, cursor, call);
    expect(page.total).toBe(7);
    ids.push(...page.rows.map((row) => row.id));
    isDone = page.done;
    const kept: unknown = page.done ? {} : JSON.parse(JSON.stringify(page.cursor));
    cursor = Object.fromEntries(Object.entries(kept ?? {}));
  }
  expect(ids).toEqual(range(7));
});
