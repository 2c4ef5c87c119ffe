import { sql, type SQL } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { splitRef, toRef, type Ref } from "@/lib/domain/ref";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db, Store } from "../db";
import { CIS, NOW, TICKETS, VIEWERS, aTicket, fillWithCompany } from "../test-company";
import { createTestStore } from "../test-database";
import { claimLinkWrite, pairOf, sayOfPair, settleLinkWrite } from "../ticket-links-repo";
import { applyTickets } from "../write/apply";
import { readCiBeside } from "./ci-neighbours";
import { readCi } from "./cis";
import { listDevices } from "./devices";
import { readAnchor, readRequester, readRequesterTickets } from "./ticket-context";
import { readDevicesBeside } from "./ticket-devices";
import { readTicketLinks, readTwinCandidates } from "./ticket-twins";
import { listTickets, readTicket } from "./tickets";
import { resolveSight } from "./visibility";

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
  await fillWithCompany(store);
});
afterAll(() => store.close());

const ALL = VIEWERS["administrator of both"] ?? never();
function never(): never {
  throw new Error("the company has no such viewer");
}
const PAGE = { limit: 500, offset: 0 };
const anchorOf = async (visibility: Visibility, ref: Ref) =>
  (await readAnchor(store.db, visibility, ref)) ?? never();
/** Every ref that an answer names, wherever. */
const refsIn = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/"((?:kace|sysaid):\w+:[^"]+)"/g)].map(([, ref = ""]) => ref);

describe.each(Object.entries(VIEWERS))("%s", (_name, visibility) => {
  test("finds around each ticket what the lists show them, and nothing else", async () => {
    const { db } = store;
    const devices = await listDevices(db, visibility, PAGE, NOW);
    const seenDevices = new Set(devices.rows.flatMap((row) => row.records));
    for (const { ref } of TICKETS) {
      const anchor = await readAnchor(db, visibility, ref);
      expect(anchor === null, ref).toBe((await readTicket(db, visibility, ref)) === null);
      if (anchor === null) continue;
      const { requesterRef } = anchor;
      const requester = requesterRef === null ? [] : [requesterRef];
      const tickets = await readRequesterTickets(db, anchor, NOW);
      const list = await listTickets(db, visibility, { ...PAGE, requester }, NOW);
      if (requesterRef !== null) expect(tickets.total, ref).toBe(list.total);
      for (const row of tickets.rows) expect(list.rows.map((one) => one.ref)).toContain(row.ref);

      const beside = await readDevicesBeside(db, anchor, { since: "2026-08-22", now: NOW });
      for (const device of [beside.own, ...beside.others]) {
        if (device) expect(seenDevices.has(device.ref), device.ref).toBe(true);
      }
      const owned = await listDevices(db, visibility, { ...PAGE, owner: requester }, NOW);
      if (requesterRef !== null) expect(beside.total).toBe(owned.total);

      for (const account of await readRequester(db, anchor)) {
        expect(visibility[account.source]).not.toBe("none");
      }
      for (const twin of await readTwinCandidates(db, anchor)) {
        expect(await readTicket(db, visibility, twin.ref), twin.ref).not.toBeNull();
        expect(twin.source).not.toBe(anchor.source);
      }
    }
  });

  test("is shown a CI and those next to it as its own page shows them", async () => {
    const { db } = store;
    const sight = await resolveSight(db, visibility);
    for (const { ref } of CIS) {
      const beside = await readCiBeside(db, sight, ref);
      expect(beside === null, ref).toBe((await readCi(db, visibility, ref)) === null);
      for (const other of refsIn(beside?.relations ?? [])) {
        const [known] = CIS.filter((one) => one.ref === other);
        expect(await readCi(db, visibility, known?.ref ?? never())).not.toBeNull();
      }
    }
  });
});

test("relations are told from the CI's own side, those that lean on it first", async () => {
  const beside = await readCiBeside(
    store.db,
    await resolveSight(store.db, ALL),
    toRef("sysaid", "ci", 2),
  );
  expect(beside).toMatchObject({ name: "Payroll app", related: 3 });
  expect(
    beside?.relations.map(({ relation, incoming, total, rows }) => [
      relation,
      incoming,
      total,
      rows.map(({ name }) => name).join(),
    ]),
  ).toEqual([
    ["is used by", true, 1, "Payroll"],
    ["2", true, 1, "Laptop of Tim"],
    ["uses", false, 1, "db-1"],
  ]);
});

const [TIM_KACE, TIM_SYSAID] = [toRef("kace", "ticket", 1), toRef("sysaid", "record", 1)] as const;

