import { expect, test } from "vitest";
import { Ref } from "../ref";
import {
  evidenceOf,
  matchRecords,
  NO_PLACEHOLDER_EDITS,
  toMatchFacts,
  withEdits,
  type MatchDecision,
  type MatchRecord,
} from "./index";
import { aRecord } from "./testing/a-record";

const refsOf = (records: MatchRecord[]) =>
  matchRecords(records).groups.map((group) => group.records.map((record) => record.ref));
const reasonsOf = (records: MatchRecord[], options: Parameters<typeof matchRecords>[1] = {}) =>
  matchRecords(records, options).findings.map(({ kind, reason }) => `${kind} ${reason}`);

const K = "kace:machine:1";
const K2 = "kace:machine:2";
const S = "sysaid:asset:1";

const TOGETHER: [string, MatchRecord[], string][] = [
  [
    "a vendor's link needs nothing else",
    [aRecord(K), aRecord("kace:asset:9", { linkedRef: Ref.parse(K) })],
    "linked",
  ],
  [
    "a link counts although the serials differ",
    [
      aRecord(K, { serial: "3PXZ15J" }),
      aRecord("kace:asset:9", { linkedRef: Ref.parse(K), serial: "OLD1234" }),
    ],
    "linked",
  ],
  [
    "serials join in any case and spacing",
    [aRecord(K, { serial: "3pxz15j " }), aRecord(S, { serial: "3PXZ-15J" })],
    "serial",
  ],
  [
    "VMware's spellings of one UUID join",
    [
      aRecord(K, { serial: "VMware-56 4d 7b 95 2e d7 0c 3a-9f 1e 2d 3c 4b 5a 69 78" }),
      aRecord(S, { serial: "564D7B952ED70C3A9F1E2D3C4B5A6978" }),
    ],
    "serial",
  ],
  [
    "a serial joins models that the vendors spell apart",
    [
      aRecord(K, { serial: "PF2ABCDE", model: "20W0S1A800", manufacturer: "LENOVO" }),
      aRecord(S, { serial: "PF2ABCDE", model: "ThinkPad T14 Gen 2", manufacturer: "Lenovo" }),
    ],
    "serial",
  ],
  [
    "a re-imaged machine's two records share the serial",
    [
      aRecord(K, { serial: "3PXZ15J", host: "old" }),
      aRecord(K2, { serial: "3PXZ15J", host: "new" }),
    ],
    "serial",
  ],
  [
    "MACs join in any spelling although the host was renamed",
    [
      aRecord(K, { serial: "3PXZ15J", macs: ["3C:52:82:11:22:33"], host: "new-name" }),
      aRecord(S, {
        serial: "Default string",
        macs: ["3C-52-82-11-22-33 (fe80::1,10.0.0.4)"],
        host: "old-name",
      }),
    ],
    "mac",
  ],
  [
    "an asset tag meets the barcode that spells it otherwise",
    [
      aRecord(K, { assetTag: "AI-100042", host: "old-name" }),
      aRecord(S, { assetTag: "ai 100042", host: "new-name" }),
    ],
    "tag",
  ],
  [
    "a short name meets its full name where the model agrees",
    [
      aRecord(K, { host: "PC-0042", domain: "CORP", model: "Latitude 7420" }),
      aRecord(S, { host: "pc-0042.corp.example.com", model: "Latitude 7420" }),
    ],
    "host",
  ],
  [
    "a name that NetBIOS cut meets the whole one where the last user agrees",
    [
      aRecord(K, { host: "MARKETING-LAPTO", domain: "CORP", lastUser: "CORP\\anna" }),
      aRecord(S, { host: "marketing-laptop-07", domain: "corp.example", lastUser: "anna" }),
    ],
    "host",
  ],
  [
    "a placeholder serial does not stand in the way of a host",
    [
      aRecord(K, { host: "pc-7", domain: "CORP", model: "X1", serial: "To be filled by O.E.M." }),
      aRecord(S, { host: "PC-7", domain: "CORP", model: "X1", serial: "3PXZ15J" }),
    ],
    "host",
  ],
];

