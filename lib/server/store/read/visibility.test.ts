import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DeviceRecord } from "@/lib/domain/device";
import { parseRef, type Ref } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import { TICKET_AGES, type Ticket } from "@/lib/domain/ticket";
import type { Visibility } from "@/lib/domain/viewer";
import type { Store } from "../db";
import {
  ACCOUNTS,
  CIS,
  NOW,
  PEOPLE_BELOW,
  PERSON_OF,
  RECORDS,
  RELATIONS,
  TICKETS,
  VIEWERS,
  fillWithCompany,
} from "../test-company";
import { createTestStore } from "../test-database";
import { ciFacets, listCis, readCi } from "./cis";
import { readDevice } from "./device-detail";
import { deviceFacets } from "./device-facets";
import { listDevices } from "./devices";
import { readGraph } from "./graph";
import { readChanges, readHistory } from "./history";
import { readMetrics } from "./metrics";
import { readMine, readPeopleChoices, readTeam } from "./people";
import { ticketFacets } from "./ticket-facets";
import { listTickets, readTicket, readTicketEvents } from "./tickets";

// Every read as every viewer, against what the rules say in plain words over the company's own lists.

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
  await fillWithCompany(store);
});
afterAll(() => store.close());

const PAGE = { limit: 500, offset: 0 };

function peopleOf(visibility: Visibility): { own: string[]; scope: string[] } {
  const own = [...new Set(visibility.accountRefs.map((ref) => PERSON_OF[ref] ?? ""))];
  return { own, scope: [...own, ...own.flatMap((name) => PEOPLE_BELOW[name] ?? [])] };
}
const isOneOf = (people: string[], ref: Ref | null) =>
  ref !== null && people.includes(PERSON_OF[ref] ?? "?");

function seesTicket(visibility: Visibility, ticket: Ticket): boolean {
  if (visibility[ticket.source] !== "own") return visibility[ticket.source] === "all";
  const { scope } = peopleOf(visibility);
  return (
    isOneOf(scope, ticket.assigneeRef) ||
    isOneOf(scope, ticket.requesterRef) ||
    ticket.copiedTo.some((name) => visibility.copiedAs.includes(name))
  );
}

const MACHINES = [...new Set(RECORDS.map((record) => record.serial))].map((serial) =>
  RECORDS.filter((record) => record.serial === serial),
);
function visibleSources(visibility: Visibility, machine: DeviceRecord[]): Source[] {
  const { scope } = peopleOf(visibility);
  return SOURCES.filter((source) => {
    const own = machine.filter((record) => record.source === source);
    if (own.length === 0 || visibility[source] === "none") return false;
    return visibility[source] === "all" || own.some((record) => isOneOf(scope, record.ownerRef));
  });
}
const ticketsOn = (visibility: Visibility, machine: DeviceRecord[]) =>
  TICKETS.filter(
    (ticket) =>
      machine.some((record) => record.ref === ticket.deviceRecordRef) &&
      ticket.statusKind !== "closed" &&
      seesTicket(visibility, ticket),
  );
const seesCi = (visibility: Visibility, ownerRef: Ref | null) =>
  visibility.sysaid === "all" ||
  (visibility.sysaid === "own" && isOneOf(peopleOf(visibility).scope, ownerRef));
const refsOf = (rows: readonly { ref: Ref }[]) => rows.map((row) => row.ref).sort();

