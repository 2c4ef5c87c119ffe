import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseRef, toRef } from "@/lib/domain/ref";
import { STATUS_KINDS } from "@/lib/domain/ticket";
import type { Store } from "../db";
import { NOW, VIEWERS, aTicket, fillWithCompany } from "../test-company";
import { createTestStore } from "../test-database";
import { applyTickets } from "../write/apply";
import type { TicketFilter } from "./ticket-filters";
import { countAllTickets, countQueues, newestPerSource, type OpenGrouping } from "./ticket-queues";
import { listTickets } from "./tickets";

// Every count of a queue is held to the list that it opens, for everybody who looks.

let store: Store;
const DESK = { queueRef: toRef("kace", "queue", 1), queueLabel: "Desk" };
const NETWORK = { queueRef: toRef("sysaid", "group", 2), queueLabel: "Network" };
const TIM = toRef("kace", "user", "tim");
beforeAll(async () => {
  store = await createTestStore();
  await fillWithCompany(store);
  await applyTickets(store, [
    aTicket("kace", 20, { ...DESK, requesterRef: TIM, dueAt: "2026-11-20T12:30:00.000Z" }),
    aTicket("kace", 21, { ...DESK, requesterRef: TIM, dueAt: "2026-11-20T13:00:00.000Z" }),
    aTicket("kace", 22, { ...DESK, dueAt: "2026-11-20T11:59:00.000Z" }),
    aTicket("kace", 23, {
      ...DESK,
      statusKind: "closed",
      dueAt: "2026-11-20T12:30:00.000Z",
      closedAt: "2026-11-19T23:30:00.000Z",
    }),
    aTicket("sysaid", 24, { ...NETWORK, statusKind: "waiting" }),
    aTicket("sysaid", 25, { ...NETWORK, createdAt: "2026-11-19T22:30:00.000Z" }),
    aTicket("kace", 26, { createdAt: "2026-10-01T08:00:00.000Z", requesterRef: TIM }),
  ]);
});
afterAll(() => store.close());

const PAGE = { limit: 500, offset: 0 };
const SINCE = { kace: "2026-11-20T09:00:00.000Z", sysaid: "2026-11-10T00:00:00.000Z" };
const refs = (value: string) => [parseRef(value)].filter((ref) => ref !== null);
const GROUPINGS: Record<OpenGrouping, (value: string) => TicketFilter> = {
  queue: (value) => ({ queue: refs(value) }),
  assignee: (value) => ({ assignee: refs(value) }),
  priority: (value) => ({ priority: [value] }),
  status: (value) => ({ status: STATUS_KINDS.filter((kind) => kind === value) }),
};
const parseGrouping = (text: string): OpenGrouping =>
  (["assignee", "priority", "status"] as const).find((by) => by === text) ?? "queue";
const FILTERS: Record<string, TicketFilter> = {
  open: { flag: ["open"] },
  mine: { flag: ["mine", "open"] },
  overdue: { flag: ["overdue"] },
  dueWithinHour: { flag: ["dueWithinHour"] },
  waiting: { status: ["waiting"] },
  waitingOrClosed: { status: ["waiting", "closed"] },
  new: { flag: ["newSince"], since: SINCE },
  newOfOne: { flag: ["newSince"], since: { kace: SINCE.kace } },
  newToNobody: { flag: ["newSince"] },
  all: {},
  asked: { flag: ["requested"] },
  searched: { q: "ticket", flag: ["open"] },
  desk: { queue: [DESK.queueRef], flag: ["open"] },
  ofTim: { requester: [TIM] },
  createdYesterday: { created: ["yesterday"], zone: "Europe/Berlin" },
  createdLately: { created: ["today", "older30"], flag: ["open"] },
  closedToday: { closed: ["today"], zone: "Europe/Berlin" },
  dueToday: { due: ["today"] },
  dueNever: { due: ["none"], updated: ["last30"] },
};

describe.each(Object.entries(VIEWERS))("%s", (_, visibility) => {
  test("finds as many rows in each queue as its count says", async () => {
    const questions = Object.entries(FILTERS).map(([id, filter]) => ({ id, filter }));
    const { counts } = await countQueues(store.db, visibility, questions, { now: NOW });
    for (const [id, filter] of Object.entries(FILTERS)) {
      const { total } = await listTickets(store.db, visibility, { ...PAGE, ...filter }, NOW);
      expect(counts.get(id), id).toBe(total);
    }
    expect(await countAllTickets(store.db, visibility)).toBe(counts.get("all"));
  });

  test.each(Object.entries(GROUPINGS))("finds as many open rows by %s", async (by, toFilter) => {
    const { counts, groups } = await countQueues(
      store.db,
      visibility,
      [{ id: "open", filter: { flag: ["open"] } }],
      { by: parseGrouping(by), now: NOW },
    );
    for (const { value, count } of groups) {
      const filter = { ...PAGE, ...toFilter(value), flag: ["open" as const] };
      const { total } = await listTickets(store.db, visibility, filter, NOW);
      expect(count, value).toBe(total);
    }
    const { total } = await listTickets(store.db, visibility, { ...PAGE, flag: ["open"] }, NOW);
    expect(counts.get("open")).toBe(total);
  });

  test("is told the newest ticket of each source that they see", async () => {
    const { rows } = await listTickets(store.db, visibility, { ...PAGE, sort: undefined }, NOW);
    const newest = await newestPerSource(store.db, visibility, {}, NOW);
    for (const source of ["kace", "sysaid"] as const) {
      const moments = rows.filter((row) => row.source === source).map((row) => row.createdAt);
      expect(newest[source]).toBe(moments.sort().at(-1));
    }
  });
});

const all = VIEWERS["administrator of both"];
const numbersOf = async (filter: TicketFilter) => {
  if (all === undefined) throw new Error("nobody sees all");
  const { rows } = await listTickets(store.db, all, { ...PAGE, ...filter }, NOW);
  return rows.map((row) => row.number).sort();
};

test("what is due within the hour is neither late, nor due on the hour's last second, nor closed", async () => {
  expect(await numbersOf({ flag: ["dueWithinHour"] })).toEqual(["20"]);
});

test("a day is the asker's own", async () => {
  const berlin = { zone: "Europe/Berlin" };
  expect(await numbersOf({ created: ["yesterday"], ...berlin })).toEqual(["25"]);
  expect(await numbersOf({ created: ["yesterday"] })).toEqual(["25"]);
  expect(await numbersOf({ closed: ["yesterday"] })).toEqual(["23"]);
  expect(await numbersOf({ closed: ["yesterday"], ...berlin })).toEqual([]);
  expect(await numbersOf({ closed: ["today"], ...berlin })).toEqual(["23", "3"]);
});

test("what is new is judged by each source's own mark, and by no other ticket of it", async () => {
  expect(await numbersOf({ flag: ["newSince"], since: SINCE })).toEqual(["25", "6"]);
  const mark = { kace: "2026-11-20T10:00:00.000Z" };
  expect(await numbersOf({ flag: ["newSince"], since: mark })).toEqual([]);
});

test("groups are those that hold open tickets, the fullest first", async () => {
  if (all === undefined) throw new Error("nobody sees all");
  const { groups } = await countQueues(store.db, all, [], { now: NOW });
  expect(groups.map(({ label, source, count }) => [label, source, count])).toEqual([
    ["Desk", "kace", 3],
    ["Network", "sysaid", 2],
  ]);
});