test.each(TOGETHER)("%s", (_, records, rule) => {
  const { groups, findings } = matchRecords(records);
  expect(groups).toHaveLength(1);
  expect(findings).toEqual([]);
  expect(groups[0]?.records.map((record) => record.rule)).toEqual([rule, rule]);
  expect(groups[0]?.records.every((record) => record.evidence !== null)).toBe(true);
  // One of the two is the one that the other was joined to.
  expect(groups[0]?.records.filter((record) => record.mate === null)).toHaveLength(1);
});

const APART: [string, MatchRecord[]][] = [
  ...[
    "To be filled by O.E.M.",
    "Default string",
    "0",
    "System Serial Number",
    "None",
    "",
    "00000000",
    "N/A",
    "123456789",
    "INVALID",
    "Not Specified",
  ].map((serial): [string, MatchRecord[]] => [
    `the serial "${serial}" joins nothing`,
    [aRecord(K, { serial }), aRecord(S, { serial })],
  ]),
  [
    "two valid serials stay apart although MAC and host agree",
    [
      aRecord(K, { serial: "3PXZ15J", macs: ["3C:52:82:11:22:33"], host: "pc-1" }),
      aRecord(S, { serial: "5CG1234", macs: ["3C:52:82:11:22:33"], host: "pc-1" }),
    ],
  ],
  [
    "a serial that repeats on unlike models of one list is none",
    [
      aRecord(K, { serial: "REPEAT1", model: "Latitude 7420" }),
      aRecord(K2, { serial: "REPEAT1", model: "OptiPlex 7090" }),
    ],
  ],
  [
    "a serial on models of two makers is none",
    [
      aRecord(K, { serial: "REPEAT1", model: "Latitude 7420", manufacturer: "Dell Inc." }),
      aRecord(S, { serial: "REPEAT1", model: "LaserJet M507", manufacturer: "HP" }),
    ],
  ],
  [
    "null, broadcast, randomised, software and USB cards' MACs join nothing",
    [
      "00:00:00:00:00:00",
      "FF:FF:FF:FF:FF:FF",
      "DA:A1:19:00:00:01",
      "00:50:56:C0:00:08",
      "00:E0:4C:12:34:56",
    ].flatMap((mac, n) => [
      aRecord(`kace:machine:${n}`, { macs: [mac] }),
      aRecord(`sysaid:asset:${n}`, { macs: [mac] }),
    ]),
  ],
  [
    "a dock's MAC on three hosts joins none of them",
    [1, 2, 3].map((n) =>
      aRecord(`kace:machine:${n}`, {
        macs: ["3C:52:82:99:99:99"],
        host: `pc-${n}`,
        model: "Latitude 7420",
      }),
    ),
  ],
  [
    "a dock shared by two laptops with cards of their own joins them not",
    [
      aRecord(K, { macs: ["3C:52:82:99:99:99", "3C:52:82:00:00:01"], host: "a1" }),
      aRecord(S, { macs: ["3C:52:82:99:99:99", "3C:52:82:00:00:02"], host: "b2" }),
    ],
  ],
  [
    "a name out of the box joins nothing",
    [aRecord(K, { host: "localhost" }), aRecord(S, { host: "LOCALHOST.localdomain" })],
  ],
  [
    "one name in two domains is two machines",
    [aRecord(K, { host: "web-1.eu.example.com" }), aRecord(S, { host: "web-1.us.example.com" })],
  ],
  [
    "one name on unlike models is two machines",
    [
      aRecord(K, { host: "pc-1", model: "Latitude 7420" }),
      aRecord(S, { host: "pc-1", model: "OptiPlex 7090" }),
    ],
  ],
  [
    "a printer is no laptop of the same name",
    [aRecord(K, { host: "hr-01" }), aRecord(S, { host: "hr-01", deviceKind: "printer" })],
  ],
];

test.each(APART)("%s", (_, records) => {
  const sorted = records.map((record) => record.ref).sort();
  expect(matchRecords(records).groups.map((group) => group.records)).toEqual(
    sorted.map((ref) => [{ ref, rule: "alone", evidence: null, confidence: null, mate: null }]),
  );
});

