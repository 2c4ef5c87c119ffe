import fc from "fast-check";
import { expect, test } from "vitest";
import { ListDevicesQuery } from "@/lib/contracts/devices";
import type { TeamMember } from "@/lib/contracts/metrics";
import { ListTicketsQuery } from "@/lib/contracts/tickets";
import { filterRef, filterRows, sortRows, teamLinks, toTree } from "./team-rows";

const person = (id: string, level: number, managerId: string | null): TeamMember => ({
  personId: id,
  name: `Person ${id}`,
  department: null,
  level,
  managerName: managerId === null ? null : `Person ${managerId}`,
  managerId,
  sources: ["kace"],
  devices: 0,
  openTickets: 0,
  overdueTickets: 0,
  awaitsApproval: 0,
  refs: [`kace:user:${id}`],
});

const TEAM = [
  person("a", 1, "me"),
  person("b", 1, "me"),
  person("c", 2, "b"),
  person("d", 2, "a"),
  person("e", 3, "d"),
];
const names = (rows: { personId: string }[]) => rows.map((row) => row.personId).join("");

test("people stand below the one they report to", () => {
  expect(toTree(TEAM).map((row) => `${row.depth}${row.personId}`)).toEqual([
    "0a",
    "1d",
    "2e",
    "0b",
    "1c",
  ]);
});

test("whoever manages whom, also in a circle, everybody stands there once", () => {
  const ids = fc.integer({ min: 0, max: 12 }).map(String);
  const members = fc.uniqueArray(fc.tuple(ids, fc.integer({ min: 1, max: 4 }), fc.option(ids)), {
    selector: ([id]) => id,
  });
  fc.assert(
    fc.property(members, (drawn) => {
      const rows = toTree(drawn.map(([id, level, manager]) => person(id, level, manager)));
      expect(names(rows).length).toBe(names(drawn.map(([id]) => ({ personId: id }))).length);
      expect(new Set(rows.map((row) => row.personId)).size).toBe(drawn.length);
      rows.forEach((row, at) =>
        expect(row.depth).toBeLessThanOrEqual((rows[at - 1]?.depth ?? -1) + 1),
      );
    }),
  );
});

test("a filter keeps those above a match, so that its place is seen", () => {
  const rows = toTree(TEAM);
  const named = rows.map((row) => (row.personId === "e" ? { ...row, department: "Wharf" } : row));
  expect(names(filterRows(named, "wharf PERSON"))).toBe("ade");
  expect(names(filterRows(rows, "  "))).toBe("adebc");
  expect(filterRows(rows, "nobody")).toEqual([]);
});

test("sorting by a number leaves the tree and keeps equals in place", () => {
  const rows = toTree(TEAM.map((member, at) => ({ ...member, devices: at === 3 ? 5 : 1 })));
  const sorted = sortRows(rows, "devices", true);
  expect(names(sorted)).toBe("daebc");
  expect(sorted.every((row) => row.depth === 0)).toBe(true);
});

test("every number's link is a question that its list understands, of one person or all", () => {
  for (const ref of [null, "kace:user:7", "sysaid:user:ann+b&c@x.example"]) {
    const { devices, ...tickets } = teamLinks(ref);
    const query = (href: string) => Object.fromEntries(new URLSearchParams(href.split("?")[1]));
    expect(ListDevicesQuery.parse(query(devices)).owner).toEqual(ref === null ? undefined : [ref]);
    for (const href of Object.values(tickets))
      expect(ListTicketsQuery.parse(query(href)).person).toEqual(ref === null ? undefined : [ref]);
  }
});

test("a person is named by an account that a list of names can hold", () => {
  const member = { ...person("a", 1, null), refs: ["sysaid:user:Doe, Ann", "kace:user:9"] };
  expect(filterRef(member)).toBe("kace:user:9");
  expect(filterRef({ ...member, refs: [] })).toBeNull();
});
