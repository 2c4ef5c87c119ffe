import fc from "fast-check";
import { expect, test } from "vitest";
import { toRef } from "../ref";
import { SOURCES, type Source } from "../source";
import { ATTRIBUTES, ATTRIBUTE_NAMES, type MergeRecord } from "./attributes";
import { createMerger, findConflicts, mergeRecords, writePlaces } from "./merge-records";
import {
  AttributeRule,
  PrecedenceSetting,
  USUAL_PRECEDENCE,
  completePrecedence,
  toPrecedenceSetting,
  type Precedence,
} from "./precedence";

const DAY_MS = 24 * 3_600_000;
const NOW = Date.parse("2026-11-20T12:00:00Z");
const ago = (days: number) => new Date(NOW - days * DAY_MS).toISOString();

function aRecord(
  source: Source,
  kind: MergeRecord["kind"],
  facts: Partial<MergeRecord> = {},
  id: number | string = 1,
): MergeRecord {
  return {
    ref: toRef(source, kind, id),
    source,
    kind,
    name: "PC-1",
    linkedRef: null,
    serial: null,
    assetTag: null,
    macs: [],
    host: null,
    domain: null,
    deviceKind: "other",
    manufacturer: null,
    model: null,
    osName: null,
    osVersion: null,
    ip: null,
    ramBytes: null,
    diskBytes: null,
    diskFreeBytes: null,
    lastSeenAt: ago(1),
    lastUser: null,
    ownerRef: null,
    ownerName: null,
    site: null,
    department: null,
    status: null,
    archived: false,
    createdAt: null,
    updatedAt: null,
    facts: {},
    ...facts,
  };
}

const text = (...words: string[]) => fc.constantFrom(null, "", ...words);
const anyRecord: fc.Arbitrary<MergeRecord> = fc
  .record({
    source: fc.constantFrom(...SOURCES),
    kind: fc.constantFrom("machine", "asset", "ci" as const),
    id: fc.integer({ min: 1, max: 5 }),
    name: fc.constantFrom("PC-1", "pc-1.corp.example", "OTHER"),
    serial: text("3PXZ15J", "3pxz-15j", "Default string", "ZZZ9999"),
    model: text("Latitude 7420", "Dell Latitude 7420", "System Product Name", "T14"),
    ramBytes: fc.constantFrom(null, 0, 16e9, 16.1e9, 8e9),
    ownerName: text("Anna Berg", "Berg, Anna", "Tim"),
    ownerPersonId: fc.constantFrom(null, 1, 2),
    site: text("Kiel", "KIEL", "Berlin"),
    status: text("Active", "In use", "Disposed"),
    archived: fc.boolean(),
    lastSeenAt: fc.constantFrom(null, ago(1), ago(60), ago(120), ago(400)),
  })
  .map(({ source, kind, id, ...facts }) => aRecord(source, kind, facts, id));
const anyRecords = fc.uniqueArray(anyRecord, {
  minLength: 1,
  maxLength: 5,
  selector: ({ ref }) => ref,
});
const anyRule = fc.record({
  order: fc.constantFrom<Source[]>(["kace", "sysaid"], ["sysaid", "kace"]),
  silenceDays: fc.constantFrom(null, 30, 90, 365),
});
const anyPrecedence: fc.Arbitrary<Precedence> = fc
  .dictionary(fc.constantFrom(...ATTRIBUTE_NAMES), anyRule)
  .map(completePrecedence);

test("the order in which records are given does not matter", () => {
  fc.assert(
    fc.property(anyRecords, anyPrecedence, fc.infiniteStream(fc.nat()), (records, rules, draws) => {
      const shuffled = records
        .map((record) => ({ record, at: draws.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ record }) => record);
      expect(mergeRecords(shuffled, rules)).toEqual(mergeRecords(records, rules));
      expect(findConflicts(shuffled, rules)).toEqual(findConflicts(records, rules));
    }),
  );
});

test("no value is invented or lost, and nobody disagrees with what means the same", () => {
  fc.assert(
    fc.property(anyRecords, anyPrecedence, (records, rules) => {
      const merged = mergeRecords(records, rules);
      for (const name of ATTRIBUTE_NAMES) {
        const told = records.flatMap((record) => ATTRIBUTES[name].read(record)?.trim() || []);
        const one = merged.find((each) => each.name === name);
        const shown = one === undefined ? [] : [one.winner, ...one.others];
        expect(shown.map((each) => each.text).sort()).toEqual([...told].sort());
        if (one) expect(one.disagrees).toBe(one.others.some((other) => !other.agrees));
      }
    }),
  );
});

test("the source that a rule puts first wins wherever it tells something and is neither silent nor archived", () => {
  fc.assert(
    fc.property(anyRecords, anyPrecedence, (records, rules) => {
      const active = records.map((record) => ({ ...record, archived: false, lastSeenAt: ago(1) }));
      for (const { name, winner, others } of mergeRecords(active, rules)) {
        const isHollow = ATTRIBUTES[name].isHollow ?? (() => false);
        const first = rules[name].order[0];
        const could = [winner, ...others].filter((one) => !isHollow(one.text));
        const isTold = could.some(({ record }) => record.source === first);
        if (isTold) expect(winner.record.source).toBe(first);
      }
    }),
  );
});

