import { z } from "zod";
import { CiFacetsResult, ListCisResult } from "@/lib/contracts/cis";
import { DeviceFacetsResult, ListDevicesResult } from "@/lib/contracts/devices";
import { HomeResult, TeamResult } from "@/lib/contracts/metrics";
import { ListTicketsResult, TicketFacetsResult } from "@/lib/contracts/tickets";
import type { Account, Role, Truth } from "./appliance";
import { expect, test } from "./fixtures";
import type { Session } from "./session";
import { readOwnThings, readPeopleThings, type Things } from "./upstream-things";

// Everybody tries to see too much, over HTTP, and is compared with what each system itself shows them.

const ROLES = ["administrator", "agent", "manager", "user", "secondFactor", "kaceOnly"] as const;
const ALL_OF_BOTH = ["administrator", "agent", "secondFactor"] as const satisfies readonly Role[];

const listTickets = (session: Session, query?: Record<string, string>) =>
  session.listAll("/api/tickets", ListTicketsResult, query);
const listDevices = (session: Session, query?: Record<string, string>) =>
  session.listAll("/api/devices", ListDevicesResult, query);
const listCis = (session: Session, query?: Record<string, string>) =>
  session.listAll("/api/cis", ListCisResult, query);

const sorted = (refs: Iterable<string>) => [...refs].sort();
const ref = (text: string) => encodeURIComponent(text);

for (const role of ALL_OF_BOTH) {
  test(`${role}: sees every ticket, device record and CI of both systems, each once`, async ({
    as,
    account,
    kace,
    sysaid,
  }) => {
    const session = await as(role);
    const theirs = await readOwnThings({ kace, sysaid }, account("administrator"));
    const tickets = await listTickets(session);
    expect(sorted(tickets.rows.map((row) => row.ref))).toEqual(sorted(theirs.tickets));
    expect(tickets.total).toBe(tickets.rows.length);
    const cis = await listCis(session);
    expect(sorted(cis.rows.map((row) => row.ref))).toEqual(sorted(theirs.cis));
    const records = (await listDevices(session)).rows.flatMap((row) => row.records);
    expect(records).toHaveLength(new Set(records).size);
    const known = new Set<string>(records);
    expect(sorted(theirs.deviceRecords).filter((one) => !known.has(one))).toEqual([]);
  });
}

test("a standard user sees the tickets that each system itself shows them, and no other", async ({
  as,
  account,
  kace,
  sysaid,
}) => {
  const session = await as("user");
  const own = await readOwnThings({ kace, sysaid }, account("user"));
  const tickets = await listTickets(session);
  expect(sorted(tickets.rows.map((row) => row.ref))).toEqual(sorted(own.tickets));
  expect(own.tickets.size).toBeGreaterThan(0);
});

test("a standard user sees the devices that each system itself shows them, and no other", async ({
  as,
  account,
  kace,
  sysaid,
}) => {
  const session = await as("user");
  const own = await readOwnThings({ kace, sysaid }, account("user"));
  const devices = await listDevices(session);
  expect(own.deviceRecords.size).toBeGreaterThan(0);
  const shown = new Set<string>(devices.rows.flatMap((row) => row.records));
  expect(sorted(own.deviceRecords).filter((one) => !shown.has(one))).toEqual([]);
  const foreign = devices.rows.filter((row) =>
    row.sources.some(
      (source) => !row.records.some((one) => one.startsWith(source) && own.deviceRecords.has(one)),
    ),
  );
  expect(foreign).toEqual([]);
});

test("a manager sees what is theirs and their people's, direct and indirect, and nothing else", async ({
  as,
  account,
  truth,
  kace,
  sysaid,
}) => {
  const session = await as("manager");
  const { personId } = account("manager");
  const direct = truth.people.filter((one) => one.managerId === personId).map((one) => one.id);
  const everybody = await readPeopleThings({ kace, sysaid }, truth);
  const own = await readOwnThings({ kace, sysaid }, account("manager"));
  const allowed = union([own, everybody.of([personId, ...reportsOf(truth, personId)])]);
  const due = union([own, everybody.of([personId, ...direct])]);

  const shown = new Set<string>((await listTickets(session)).rows.map((row) => row.ref));
  expect(sorted(shown).filter((one) => !allowed.tickets.has(one))).toEqual([]);
  expect(sorted(due.tickets).filter((one) => !shown.has(one))).toEqual([]);
  expect(shown.size).toBeGreaterThan(own.tickets.size);

  const devices = (await listDevices(session)).rows;
  const foreign = devices.filter((row) =>
    row.sources.some(
      (source) =>
        !row.records.some((one) => one.startsWith(source) && allowed.deviceRecords.has(one)),
    ),
  );
  expect(foreign).toEqual([]);
  const team = await session.get("/api/team", TeamResult);
  expect(team.members.length).toBeGreaterThanOrEqual(direct.length);
  const people = new Set(
    reportsOf(truth, personId).flatMap((id) => {
      const person = truth.people.find((one) => one.id === id);
      return [`kace:user:${person?.kaceUser}`, `sysaid:user:${person?.sysaidUser}`];
    }),
  );
  expect(team.members.flatMap((member) => member.refs).filter((one) => !people.has(one))).toEqual(
    [],
  );
});

