import { expect, test } from "vitest";
import { coverageHref } from "@/lib/client/devices/coverage/coverage-links";
import type { CoverageResult, CoverageRow } from "@/lib/contracts/coverage";
import { ListDevicesQuery } from "@/lib/contracts/devices";
import { DRIFT_STATES } from "@/lib/domain/coverage";
import { sinceWords } from "./coverage-trend";
import { DEFAULT_ORDER, nextOrder, parseOrder, sortRows, spellOrder } from "./sort-rows";
import { oneSidedWords } from "./one-sided";

const drift = (ghost = 0) => ({
  staleInKace: 0,
  staleInSysaid: 0,
  ghost,
  zombie: 0,
  unmanaged: 0,
  archived: 0,
});
const row = (label: string, total: number, ghost = 0): CoverageRow & { label: string } => ({
  label,
  value: label,
  total,
  both: total,
  kace: 0,
  sysaid: 0,
  drift: drift(ghost),
});

test("a number's link is a question that the list understands, names with commas included", async () => {
  const within = { division: "site", value: "Kiel, 100%" } as const;
  for (const state of DRIFT_STATES) {
    const search = new URLSearchParams(coverageHref({ drift: state, within }).split("?")[1]);
    const query = await ListDevicesQuery.parseAsync(Object.fromEntries(search));
    expect([query.drift, query.site]).toEqual([[state], ["Kiel, 100%"]]);
  }
  expect(coverageHref({})).toBe("/devices");
});

test("the table's order survives the address; equal rows stand by name", () => {
  const rows = [row("B", 2), row("A", 2), row("C", 9, 1)];
  const names = (order: string) =>
    sortRows(rows, parseOrder(order) ?? DEFAULT_ORDER).map(({ label }) => label);
  expect(names("-total")).toEqual(["C", "A", "B"]);
  expect(names("total")).toEqual(["A", "B", "C"]);
  expect(names("-ghost")).toEqual(["C", "A", "B"]);
  expect(names("-name")).toEqual(["C", "B", "A"]);
  expect(parseOrder("-nonsense")).toBeNull();
  const turned = nextOrder(nextOrder(DEFAULT_ORDER, "ghost"), "ghost");
  expect(spellOrder(turned)).toBe("ghost");
  expect(spellOrder(nextOrder(DEFAULT_ORDER, "name"))).toBe("name");
});

test("the trend says since when it counts, and what was only worked out", () => {
  const week = { day: "2026-11-15", both: 1, kace: 0, sysaid: 0 };
  const worked = sinceWords("2026-11-18", [{ ...week, drift: null }], 1);
  expect(worked).toMatch(/^Counted day by day since 18 Nov/);
  expect(worked).toContain("worked out");
  expect(sinceWords("2026-11-18", [{ ...week, drift: drift() }], 4)).not.toContain("worked out");
  expect(sinceWords(null, [], 0)).toContain("Nothing was counted yet");
});

test("somebody who sees one system is told that shares are of that one", () => {
  const fresh = { state: "fresh", asOf: "2026-11-18T00:00:00Z" } as const;
  const sources = (kace: CoverageResult["sources"]["kace"]) => ({ kace, sysaid: fresh });
  expect(oneSidedWords(sources(fresh))).toBeNull();
  expect(
    oneSidedWords(sources({ state: "missing", reason: "You are not signed in to KACE." })),
  ).toBe(
    "You are not signed in to KACE. Every device therefore stands in SysAid only, and drift cannot be told.",
  );
});
