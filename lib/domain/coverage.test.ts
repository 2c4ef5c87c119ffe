import { expect, test } from "vitest";
import {
  driftStatesOf,
  driftWordsOf,
  isActive,
  type DriftFacts,
  type DriftRecord,
} from "./coverage";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const ago = (days: number) => new Date(NOW - days * 86_400_000).toISOString();
const facts = (more: Partial<DriftFacts>): DriftFacts => ({
  coverage: "both",
  kaceSeenAt: ago(1),
  sysaidSeenAt: ago(1),
  words: [],
  ...more,
});
const record = (more: Partial<DriftRecord>): DriftRecord => ({
  source: "sysaid",
  kind: "asset",
  archived: false,
  status: null,
  ownerRef: null,
  ownerName: null,
  archivePending: false,
  hasAgent: false,
  ...more,
});

test.each<[string, Partial<DriftFacts>, string[]]>([
  ["seen by both lately", {}, []],
  ["silent in KACE alone", { kaceSeenAt: ago(30) }, ["staleInKace"]],
  ["silent in SysAid alone", { sysaidSeenAt: ago(31) }, ["staleInSysaid"]],
  ["silent in both", { kaceSeenAt: ago(40), sysaidSeenAt: ago(40) }, []],
  ["a moment before it is silent", { kaceSeenAt: ago(29.999) }, []],
  ["never seen by KACE", { kaceSeenAt: null }, []],
  ["silent where it stands alone", { coverage: "kace", kaceSeenAt: ago(99) }, []],
  [
    "in use and silent in KACE",
    { kaceSeenAt: ago(99), sysaidSeenAt: null, words: ["inUseInSysaid"] },
    ["ghost"],
  ],
  [
    "in use, silent in KACE, seen by SysAid",
    { kaceSeenAt: ago(99), words: ["inUseInSysaid"] },
    ["staleInKace", "ghost"],
  ],
  [
    "archived with an active CI",
    { words: ["archivedInKace", "activeCiInSysaid"] },
    ["zombie", "archived"],
  ],
  ["archived with a retired CI", { words: ["archivedInKace", "ciInSysaid"] }, ["archived"]],
  ["a node that answers", { coverage: "kace", words: ["answersAsNode"] }, ["unmanaged"]],
  ["a node with an agent", { words: ["answersAsNode", "agentInKace"] }, []],
  ["a node with a CI", { words: ["answersAsNode", "ciInSysaid"] }, []],
])("%s", (_name, more, states) => {
  expect(driftStatesOf(facts(more), NOW)).toEqual(states);
});

test("a device is archived only while nothing of it is in KACE's inventory", () => {
  const asset = record({ source: "kace", archived: true });
  expect(driftWordsOf([asset], { answers: false })).toEqual(["archivedInKace"]);
  const machine = record({ source: "kace", kind: "machine", hasAgent: true });
  expect(driftWordsOf([asset, machine], { answers: false })).toEqual(["agentInKace"]);
  expect(
    driftWordsOf([record({ source: "kace", archivePending: true })], { answers: true }),
  ).toEqual(["archivePendingInKace", "answersAsNode"]);
});

test("SysAid tells that a device is in use by an owner or a word, and not once it is out of use", () => {
  const words = (more: Partial<DriftRecord>) => driftWordsOf([record(more)], { answers: false });
  expect(words({})).toEqual([]);
  expect(words({ ownerName: "Ada" })).toEqual(["inUseInSysaid"]);
  expect(words({ ownerName: "Ada", archived: true })).toEqual([]);
  expect(words({ ownerName: "Ada", status: "Retired" })).toEqual([]);
  expect(words({ kind: "ci", status: "In maintenance" })).toEqual([
    "ciInSysaid",
    "activeCiInSysaid",
    "inUseInSysaid",
  ]);
  expect(words({ kind: "ci", status: "Planned" })).toEqual(["ciInSysaid"]);
});

test.each([
  [null, true],
  ["Active", true],
  ["In use", true],
  ["In production", true],
  ["INACTIVE", false],
  ["Not in use", false],
  ["In Stock", false],
  ["Decommissioned 2024", false],
  ["Retired", false],
])("a status %s means at work: %s", (status, active) => {
  expect(isActive(status)).toBe(active);
});