test("who is signed in to KACE alone gets nothing of SysAid, by any route", async ({
  as,
  account,
  kace,
  sysaid,
}) => {
  const session = await as("kaceOnly");
  const own = await readOwnThings({ kace, sysaid }, account("kaceOnly"));
  const tickets = await listTickets(session);
  expect(sorted(tickets.rows.map((row) => row.ref))).toEqual(sorted(own.tickets));
  const devices = await listDevices(session);
  expect(devices.rows.flatMap((row) => row.sources).filter((one) => one !== "kace")).toEqual([]);
  expect(devices.rows.flatMap((row) => row.records).filter(isOfSysaid)).toEqual([]);
  expect((await listCis(session)).total).toBe(0);
  expect((await listTickets(session, { source: "sysaid" })).total).toBe(0);
  expect((await listDevices(session, { source: "sysaid" })).total).toBe(0);
  const home = await session.get("/api/home", HomeResult);
  expect(home.changes.filter((change) => isOfSysaid(change.ref))).toEqual([]);
  expect(home.sources.sysaid.state).toBe("missing");
  const other = await as("administrator");
  const [record] = (await listTickets(other, { source: "sysaid" })).rows;
  const [ci] = (await listCis(other)).rows;
  for (const path of [
    `/api/tickets/${ref(record?.ref ?? "")}`,
    `/api/tickets/${ref(record?.ref ?? "")}?fresh=1`,
    `/api/cis/${ref(ci?.ref ?? "")}`,
    `/api/cis/${ref(ci?.ref ?? "")}/graph?depth=4`,
  ]) {
    expect((await session.refusalOf("GET", path)).code, path).toBe("not_found");
  }
});

for (const role of ["user", "manager", "kaceOnly"] as const) {
  test(`${role}: what is foreign does not exist, whatever is asked`, async ({ as }) => {
    const session = await as(role);
    const all = await as("administrator");
    const own = new Set<string>((await listTickets(session)).rows.map((row) => row.ref));
    const foreign = (await listTickets(all)).rows.filter((row) => !own.has(row.ref));
    for (const row of spread(foreign, 6)) {
      const path = `/api/tickets/${ref(row.ref)}`;
      expect((await session.refusalOf("GET", path)).code).toBe("not_found");
      expect((await session.refusalOf("GET", `${path}?fresh=1`)).code).toBe("not_found");
      const comment = { act: "comment", text: "I should not be here", internal: false };
      expect((await session.refusalOf("POST", `${path}/writes`, comment)).code).toBe("not_found");
      const found = await listTickets(session, { q: row.title });
      expect(found.rows.filter((one) => !own.has(one.ref))).toEqual([]);
      expect(found.total).toBe(found.rows.length);
    }
    const ownDevices = new Set<string>(
      (await listDevices(session)).rows.flatMap((row) => row.records),
    );
    const devices = (await listDevices(all)).rows.filter(
      (row) => !row.records.some((one) => ownDevices.has(one)),
    );
    for (const row of spread(devices, 6)) {
      const path = `/api/devices/${ref(row.ref)}`;
      expect((await session.refusalOf("GET", path)).code).toBe("not_found");
      const about = await listTickets(session, { device: row.ref });
      expect(about.rows.filter((one) => !own.has(one.ref))).toEqual([]);
    }
    const ownCis = new Set<string>((await listCis(session)).rows.map((row) => row.ref));
    const cis = (await listCis(all)).rows.filter((row) => !ownCis.has(row.ref));
    for (const row of spread(cis, 4)) {
      expect((await session.refusalOf("GET", `/api/cis/${ref(row.ref)}`)).code).toBe("not_found");
      const graph = `/api/cis/${ref(row.ref)}/graph?depth=4`;
      expect((await session.refusalOf("GET", graph)).code).toBe("not_found");
    }
    expect((await session.refusalOf("GET", "/api/wall-links")).code).toBe("forbidden");
    expect((await session.refusalOf("POST", "/api/wall-links", { name: "Mine" })).code).toBe(
      "forbidden",
    );
  });
}

