import fc from "fast-check";
import { expect, test } from "vitest";
import { Ref } from "../ref";
import type { Source } from "../source";
import { matchKeys, matchRecords, type MatchRecord } from "./index";
import { aRecord } from "./testing/a-record";

// Few values each, so that generated records meet, contradict and cross each other all the time.
const anyRecord = fc.record({
  source: fc.constantFrom("kace" as const, "sysaid" as const),
  linked: fc.option(fc.nat(30), { freq: 6 }),
  serial: fc.constantFrom(null, "0", "SERIAL01", "SERIAL-02", "serial03", "Default string"),
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

test("the order of the records does not matter", () => {
  fc.assert(
    fc.property(
      anyRecords.chain((records) =>
        fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
      ),
      ([records, shuffled]) => {
        expect(matchRecords(shuffled)).toEqual(matchRecords(records));
      },
    ),
    { numRuns: 500 },
  );
});

test("every record stands in exactly one group, and a second matching changes nothing", () => {
  fc.assert(
    fc.property(anyRecords, (records) => {
      const groups = matchRecords(records);
      const refs = groups.flatMap((group) => group.records.map((record) => record.ref));
      expect([...refs].sort()).toEqual(records.map((record) => record.ref).sort());
      const ordered = refs.flatMap((ref) => records.filter((record) => record.ref === ref));
      expect(matchRecords([...ordered, ...records])).toEqual(groups);
    }),
  );
});

test("a set that is closed under the keys is matched as it is within everything", () => {
  fc.assert(
    fc.property(
      anyRecords.filter((records) => records.length > 0),
      fc.nat(),
      (records, pick) => {
        const near = closureOf(records, records[pick % records.length]);
        const wanted = new Set<string>(near.map((record) => record.ref));
        const full = matchRecords(records).filter((g) => g.records.some((r) => wanted.has(r.ref)));
        expect(matchRecords(near)).toEqual(full);
      },
    ),
    { numRuns: 500 },
  );
});

test("without a link, no group holds two serials", () => {
  fc.assert(
    fc.property(anyRecords, (records) => {
      const unlinked = records.map((record) => ({ ...record, model: null, linkedRef: null }));
      const serialOf = new Map(unlinked.map((record) => [record.ref, record.serial]));
      for (const group of matchRecords(unlinked)) {
        const serials = group.records.map((record) =>
          serialOf.get(record.ref)?.toUpperCase().replace("-", ""),
        );
        expect(new Set(serials.filter((serial) => serial?.startsWith("SERIAL"))).size).toBeLessThan(
          2,
        );
      }
    }),
  );
});

function closureOf(records: MatchRecord[], start: MatchRecord | undefined): MatchRecord[] {
  const keys = new Set(start ? matchKeys(start) : []);
  for (let size = -1; size !== keys.size;) {
    size = keys.size;
    for (const record of records) {
      const own = matchKeys(record);
      if (own.some((key) => keys.has(key))) own.forEach((key) => keys.add(key));
    }
  }
  return records.filter((record) => matchKeys(record).some((key) => keys.has(key)));
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
  expect(matchRecords(records)).toHaveLength(20_000);
});