test("of several machines with one name, the model or the last user tells which", () => {
  const named = { host: "pc-1", domain: "CORP" };
  const first = aRecord(K, { ...named, serial: "AAAAA11", lastUser: "CORP\\anna" });
  const second = aRecord(K2, { ...named, serial: "BBBBB22", lastUser: "CORP\\bert" });
  const unknown = aRecord(S, { ...named, lastUser: "bert@corp.example" });
  expect(refsOf([first, second, unknown])).toEqual([[K], [K2, S]]);
  const third = [first, second, aRecord(S, named)];
  expect(refsOf(third)).toEqual([[K], [K2], [S]]);
  expect(reasonsOf(third)).toEqual([
    "refusal serials",
    "suggestion severalHosts",
    "suggestion severalHosts",
  ]);
});

test("links carry over: asset, machine and CI become one device", () => {
  const machine = aRecord(K, { serial: "3PXZ15J" });
  const asset = aRecord("kace:asset:9", { linkedRef: machine.ref });
  const other = aRecord(S, { serial: "3PXZ15J" });
  const ci = aRecord("sysaid:ci:4", { linkedRef: other.ref });
  expect(refsOf([ci, other, asset, machine])).toEqual([[asset.ref, K, S, ci.ref]]);
});

test("a record that others link to says what joins it to the other system, not that it is linked to", () => {
  const machine = aRecord(K, { serial: "3PXZ15J" });
  const asset = aRecord("kace:asset:9", { linkedRef: machine.ref, serial: "3PXZ15J" });
  const other = aRecord(S, { serial: "3PXZ15J" });
  const ci = aRecord("sysaid:ci:4", { linkedRef: other.ref });
  const reasons = matchRecords([machine, asset, other, ci]).groups[0]?.records;
  const serial = { rule: "serial", evidence: "serial 3PXZ15J" };
  expect(reasons).toMatchObject([
    { ref: asset.ref, rule: "linked", evidence: "link to machine", confidence: 1, mate: K },
    { ref: K, ...serial, mate: null },
    { ref: S, ...serial, mate: K },
    { ref: ci.ref, rule: "linked", evidence: "link to asset", confidence: 1, mate: S },
  ]);
});

const WHY_NOT: [string, MatchRecord[], string[]][] = [
  [
    "a name alone only suggests",
    [aRecord(K, { host: "pc-1", model: "X1" }), aRecord(S, { host: "PC-1", model: "X1" })],
    ["suggestion hostAlone"],
  ],
  [
    "a name in its domain without a witness only suggests",
    [aRecord(K, { host: "pc-1", domain: "CORP" }), aRecord(S, { host: "pc-1", domain: "corp" })],
    ["suggestion noWitness"],
  ],
  [
    "contradicting serials refuse what a network card says",
    [
      aRecord(K, { serial: "3PXZ15J", macs: ["3C:52:82:11:22:33"] }),
      aRecord(S, { serial: "5CG1234", macs: ["3C:52:82:11:22:33"] }),
    ],
    ["refusal serials"],
  ],
  [
    "a printer and a laptop of one name are refused",
    [aRecord(K, { host: "hr-01" }), aRecord(S, { host: "hr-01", deviceKind: "printer" })],
    ["refusal forms"],
  ],
  [
    "a tag on two machines of one list is none",
    [
      aRecord(K, { serial: "AAAAA11", assetTag: "AI-4711" }),
      aRecord(K2, { serial: "BBBBB22", assetTag: "AI-4711" }),
      aRecord(S, { assetTag: "AI-4711" }),
    ],
    ["refusal repeatedTag"],
  ],
  [
    "a serial on three machines of one list with nothing else in common is a clone's",
    [1, 2, 3].map((n) =>
      aRecord(`kace:machine:${n}`, {
        serial: "CLONE123",
        host: `vdi-${n}`,
        macs: [`3C:52:82:00:00:0${n}`],
        model: "X1",
      }),
    ),
    ["refusal repeatedSerial", "refusal repeatedSerial", "refusal repeatedSerial"],
  ],
  [
    "a CI that still tells its asset's former serial does not bring the former machine in",
    [
      aRecord(K, { serial: "OLDSER1" }),
      aRecord(S, { serial: "NEWSER1" }),
      aRecord("sysaid:ci:4", { serial: "OLDSER1", linkedRef: Ref.parse(S) }),
    ],
    ["refusal linkedSerial"],
  ],
];

