import fc from "fast-check";
import { expect, test } from "vitest";
import { ticketKeys, toSearchString } from "./keys";
import { keysFor, parseLiveEvent, reconnectDelayMs } from "./live-events";

test("a changed ticket refreshes tickets, home, team and walls, and no device list", () => {
  const event = parseLiveEvent('{"type":"changed","entity":"ticket","refs":["kace:ticket:1"]}');
  expect(event && keysFor(event).map(String)).toEqual(["tickets", "home", "team", "wall"]);
});

test("a view that somebody kept refreshes the queues and no list", () => {
  const event = parseLiveEvent('{"type":"bulk","entity":"ticketView","count":0}');
  expect(event && keysFor(event).map(String)).toEqual(["tickets,queues"]);
});

test("an entity that nobody foresaw refreshes everything rather than nothing", () => {
  expect(keysFor({ type: "bulk", entity: "contract", count: 3 }).map(String)).toContain("devices");
});

test("a source that went or came back, or a gap in what was heard, refreshes every screen", () => {
  const event = parseLiveEvent('{"type":"sync"}');
  expect(event && keysFor(event).map(String).sort()).toEqual(
    [
      "cis",
      "connections,list",
      "device-runs",
      "device-walks",
      "devices",
      "health",
      "home",
      "inventory",
      "search",
      "team",
      "ticket-drafts",
      "ticket-jobs",
      "ticket-presence",
      "tickets",
      "wall",
    ].sort(),
  );
});

test("who looks at a ticket is asked again for that ticket alone, and a draft makes no list old", () => {
  const looks = keysFor({ type: "changed", entity: "presence", refs: ["kace:ticket:1"] });
  expect(looks).toEqual([["ticket-presence", "kace:ticket:1"]]);
  expect(keysFor({ type: "bulk", entity: "presence", count: 0 })).toEqual([["ticket-presence"]]);
  const drafts = keysFor({ type: "changed", entity: "draft", refs: ["kace:user:1"] });
  expect(drafts).toEqual([["ticket-drafts"]]);
});

test("plural and other letter case name the same entity", () => {
  const names = ["ticket", "tickets", "Ticket"].map((entity) =>
    keysFor({ type: "bulk", entity, count: 1 }),
  );
  expect(new Set(names.map(String)).size).toBe(1);
});

test("a line that is no event is ignored", () => {
  for (const line of ["", "{", "null", '{"type":"changed"}', '{"type":"odd","entity":"x"}']) {
    expect(parseLiveEvent(line)).toBeNull();
  }
});

test("reconnection waits longer each time, never over half a minute, never under half a second", () => {
  fc.assert(
    fc.property(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const delay = reconnectDelayMs(attempt, () => random);
      expect(delay).toBeGreaterThanOrEqual(500);
      expect(delay).toBeLessThanOrEqual(30_000);
    }),
  );
});

test("a list's key begins with what refreshes all lists, and ignores the order of its parameters", () => {
  const key = ticketKeys.list({ status: "new", q: "vpn" });
  expect(key.slice(0, 2)).toEqual(ticketKeys.lists());
  expect(ticketKeys.list({ q: "vpn", status: "new" })).toEqual(key);
  expect(toSearchString({ b: 2, a: "x y", empty: "", none: undefined })).toBe("?a=x+y&b=2");
});
