import { expect, test } from "vitest";
import { Ref } from "../ref";
import { matchRecords, type MatchRecord } from "./index";
import { aRecord } from "./testing/a-record";

const refsOf = (records: MatchRecord[]) =>
  matchRecords(records).map((group) => group.records.map((record) => record.ref));

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
    "a short name meets its full name",
    [
      aRecord(K, { host: "PC-0042", domain: "CORP" }),
      aRecord(S, { host: "pc-0042.corp.example.com" }),
    ],
    "host",
  ],
  [
    "a name that NetBIOS cut meets the whole one",
    [aRecord(K, { host: "MARKETING-LAPTO" }), aRecord(S, { host: "marketing-laptop-07" })],
    "host",
  ],
  [
    "a placeholder serial does not stand in the way of a host",
    [
      aRecord(K, { host: "pc-7", serial: "To be filled by O.E.M." }),
      aRecord(S, { host: "PC-7", serial: "3PXZ15J" }),
    ],
    "host",
  ],
];

test.each(TOGETHER)("%s", (_, records, rule) => {
  const groups = matchRecords(records);
  expect(groups).toHaveLength(1);
  expect(groups[0]?.records.map((record) => record.rule)).toEqual([rule, rule]);
  expect(groups[0]?.records.every((record) => record.evidence !== null)).toBe(true);
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
    "null, broadcast, randomised and software MACs join nothing",
    ["00:00:00:00:00:00", "FF:FF:FF:FF:FF:FF", "DA:A1:19:00:00:01", "00:50:56:C0:00:08"].flatMap(
      (mac, n) => [
        aRecord(`kace:machine:${n}`, { macs: [mac] }),
        aRecord(`sysaid:asset:${n}`, { macs: [mac] }),
      ],
    ),
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
  expect(matchRecords(records).map((group) => group.records)).toEqual(
    sorted.map((ref) => [{ ref, rule: "alone", evidence: null }]),
  );
});

test("of several machines with one name, the model or the last user tells which", () => {
  const first = aRecord(K, { host: "pc-1", serial: "AAAAA11", lastUser: "CORP\\anna" });
  const second = aRecord(K2, { host: "pc-1", serial: "BBBBB22", lastUser: "CORP\\bert" });
  const unknown = aRecord(S, { host: "pc-1", lastUser: "bert@corp.example" });
  expect(refsOf([first, second, unknown])).toEqual([[K], [K2, S]]);
  expect(refsOf([first, second, aRecord(S, { host: "pc-1" })])).toEqual([[K], [K2], [S]]);
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
  const reasons = matchRecords([machine, asset, other, ci])[0]?.records;
  expect(reasons).toEqual([
    { ref: asset.ref, rule: "linked", evidence: "link to machine" },
    { ref: K, rule: "serial", evidence: "serial 3PXZ15J" },
    { ref: S, rule: "serial", evidence: "serial 3PXZ15J" },
    { ref: ci.ref, rule: "linked", evidence: "link to asset" },
  ]);
});