test("twins are sought near in time, of the same person or device, and not among the closed where it is closed", async () => {
  const twinsOf = async (ref: Ref) =>
    (await readTwinCandidates(store.db, await anchorOf(ALL, ref))).map((one) => one.ref);
  expect(await twinsOf(TIM_KACE)).toEqual([TIM_SYSAID]);
  const early = aTicket("sysaid", 90, {
    requesterRef: toRef("sysaid", "user", "tim"),
    createdAt: "2026-10-01T08:00:00.000Z",
  });
  const closed = aTicket("sysaid", 91, {
    requesterRef: toRef("sysaid", "user", "tim"),
    statusKind: "closed",
  });
  await applyTickets(store, [early, closed]);
  expect((await twinsOf(TIM_KACE)).sort()).toEqual([TIM_SYSAID, closed.ref]);
  await applyTickets(store, [
    aTicket("kace", 92, { requesterRef: toRef("kace", "user", "tim"), statusKind: "closed" }),
  ]);
  expect(await twinsOf(toRef("kace", "ticket", 92))).toEqual([TIM_SYSAID]);
});

test("among many tickets, twins are found by the person's and the device's own indexes", async () => {
  const many = Array.from({ length: 3000 }, (_, at) => aTicket("sysaid", 10_000 + at));
  await applyTickets(store, many, { firstFill: true });
  await store.db.execute(sql`analyze tickets`);
  const plans: string[] = [];
  await readTwinCandidates(explaining(store.db, plans), await anchorOf(ALL, TIM_KACE));
  expect(plans).toHaveLength(1);
  const names = [...(plans[0] ?? "").matchAll(/"Index Name":"(\w+)"/g)].map(([, name]) => name);
  expect(names).toEqual(expect.arrayContaining(["tickets_requester", "tickets_device"]));
  expect(plans[0]).not.toMatch(/"Seq Scan"[^{}]*"Relation Name":"tickets"/);
});

/** A database that tells the plan of each query before it runs it. */
function explaining(db: Db, plans: string[]): Db {
  return new Proxy(db, {
    get(target, name) {
      if (name !== "execute") return Reflect.get(target, name);
      return async (query: SQL) => {
        const plan = await target.execute(sql`explain (format json) ${query}`);
        plans.push(JSON.stringify(plan.rows));
        return target.execute(query);
      };
    },
  });
}

test("what is said of a pair is one row, whichever ticket is named first, and takes it out of the offers", async () => {
  const pair = pairOf(TIM_SYSAID, TIM_KACE);
  expect(pair).toEqual(pairOf(TIM_KACE, TIM_SYSAID));
  const said = { by: "abe", at: NOW };
  await sayOfPair(store.db, pair, { ...said, verdict: "different" });
  for (const [ref, other] of [
    [TIM_KACE, TIM_SYSAID],
    [TIM_SYSAID, TIM_KACE],
  ] as const) {
    const anchor = await anchorOf(ALL, ref);
    expect(await readTicketLinks(store.db, anchor)).toMatchObject([
      { link: { verdict: "different", saidBy: "abe" }, other: { ref: other } },
    ]);
    const twins = await readTwinCandidates(store.db, anchor);
    expect(twins.map((one) => one.ref)).not.toContain(other);
  }
  const inKace = VIEWERS["administrator of KACE"] ?? never();
  expect(await readTicketLinks(store.db, await anchorOf(inKace, TIM_KACE))).toEqual([]);
});

test("the writing of a link is one person's at a time, and nobody's after it is done", async () => {
  const pair = pairOf(toRef("kace", "ticket", 2), toRef("sysaid", "record", 2));
  const claim = (at: string) => claimLinkWrite(store.db, pair, "kace", at);
  const settle = (state: string, at: string) =>
    settleLinkWrite(store.db, pair, "kace", { state, words: "x", at });
  expect(await claim(NOW)).toBe("taken");
  await sayOfPair(store.db, pair, { verdict: "linked", by: "abe", at: NOW });
  const minute = (n: number) => new Date(Date.parse(NOW) + n * 60_000).toISOString();
  const both = await Promise.all([claim(NOW), claim(NOW)]);
  expect(both.sort()).toEqual(["free", "taken"]);
  expect(await claim(minute(1))).toBe("taken");
  // Its server has died meanwhile.
  expect(await claim(minute(5))).toBe("unclear");
  await settle("refused", minute(6));
  expect(await claim(minute(6))).toBe("free");
  await settle("unknown", minute(7));
  expect(await claim(minute(7))).toBe("unclear");
  await settle("done", minute(8));
  expect(await claim(minute(60))).toBe("taken");
  await sayOfPair(store.db, pair, { verdict: "undone", by: "abe", at: minute(61) });
  await sayOfPair(store.db, pair, { verdict: "linked", by: "bea", at: minute(62) });
  expect(await claim(minute(63))).toBe("taken");
  const [{ link } = never()] = await readTicketLinks(
    store.db,
    await anchorOf(ALL, toRef("kace", "ticket", 2)),
  );
  expect(link).toMatchObject({ saidBy: "bea", written: { kace: "done", kaceWords: "x" } });
  expect(splitRef(link.ticketA).source).toBe("kace");
});