describe.each(Object.entries(VIEWERS))("%s", (_, visibility) => {
  const tickets = TICKETS.filter((ticket) => seesTicket(visibility, ticket));
  const machines = MACHINES.map((machine) => ({
    machine,
    sources: visibleSources(visibility, machine),
  })).filter(({ sources }) => sources.length > 0);
  const cis = CIS.filter((ci) => seesCi(visibility, ci.ownerRef));

  test("lists, searches and counts exactly the tickets that the rules open", async () => {
    const { rows, total } = await listTickets(store.db, visibility, PAGE, NOW);
    expect(refsOf(rows)).toEqual(refsOf(tickets));
    expect(total).toBe(tickets.length);
    const searched = await listTickets(store.db, visibility, { ...PAGE, q: "ticket" }, NOW);
    expect(refsOf(searched.rows)).toEqual(refsOf(tickets.filter((t) => /ticket/i.test(t.title))));
    const facets = await ticketFacets(store.db, visibility, {}, NOW);
    for (const name of ["source", "status", "priority", "age"])
      expect(facets[name]?.reduce((sum, facet) => sum + facet.count, 0)).toBe(tickets.length);
    for (const { value, count } of facets.assignee ?? []) {
      const assignee = [parseRef(value)].filter((ref) => ref !== null);
      const found = await listTickets(store.db, visibility, { ...PAGE, assignee }, NOW);
      expect(found.total).toBe(count);
    }
    for (const { value, count } of facets.requester ?? []) {
      const requester = [parseRef(value)].filter((ref) => ref !== null);
      const found = await listTickets(store.db, visibility, { ...PAGE, requester }, NOW);
      expect(found.total).toBe(count);
    }
    for (const { value, count } of facets.age ?? []) {
      const age = TICKET_AGES.find((one) => one.key === value);
      const span = { minAgeDays: age?.minAgeDays, maxAgeDays: age?.maxAgeDays ?? undefined };
      const found = await listTickets(store.db, visibility, { ...PAGE, ...span }, NOW);
      expect(found.total).toBe(count);
      const counted = await ticketFacets(store.db, visibility, span, NOW);
      expect(counted.age).toEqual(facets.age);
    }
    const others = await ticketFacets(store.db, visibility, { status: ["new"] }, NOW);
    expect(others.status).toEqual(facets.status);
    expect(others.source?.reduce((sum, facet) => sum + facet.count, 0)).toBe(
      tickets.filter((ticket) => ticket.statusKind === "new").length,
    );
  });

  test("opens each ticket and conversation that the rules open, and no other", async () => {
    for (const ticket of TICKETS) {
      const found = await readTicket(store.db, visibility, ticket.ref);
      expect([ticket.ref, found !== null]).toEqual([ticket.ref, seesTicket(visibility, ticket)]);
      const history = await readHistory(store.db, visibility, ticket.ref);
      expect(history.length > 0).toBe(seesTicket(visibility, ticket));
      if (!seesTicket(visibility, ticket))
        expect(await readTicketEvents(store.db, visibility, ticket.ref)).toEqual([]);
    }
  });

  test("a ticket names its device only where that device is visible too", async () => {
    const { rows } = await listTickets(store.db, visibility, PAGE, NOW);
    const named = new Set(rows.map((row) => row.deviceRef).filter((ref) => ref !== null));
    const visible = machines.flatMap(({ machine, sources }) =>
      machine.filter((record) => sources.includes(record.source)).map((record) => record.ref),
    );
    expect([...named].filter((ref) => !visible.includes(ref))).toEqual([]);
  });

  test("lists devices once each, through the lens of what is visible, with no foreign value or count", async () => {
    const { rows, total } = await listDevices(store.db, visibility, PAGE, NOW);
    const expected = machines.map(({ machine, sources }) => ({
      records: machine
        .filter((r) => sources.includes(r.source))
        .map((r) => r.ref)
        .sort(),
      sources,
      openTickets: ticketsOn(visibility, machine).filter((t) => sources.includes(t.source)).length,
    }));
    const seen = rows.map(({ records, sources, openTickets }) => ({
      records: [...records].sort(),
      sources,
      openTickets,
    }));
    const byRecords = (a: { records: Ref[] }, b: { records: Ref[] }) =>
      String(a.records) < String(b.records) ? -1 : 1;
    expect(seen.sort(byRecords)).toEqual(expected.sort(byRecords));
    expect(total).toBe(machines.length);
    for (const row of rows)
      expect(RECORDS.filter((r) => row.records.includes(r.ref)).map((r) => r.name)).toContain(
        row.name,
      );
    const facets = await deviceFacets(store.db, visibility, {}, NOW);
    expect(facets.coverage?.reduce((sum, facet) => sum + facet.count, 0) ?? 0).toBe(
      machines.length,
    );
  });

  test("finds no device by a name that only a hidden source has", async () => {
    for (const record of RECORDS) {
      const found = await listDevices(store.db, visibility, { ...PAGE, q: record.name }, NOW);
      const mayFind = machines.some(({ machine, sources }) =>
        machine.some((r) => sources.includes(r.source) && r.name.includes(record.name)),
      );
      expect([record.name, found.total > 0]).toEqual([record.name, mayFind]);
    }
  });

  test("opens a device by each visible record, showing records of visible sources alone", async () => {
    for (const record of RECORDS) {
      const machine = MACHINES.find((each) => each.includes(record)) ?? [];
      const sources = visibleSources(visibility, machine);
      const found = await readDevice(store.db, visibility, record.ref);
      const expected = sources.includes(record.source)
        ? refsOf(machine.filter((each) => sources.includes(each.source)))
        : null;
      expect(found === null ? null : refsOf(found.records)).toEqual(expected);
    }
  });

  test("lists, opens and relates exactly the CIs that the rules open", async () => {
    const { rows, total } = await listCis(store.db, visibility, PAGE);
    expect(refsOf(rows)).toEqual(refsOf(cis));
    expect(total).toBe(cis.length);
    const facets = await ciFacets(store.db, visibility, {});
    expect(facets.ciClass?.reduce((sum, f) => sum + f.count, 0) ?? 0).toBe(cis.length);
    for (const ci of CIS) {
      expect((await readCi(store.db, visibility, ci.ref)) !== null).toBe(cis.includes(ci));
      const graph = await readGraph(store.db, visibility, ci.ref, { depth: 4, limit: 300 });
      expect(graph !== null).toBe(cis.includes(ci));
      const visible = cis.map((each) => each.ref);
      expect(graph?.nodes.filter((node) => !visible.includes(node.ref)) ?? []).toEqual([]);
      const around = RELATIONS.filter(
        (r) => visible.includes(r.srcRef) && visible.includes(r.destRef),
      );
      expect((graph?.edges.length ?? 0) <= around.length).toBe(true);
    }
  });

  test("metrics count what the lists show", async () => {
    const metrics = await readMetrics(store.db, visibility, { days: 30, now: NOW });
    const open = tickets.filter((ticket) => ticket.statusKind !== "closed");
    expect(metrics.openTickets).toBe(open.length);
    expect(metrics.devices).toBe(machines.length);
    expect(metrics.overdue).toBe(open.filter((t) => t.dueAt !== null && t.dueAt < NOW).length);
    expect(metrics.openByPriority.reduce((sum, bar) => sum + bar.count, 0)).toBe(open.length);
    expect(metrics.backlogByAge.reduce((sum, bar) => sum + bar.count, 0)).toBe(open.length);
    expect(metrics.trend).toHaveLength(30);
    expect(metrics.trend.at(-1)?.backlog).toBe(open.length);
    const mine = await readMine(store.db, visibility, NOW);
    const listed = await listTickets(
      store.db,
      visibility,
      { ...PAGE, flag: ["mine", "open"] },
      NOW,
    );
    expect(mine.open).toBe(listed.total);
  });

  test("shows of the team those with an account in a visible source, with counts of visible things", async () => {
    const members = await readTeam(store.db, visibility, NOW);
    const { own } = peopleOf(visibility);
    const open = (name: string) =>
      ACCOUNTS.filter((a) => PERSON_OF[a.ref] === name && visibility[a.source] !== "none");
    const below = [...new Set(own.flatMap((name) => PEOPLE_BELOW[name] ?? []))].filter(
      (name) => !own.includes(name) && open(name).length > 0,
    );
    const names = members.map((member) => PERSON_OF[member.refs[0] ?? ""] ?? "?");
    expect(names.sort()).toEqual(below.sort());
    for (const member of members) {
      const name = PERSON_OF[member.refs[0] ?? ""] ?? "?";
      expect(member.refs).toEqual(refsOf(open(name)));
      const work = tickets.filter(
        (t) =>
          t.statusKind !== "closed" &&
          (isOneOf([name], t.assigneeRef) || isOneOf([name], t.requesterRef)),
      );
      expect([name, member.openTickets]).toEqual([name, work.length]);
    }
  });

  test("changes tell of visible records alone, and who may be assigned is for those who see all", async () => {
    const changes = await readChanges(store.db, visibility, 100);
    const visible: string[] = [
      ...tickets.map((t) => t.ref),
      ...cis.map((c) => c.ref),
      ...machines.flatMap(({ machine, sources }) =>
        machine.filter((r) => sources.includes(r.source)).map((r) => r.ref),
      ),
    ];
    expect(changes.map((change) => change.ref).filter((ref) => !visible.includes(ref))).toEqual([]);
    expect(changes.length).toBe(visible.length);
    for (const source of SOURCES) {
      const choices = await readPeopleChoices(store.db, visibility, { source });
      expect(choices.length > 0).toBe(visibility[source] === "all");
    }
  });
});
