import fc from "fast-check";
import { expect, test } from "vitest";
import { Ref } from "../ref";
import type { Source } from "../source";
import { matchKeys, matchRecords, type MatchDecision, type MatchRecord } from "./index";
import { modelsAgree, normaliseModel } from "./normalise";
import { aRecord } from "./testing/a-record";

// Few values each, so that generated records meet, contradict and cross each other all the time.
const anyRecord = fc.record({
  source: fc.constantFrom("kace" as const, "sysaid" as const),
  linked: fc.option(fc.nat(30), { freq: 6 }),
  serial: fc.constantFrom(null, "0", "SERIAL01", "SERIAL-02", "serial03", "Default string"),
  assetTag: fc.constantFrom(null, null, "AI-1001", "ai1002"),
  macs: fc.uniqueArray(
    fc.constantFrom("3C:52:82:00:00:01", "3C5282000002", "3c-52-82-00-00-03", "FF:FF:FF:FF:FF:FF"),
    { maxLength: 3 },
  ),
  host: fc.constantFrom(
    null,
    "pc-1",
    "PC-1.corp.example",
    "pc-2",
    "pc-3.other.example",
    "localhost",
  ),
  domain: fc.constantFrom(null, "CORP", "other.example", "WORKGROUP"),
  model: fc.constantFrom(null, "Latitude 7420", "OptiPlex 7090"),
  manufacturer: fc.constantFrom(null, "Dell Inc.", "HP"),
  deviceKind: fc.constantFrom("laptop" as const, "printer" as const, "other" as const),
  lastUser: fc.constantFrom(null, "anna", "CORP\\bert"),
});
const anyRecords = fc.array(anyRecord, { maxLength: 24 }).map((specs) =>
  specs.map(({ source, linked, ...facts }, index) => {
    const refOf = (n: number, of: Source) =>
      Ref.parse(`${of}:${of === "kace" ? "machine" : "asset"}:${n}`);
    const linkedRef = linked === null ? null : refOf(linked, source);
    return aRecord(refOf(index, source), { ...facts, linkedRef });
  }),
);

const anyDecided = anyRecords.chain((records) =>
  fc.tuple(
    fc.constant(records),
    fc
      .array(
        fc.record({
          a: fc.nat(),
          b: fc.nat(),
          verdict: fc.constantFrom("same" as const, "different" as const),
        }),
        { maxLength: 5 },
      )
      .map((specs) => decisionsAmong(records, specs)),
  ),
);

function decisionsAmong(
  records: MatchRecord[],
  specs: { a: number; b: number; verdict: "same" | "different" }[],
): MatchDecision[] {
  const all = specs.flatMap(({ a, b, verdict }): MatchDecision[] => {
    const [one, other] = [
      records[a % records.length]?.ref,
      records[b % records.length]?.ref,
    ].sort();
    if (one === undefined || other === undefined || one === other) return [];
    return [{ recordA: one, recordB: other, verdict, evidence: "" }];
  });
  return [...new Map(all.map((each) => [`${each.recordA} ${each.recordB}`, each])).values()];
}

test("the order of the records and of the decisions does not matter", () => {
  fc.assert(
    fc.property(
      anyDecided.chain(([records, decisions]) =>
        fc.tuple(
          fc.constant({ records, decisions }),
          fc.shuffledSubarray(records, { minLength: records.length }),
          fc.shuffledSubarray(decisions, { minLength: decisions.length }),
        ),
      ),
      ([{ records, decisions }, shuffled, others]) => {
        expect(matchRecords(shuffled, { decisions: others })).toEqual(
          matchRecords(records, { decisions }),
        );
      },
    ),
    { numRuns: 500 },
  );
});

test("every record stands in exactly one group, joined to another of it, and one in each leads", () => {
  fc.assert(
    fc.property(anyDecided, ([records, decisions]) => {
      const { groups } = matchRecords(records, { decisions });
      const refs = groups.flatMap((group) => group.records.map((record) => record.ref));
      expect([...refs].sort()).toEqual(records.map((record) => record.ref).sort());
      for (const group of groups) {
        const own = new Set(group.records.map((record) => record.ref));
        const mates = group.records.flatMap((record) => record.mate ?? []);
        expect(mates).toHaveLength(group.records.length - 1);
        expect(mates.every((mate) => own.has(mate))).toBe(true);
      }
    }),
  );
});