test.each(WHY_NOT)("%s", (_, records, findings) => {
  expect(reasonsOf(records)).toEqual(findings);
});

test("a chain of likely pairs does not end in two machines that cannot be one", () => {
  const first = aRecord(K, { macs: ["3C:52:82:00:00:01"], model: "Latitude 7420" });
  const between = aRecord(S, { macs: ["3C:52:82:00:00:01"], assetTag: "AI-4711" });
  const last = aRecord(K2, { assetTag: "AI-4711", model: "OptiPlex 7090" });
  expect(refsOf([first, between, last])).toEqual([[K, S], [K2]]);
  expect(reasonsOf([first, between, last])).toEqual(["refusal models"]);
  const other = aRecord("sysaid:asset:2", { assetTag: "AI-4711", model: "OptiPlex 7090" });
  expect(refsOf([first, between, other])).toEqual([[K, S], ["sysaid:asset:2"]]);
});

test("every further fact that agrees makes a join surer, and one that contradicts makes it less sure", () => {
  const confidenceOf = (kace: Partial<MatchRecord>, sysaid: Partial<MatchRecord>) =>
    matchRecords([
      aRecord(K, { serial: "3PXZ15J", ...kace }),
      aRecord(S, { serial: "3PXZ15J", ...sysaid }),
    ]).groups[0]?.records[1]?.confidence;
  const plain = confidenceOf({}, {});
  expect(confidenceOf({ host: "pc-1" }, { host: "pc-1" })).toBeGreaterThan(plain ?? 1);
  expect(confidenceOf({ host: "pc-1" }, { host: "pc-2" })).toBeLessThan(plain ?? 0);
});

function decide(
  a: MatchRecord,
  b: MatchRecord,
  verdict: "same" | "different",
  evidence = evidenceOf(toMatchFacts(a), toMatchFacts(b)),
): MatchDecision {
  return { recordA: a.ref, recordB: b.ref, verdict, evidence };
}

test("a person's word parts what a serial joins, and the decision is told as the reason", () => {
  const [a, b] = [aRecord(K, { serial: "3PXZ15J" }), aRecord(S, { serial: "3PXZ15J" })];
  const decisions = [decide(a, b, "different")];
  expect(matchRecords([a, b], { decisions }).groups).toHaveLength(2);
  expect(reasonsOf([a, b], { decisions })).toEqual(["refusal person"]);
});

test("a person's word joins what nothing else does, even against two serials", () => {
  const [a, b] = [aRecord(K, { serial: "3PXZ15J" }), aRecord(S, { serial: "5CG1234" })];
  const { groups, findings } = matchRecords([a, b], { decisions: [decide(a, b, "same")] });
  expect(groups[0]?.records[1]).toMatchObject({ rule: "person", confidence: 1, mate: K });
  expect(findings).toEqual([]);
});

test("a decision holds when its evidence changes, and is asked again", () => {
  const before = aRecord(S, { serial: "3PXZ15J" });
  const [a, b] = [aRecord(K, { serial: "3PXZ15J" }), aRecord(S, { serial: "3PXZ15J", host: "x1" })];
  for (const verdict of ["same", "different"] as const) {
    const { evidence } = decide(a, before, verdict);
    const decisions = [decide(a, b, verdict, evidence)];
    expect(matchRecords([a, b], { decisions }).groups).toHaveLength(verdict === "same" ? 1 : 2);
    expect(reasonsOf([a, b], { decisions })).toEqual(["suggestion changed"]);
  }
});

test("placeholders that an administrator adds join nothing, and removed ones join again", () => {
  const pair = (serial: string) => [aRecord(K, { serial }), aRecord(S, { serial })];
  const edited = withEdits({
    ...NO_PLACEHOLDER_EDITS,
    serials: { added: ["REFURB001"], removed: ["INVALID"] },
  });
  expect(refsOf(pair("refurb-001"))).toHaveLength(1);
  expect(matchRecords(pair("refurb-001"), { placeholders: edited }).groups).toHaveLength(2);
  expect(matchRecords(pair("INVALID"), { placeholders: edited }).groups).toHaveLength(1);
});