test("a source that is silent for longer than the rule allows loses, and says why", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), anyRule, (days, rule) => {
      const [first, second] = rule.order;
      if (first === undefined || second === undefined) return;
      const records = [
        aRecord(first, "asset", { site: "Kiel", lastSeenAt: ago(1 + days) }),
        aRecord(second, "asset", { site: "Berlin", lastSeenAt: ago(1) }),
      ];
      const site = createMerger(records, completePrecedence({ site: rule })).merge("site");
      const isSilent = rule.silenceDays !== null && days > rule.silenceDays;
      expect(site?.winner.text).toBe(isSilent ? "Berlin" : "Kiel");
      expect(site?.reason).toEqual(
        isSilent ? { by: "silent", first, days } : { by: "kept", first },
      );
    }),
  );
});

test("technical facts come from KACE; owner, place and cost from SysAid, of which the CI speaks before the asset", () => {
  const machine = aRecord("kace", "machine", { model: "T14", osName: "Windows 11" });
  const asset = aRecord("kace", "asset", { ownerName: "Tim", site: "Berlin" });
  const sysaid = aRecord("sysaid", "asset", {
    model: "X1",
    osName: "Windows 10",
    ownerName: "Anna",
    site: "Kiel",
    facts: { "Purchase Cost": "1200" },
  });
  const ci = aRecord("sysaid", "ci", { ownerName: "Mia", site: null });
  const merger = createMerger([machine, asset, sysaid, ci]);
  const texts = (["model", "osName", "owner", "site", "cost"] as const).map(
    (name) => merger.winnerOf(name)?.text,
  );
  expect(texts).toEqual(["T14", "Windows 11", "Mia", "Kiel", "1200"]);
});

test("a placeholder never wins over a real value and disagrees with none", () => {
  const records = [
    aRecord("kace", "machine", { serial: "Default string", model: "System Product Name" }),
    aRecord("sysaid", "asset", { serial: "3PXZ15J", model: "Latitude 7420" }),
  ];
  const merger = createMerger(records);
  expect(merger.merge("serial")).toMatchObject({
    winner: { text: "3PXZ15J" },
    disagrees: false,
    reason: { by: "hollow", first: "kace" },
  });
  expect(merger.winnerOf("model")?.text).toBe("Latitude 7420");
  expect(findConflicts(records)).toEqual([]);
});

test("an owner is the same person under any spelling once the accounts are known to be one person's", () => {
  const kace = aRecord("kace", "asset", { ownerName: "A. Berg", ownerPersonId: 7 });
  const same = aRecord("sysaid", "ci", { ownerName: "Anna Berg-Holm", ownerPersonId: 7 });
  expect(findConflicts([kace, same])).toEqual([]);
  const other = { ...same, ownerPersonId: 8 };
  expect(findConflicts([kace, other]).map(({ name }) => name)).toEqual(["owner"]);
});

test("systems conflict by what speaks for each; two lists of one system are no conflict", () => {
  const kace = aRecord("kace", "asset", { site: "Kiel" });
  const ci = aRecord("sysaid", "ci", { site: "Kiel" });
  const asset = aRecord("sysaid", "asset", { site: "Berlin" });
  expect(findConflicts([kace, ci, asset])).toEqual([]);
  const told = findConflicts([kace, { ...ci, site: "Bremen" }, asset])[0]?.told;
  expect([told?.kace.text, told?.sysaid.text]).toEqual(["Kiel", "Bremen"]);
  expect(findConflicts([ci, { ...asset, ref: toRef("sysaid", "asset", 2) }])).toEqual([]);
});

test("what changes by itself is shown and is nobody's work", () => {
  const records = [
    aRecord("kace", "machine", { ip: "10.0.0.1", lastUser: "tim", diskFreeBytes: 5e9 }),
    aRecord("sysaid", "asset", { ip: "10.0.0.2", lastUser: "anna", diskFreeBytes: 9e9 }),
  ];
  expect(findConflicts(records)).toEqual([]);
  expect(
    createMerger(records)
      .merge("ip")
      ?.others.map((one) => one.text),
  ).toEqual(["10.0.0.2"]);
});

test("a value is written where it speaks for its system, or before that where nothing is told yet", () => {
  const machine = aRecord("kace", "machine", { name: "PC-1" });
  const kaceAsset = aRecord("kace", "asset", { name: "PC-1", site: "Kiel" });
  const asset = aRecord("sysaid", "asset", { site: "Berlin" });
  const ci = aRecord("sysaid", "ci", { site: null });
  const records = [machine, kaceAsset, asset, ci];
  const places = (source: Source, name: "name" | "site") => writePlaces(records, { name, source });
  expect(places("sysaid", "site")).toEqual([asset.ref, ci.ref]);
  expect(places("kace", "name")).toEqual([machine.ref]);
  expect(places("kace", "site")).toEqual([kaceAsset.ref]);
});

test("rules are kept only where they differ from the usual ones, and read back the same", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...ATTRIBUTE_NAMES), anyRule), (rules) => {
      const kept = PrecedenceSetting.parse(toPrecedenceSetting(rules));
      expect(completePrecedence(kept)).toEqual(completePrecedence(rules));
    }),
  );
  expect(toPrecedenceSetting(USUAL_PRECEDENCE)).toEqual({});
  expect(completePrecedence({ gone: USUAL_PRECEDENCE.site })).toEqual(USUAL_PRECEDENCE);
});

test("a rule names every system once, and silence in whole days", () => {
  const isRule = (rule: unknown) => AttributeRule.safeParse(rule).success;
  expect(isRule({ order: ["kace", "sysaid"], silenceDays: null })).toBe(true);
  for (const order of [["kace"], ["kace", "kace"], ["kace", "sysaid", "kace"], ["kace", "x"]])
    expect(isRule({ order, silenceDays: 90 })).toBe(false);
  for (const silenceDays of [0, -1, 1.5, 1e9])
    expect(isRule({ order: ["kace", "sysaid"], silenceDays })).toBe(false);
});
