import fc from "fast-check";
import { expect, test } from "vitest";
import { toRef } from "./ref";
import { codeKeysOf, lookUpCode, readScanCode, type CodedRecord, type CodeKey } from "./scan-code";

const aDevice = (more: Partial<CodedRecord> = {}): CodedRecord => ({
  ref: toRef("kace", "machine", 17),
  serial: null,
  assetTag: null,
  macs: [],
  host: null,
  name: "PC-17",
  ...more,
});

/** Which of some records a code names. */
function find(code: string, records: readonly CodedRecord[]): CodedRecord[] {
  const read = readScanCode(code);
  const having = (key: CodeKey) => records.filter((record) => codeKeysOf(record).includes(key));
  return read === null ? [] : lookUpCode(read, having).map(({ thing }) => thing);
}

test.each([
  ["3PXZ15J", { serial: "3PXZ15J" }],
  ["s/n: 3pxz15j", { serial: "3PXZ15J" }],
  ["]C13PXZ15J", { serial: "3PXZ15J" }],
  ["*AI-100042*", { assetTag: "AI 100042" }],
  ["ai100042", { assetTag: "AI-100042" }],
  ["1S20XXS0AB00PF1ABCDE", { serial: "PF1ABCDE" }],
  ["SC02ABC12DEFG", { serial: "C02ABC12DEFG" }],
  ["aabb.cc00.0001", { macs: ["AA-BB-CC-00-00-01"] }],
  ["LON-LT-4.corp.example", { host: "lon-lt-4" }],
  ["CORP\\LON-LT-4", { host: "LON-LT-4.corp.example" }],
  ["https://any.example/devices/kace%3Amachine%3A17", {}],
  ["https://any.example/below/devices/kace:machine:17/", {}],
  ["kace:machine:17", {}],
])("%s names its device", (code, record) => {
  const device = aDevice(record);
  const other = aDevice({ ref: toRef("kace", "machine", 18), name: "PC-18", serial: "OTHER123" });
  expect(find(code, [device, other])).toEqual([device]);
});

test.each(["", "   ", "To be filled by O.E.M.", "00000000", "%", "-"])(
  "%j names nothing",
  (code) => {
    const placeholder = aDevice({ serial: code, assetTag: null, host: "", name: "" });
    expect(find(code, [placeholder])).toEqual([]);
  },
);

test("a device answers to its own tag, serial and label, however they are spelled and whatever they hold", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 40 });
  const spell = fc.constantFrom<(code: string) => string>(
    (code) => code,
    (code) => code.toLowerCase(),
    (code) => ` ${code}\r\n`,
    (code) => `]Q1${code}`,
  );
  fc.assert(
    fc.property(text, text, spell, (serial, assetTag, spelled) => {
      const device = aDevice({ serial, assetTag });
      for (const [kind, value] of [
        ["serial", serial],
        ["tag", assetTag],
      ] as const) {
        const hasKey = codeKeysOf(device).some((key) => key.startsWith(`${kind}:`));
        // A value that reads as something else altogether (an address, a caption) is that first.
        if (!hasKey || !/^[A-Za-z0-9][A-Za-z0-9-]{4,}$/.test(value)) continue;
        expect(find(spelled(value), [device])).toEqual([device]);
      }
      expect(find(spelled(device.ref).trim().replace(/^\]Q1/, ""), [device])).toEqual([device]);
    }),
  );
});

test("no text of a scanner breaks the reading", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 600 }), (code) => {
      const read = readScanCode(code);
      expect(read === null || read.tiers.every((tier) => tier.length > 0)).toBe(true);
    }),
  );
});

test("a tag outweighs a host of the same name, and two with one tag are both told", () => {
  const tagged = aDevice({ assetTag: "LON1" });
  const named = aDevice({ ref: toRef("kace", "machine", 18), host: "LON1" });
  const twin = aDevice({ ref: toRef("kace", "machine", 19), assetTag: "lon-1" });
  expect(find("LON1", [tagged, named])).toEqual([tagged]);
  expect(find("LON1", [named])).toEqual([named]);
  expect(find("LON1", [tagged, named, twin])).toEqual([tagged, twin]);
});
