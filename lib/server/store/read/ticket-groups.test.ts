import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TICKET_GROUPINGS } from "@/lib/contracts/ticket-fields";
import { toRef } from "@/lib/domain/ref";
import type { PriorityLevel } from "@/lib/domain/ticket";
import type { Store } from "../db";
import { NOW, VIEWERS, aTicket, fillWithCompany } from "../test-company";
import { createTestStore } from "../test-database";
import { applyTickets } from "../write/apply";
import type { TicketQuery } from "./ticket-filters";
import { NO_GROUP, crossedBy, listGroupedTickets, type TicketGrouping } from "./ticket-groups";
import { listTickets } from "./tickets";

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
  await fillWithCompany(store);
  const day = (days: number) => new Date(Date.parse(NOW) + days * 86_400_000).toISOString();
  await applyTickets(
    store,
    Array.from({ length: 60 }, (_, at) => {
      const level: PriorityLevel | null = ([1, 2, null] as const)[at % 3] ?? null;
      return aTicket(at % 2 === 0 ? "kace" : "sysaid", 500 + at, {
        queueRef: at % 4 === 0 ? null : toRef("kace", "queue", at % 4),
        queueLabel: at % 4 === 0 ? null : (["", "Network", "desk", "Apps"][at % 4] ?? null),
        priorityLevel: level,
        category: [null, "Hardware::Printer", ""][at % 3] ?? null,
        statusKind: (["new", "open", "waiting", "closed"] as const)[at % 4] ?? "open",
        assigneeRef: at % 3 === 0 ? null : toRef("kace", "user", `nobody${at % 5}`),
        assigneeName: at % 5 === 0 ? null : `Person ${at % 5}`,
        requesterName: `Person ${at % 7}`,
        dueAt: at % 6 === 0 ? null : day((at % 11) - 4),
        createdAt: day(-at * 2),
        updatedAt: day(-at / 7),
      });
    }),
  );
});
afterAll(() => store.close());

const everybody = Object.entries(VIEWERS);
const all = () => {
  const found = VIEWERS["administrator of both"];
  if (found === undefined) throw new Error("nobody sees all");
  return found;
};
const PAGE = { limit: 500, offset: 0 };

describe.each(TICKET_GROUPINGS)("tickets by %s", (group) => {
  test.each(everybody)("hold all that %s sees, each once and counted truly", async (_, viewer) => {
    const whole = await listTickets(store.db, viewer, PAGE, NOW);
    const grouped = await listGroupedTickets(store.db, viewer, { ...PAGE, group }, NOW);
    expect(grouped.total).toBe(whole.total);
    expect(grouped.groups.reduce((sum, { count }) => sum + count, 0)).toBe(whole.total);
    expect(grouped.rows.map(({ ref }) => ref).sort()).toEqual(
      whole.rows.map(({ ref }) => ref).sort(),
    );
    expect(new Set(grouped.groups.map(({ value }) => value)).size).toBe(grouped.groups.length);
  });

  test("pages never overlap, cross headings, and leave folded groups out", async () => {
    const query = { group, sort: { field: "title", descending: false } } as const;
    const whole = await read({ ...query, ...PAGE });
    const pages = await Promise.all(
      [0, 7, 14, 21, 28, 35, 42, 49, 56, 63, 70].map((offset) =>
        read({ ...query, limit: 7, offset }),
      ),
    );
    const refs = pages.flatMap(({ rows }) => rows.map(({ ref }) => ref));
    expect(refs).toEqual(whole.rows.map(({ ref }) => ref).slice(0, 77));

    const [first, second] = whole.groups;
    if (first === undefined || second === undefined) throw new Error("one group says nothing");
    const folded = await read({ ...query, ...PAGE, folded: [first.value] });
    expect(folded.total).toBe(whole.total - first.count);
    expect(folded.groups.map(({ count }) => count)).toEqual(whole.groups.map(({ count }) => count));
    expect(folded.groups.map(({ isFolded }) => isFolded).filter(Boolean)).toHaveLength(1);
    expect(folded.rows.map(({ ref }) => ref)).toEqual(
      whole.rows.slice(first.count).map(({ ref }) => ref),
    );
  });
});

const read = (query: TicketQuery & { group: TicketGrouping; folded?: readonly string[] }) =>
  listGroupedTickets(store.db, all(), query, NOW);

test("what tells nothing stands last, names in their order whatever their case", async () => {
  const { groups } = await read({ ...PAGE, group: "queue" });
  expect(groups.map(({ label }) => label)).toEqual(["Apps", "desk", "Network", NO_GROUP]);
});

test("due tickets stand by how pressing they are, in the asker's days", async () => {
  const { groups, rows } = await read({ ...PAGE, group: "due", zone: "Europe/Berlin" });
  expect(groups.map(({ value }) => value)).toEqual([
    "overdue",
    "today",
    "week",
    "later",
    "closed",
    NO_GROUP,
  ]);
  const overdue = groups[0]?.count ?? 0;
  expect(rows.slice(0, overdue).every(({ isOverdue }) => isOverdue)).toBe(true);
  expect(rows.slice(overdue).some(({ isOverdue }) => isOverdue)).toBe(false);
});

test("a window is read out of the groups that it crosses", () => {
  const groups = [2, 3, 1, 4].map((count) => ({ count }));
  const crossed = (offset: number, limit: number) => {
    const found = crossedBy(groups, { offset, limit });
    return [found.crossed.map(({ count }) => count), found.offset];
  };
  expect(crossed(0, 2)).toEqual([[2], 0]);
  expect(crossed(1, 2)).toEqual([[2, 3], 1]);
  expect(crossed(4, 3)).toEqual([[3, 1, 4], 2]);
  expect(crossed(10, 5)).toEqual([[], 10]);
});