for (const role of ROLES) {
  test(`${role}: totals, facets and home count exactly the rows that are listed`, async ({
    as,
  }) => {
    const session = await as(role);
    const tickets = await listTickets(session);
    expect(tickets.rows).toHaveLength(tickets.total);
    const devices = await listDevices(session);
    expect(devices.rows).toHaveLength(devices.total);
    const cis = await listCis(session);
    expect(cis.rows).toHaveLength(cis.total);

    const ofTickets = await session.get("/api/tickets/facets", TicketFacetsResult);
    expect(sum(ofTickets.facets["source"])).toBe(tickets.total);
    expect(sum(ofTickets.facets["status"])).toBe(tickets.total);
    const ofDevices = await session.get("/api/devices/facets", DeviceFacetsResult);
    expect(sum(ofDevices.facets["coverage"])).toBe(devices.total);
    const ofCis = await session.get("/api/cis/facets", CiFacetsResult);
    expect(sum(ofCis.facets["type"])).toBe(cis.total);

    const { metrics, mine } = await session.get("/api/home", HomeResult);
    expect(metrics.devices).toBe(devices.total);
    for (const [flag, count] of [
      ["open", metrics.openTickets],
      ["overdue", metrics.overdue],
      ["open,unassigned", metrics.unassigned],
      ["awaitsApproval", metrics.awaitsApproval],
      ["mine,open", mine.open],
      ["mine,overdue", mine.overdue],
    ] as const) {
      const total = (await listTickets(session, { flag })).total;
      expect(total, flag).toBe(count);
    }
    for (const bar of [
      ...metrics.backlogByAge,
      ...metrics.openByPriority,
      ...metrics.openByQueue,
      ...metrics.devicesByOs,
      ...metrics.devicesByCheckIn,
    ]) {
      const rows = await session.get(`/api${bar.href}`, z.object({ total: z.number() }));
      expect(rows.total, bar.href).toBe(bar.count);
    }
  });
}

test("nobody gets anything without a session, and a wall only with its token", async ({
  stranger,
}) => {
  for (const path of [
    "/api/tickets",
    "/api/tickets/facets",
    "/api/tickets/kace%3Aticket%3A1",
    "/api/devices",
    "/api/devices/facets",
    "/api/devices/kace%3Amachine%3A1",
    "/api/cis",
    "/api/cis/facets",
    "/api/cis/sysaid%3Aci%3A1",
    "/api/cis/sysaid%3Aci%3A1/graph",
    "/api/home",
    "/api/team",
    "/api/events",
    "/api/wall-links",
    "/api/account/me",
  ]) {
    expect((await stranger.refusalOf("GET", path)).code, path).toBe("not_signed_in");
  }
  expect((await stranger.refusalOf("GET", "/api/wall/guessed-token")).code).toBe("not_found");
  expect((await stranger.refusalOf("GET", "/api/wall/guessed-token/events")).code).toBe(
    "not_found",
  );
});

test("a write that another site sends is refused before anything is done", async ({ as }) => {
  const session = await as("administrator");
  const [row] = (await listTickets(session, { flag: "open" })).rows;
  const path = `/api/tickets/${ref(row?.ref ?? "")}/writes`;
  const forgeries: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
  ];
  for (const headers of forgeries) {
    const answer = await session.api.post(path, {
      data: { act: "comment", text: "forged", internal: false },
      headers,
    });
    expect(answer.status()).toBe(403);
  }
});

const isOfSysaid = (text: string) => text.startsWith("sysaid:");
const sum = (facet: { count: number }[] | undefined) =>
  (facet ?? []).reduce((total, one) => total + one.count, 0);

/** Rows from all over the list, the same ones every time. */
function spread<Row>(rows: readonly Row[], count: number): Row[] {
  const step = Math.max(1, Math.floor(rows.length / count));
  return rows.filter((_, at) => at % step === 0).slice(0, count);
}

function reportsOf(truth: Truth, managerId: Account["personId"]): number[] {
  const found = new Set<number>();
  const queue = [managerId];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    for (const person of truth.people) {
      if (person.managerId !== id || found.has(person.id)) continue;
      found.add(person.id);
      queue.push(person.id);
    }
  }
  return [...found];
}

function union(parts: Things[]): Things {
  const all = (key: keyof Things) => new Set(parts.flatMap((part) => [...part[key]]));
  return { tickets: all("tickets"), deviceRecords: all("deviceRecords"), cis: all("cis") };
}