test("a set that is closed under keys and decisions is matched as it is within everything", () => {
  fc.assert(
    fc.property(
      anyDecided.filter(([records]) => records.length > 0),
      fc.nat(),
      ([records, decisions], pick) => {
        const near = closureOf(records, decisions, records[pick % records.length]);
        const wanted = new Set<string>(near.map((record) => record.ref));
        const full = matchRecords(records, { decisions });
        const part = matchRecords(near, { decisions });
        const groups = full.groups.filter((g) => g.records.some((r) => wanted.has(r.ref)));
        expect(part.groups).toEqual(groups);
        expect(part.findings).toEqual(full.findings.filter((f) => wanted.has(f.recordA)));
      },
    ),
    { numRuns: 500 },
  );
});

test("two records that a person parted are never one device, and two that a person joined are one unless another word parts them", () => {
  fc.assert(
    fc.property(anyDecided, ([records, decisions]) => {
      const { groups } = matchRecords(records, { decisions });
      const groupOf = new Map(groups.flatMap((g, at) => g.records.map((r) => [r.ref, at])));
      const parted = decisions.filter(({ verdict }) => verdict === "different");
      for (const { recordA, recordB } of parted) {
        expect(groupOf.get(recordA)).not.toBe(groupOf.get(recordB));
      }
      if (parted.length > 0) return;
      for (const { recordA, recordB } of decisions) {
        expect(groupOf.get(recordA)).toBe(groupOf.get(recordB));
      }
    }),
    { numRuns: 300 },
  );
});

test("no finding is about records of one device, and two serials never are one device", () => {
  fc.assert(
    fc.property(anyRecords, (records) => {
      const { groups, findings } = matchRecords(records);
      const groupOf = new Map(groups.flatMap((g, at) => g.records.map((r) => [r.ref, at])));
      for (const { recordA, recordB } of findings) {
        expect(groupOf.get(recordA)).not.toBe(groupOf.get(recordB));
      }
      const unlinked = records.map((record) => ({ ...record, model: null, linkedRef: null }));
      const serialOf = new Map(unlinked.map((record) => [record.ref, record.serial]));
      for (const group of matchRecords(unlinked).groups) {
        const serials = group.records.map((record) =>
          serialOf.get(record.ref)?.toUpperCase().replace("-", ""),
        );
        const valid = new Set(serials.filter((serial) => serial?.startsWith("SERIAL")));
        expect(valid.size).toBeLessThan(2);
      }
    }),
  );
});

test("without links and serials, no chain swallows unlike machines: forms and models of a device agree", () => {
  fc.assert(
    fc.property(anyRecords, (records) => {
      const loose = records.map((record) => ({ ...record, linkedRef: null, serial: null }));
      const byRef = new Map(loose.map((record) => [record.ref, record]));
      for (const group of matchRecords(loose).groups) {
        const members = group.records.flatMap(({ ref }) => byRef.get(ref) ?? []);
        const models = members.flatMap((record) => normaliseModel(record.model) ?? []);
        expect(models.every((model) => modelsAgree(model, models[0] ?? null))).toBe(true);
        const kinds = new Set(members.map((record) => record.deviceKind));
        kinds.delete("other");
        expect(kinds.size).toBeLessThan(2);
      }
    }),
    { numRuns: 300 },
  );
});

function closureOf(
  records: MatchRecord[],
  decisions: MatchDecision[],
  start: MatchRecord | undefined,
): MatchRecord[] {
  const keysOf = (record: MatchRecord) => [
    ...matchKeys(record),
    ...decisions.flatMap(({ recordA, recordB }) =>
      recordA === record.ref || recordB === record.ref ? [`${recordA} ${recordB}`] : [],
    ),
  ];
  const keys = new Set(start ? keysOf(start) : []);
  for (let size = -1; size !== keys.size;) {
    size = keys.size;
    for (const record of records) {
      const own = keysOf(record);
      if (own.some((key) => keys.has(key))) own.forEach((key) => keys.add(key));
    }
  }
  return records.filter((record) => keysOf(record).some((key) => keys.has(key)));
}

test("60,000 records of 20,000 devices are matched in one go", () => {
  const records = Array.from({ length: 20_000 }, (_, n) => {
    const mac = `3C:52:82:${(n >> 16).toString(16).padStart(2, "0")}:${((n >> 8) & 255).toString(16).padStart(2, "0")}:${(n & 255).toString(16).padStart(2, "0")}`;
    const common = {
      serial: n % 5 === 0 ? "0" : `SN${100_000 + n}`,
      host: `pc-${n}`,
      model: "Latitude 7420",
    };
    const machine = aRecord(`kace:machine:${n}`, { ...common, macs: [mac, "3C:52:82:99:99:99"] });
    return [
      machine,
      aRecord(`kace:asset:${n}`, { linkedRef: machine.ref }),
      aRecord(`sysaid:asset:${n}`, { ...common, macs: [mac] }),
    ];
  }).flat();
  expect(matchRecords(records).groups).toHaveLength(20_000);
});
