import { expect, test } from "vitest";
import fc from "fast-check";
import * as comparing from "./comparing";

type Rule = (a: string, b: string) => boolean;

const SAME: [Rule, string, string][] = [
  [comparing.sameWord, "  Kiel ", "KIEL"],
  [comparing.sameName, "PC-7", "pc-7.corp.example"],
  [comparing.sameName, "ABCDEFGHIJKLMNO", "abcdefghijklmnop-long.corp.example"],
  [comparing.sameName, "Printer, 2nd floor", "printer 2nd  floor"],
  [comparing.sameSerial, "3PXZ-15J", "3pxz15j"],
  [
    comparing.sameSerial,
    "VMware-56 4d 3a 11 22 33 44 55-66 77 88 99 aa bb cc dd",
    "Default string",
  ],
  [comparing.sameTag, "IT 00-17", "it0017"],
  [comparing.sameDomain, "CORP", "corp.example.com"],
  [comparing.sameDomain, "WORKGROUP", "corp.example"],
  [comparing.sameMacs, "3c52.8211.2233", "AA-BB-CC-DD-EE-01, 3C:52:82:11:22:33"],
  [comparing.sameMaker, "Dell Inc.", "DELL"],
  [comparing.sameMaker, "Hewlett-Packard", "HP"],
  [comparing.sameModel, "Latitude 7420", "Dell Latitude 7420"],
  [comparing.sameSize, String(16 * 2 ** 30), String(15.9 * 2 ** 30)],
  [comparing.sameDisk, String(512e9), String(512 * 2 ** 30)],
  [comparing.sameDisk, String(2e12), String(2 * 2 ** 40)],
  [comparing.sameOperatingSystem, "Windows 11 Pro", "Microsoft Windows 11 Pro x64"],
  [comparing.sameOperatingSystem, "Microsoft® Windows 11 Professional", "Windows 11"],
  [comparing.sameOperatingSystem, "macOS 14", "macOS 14.5 Sonoma"],
  [comparing.sameOperatingSystem, "Ubuntu 22.04 LTS", "Ubuntu 22.04.3 (64-bit)"],
  [comparing.sameVersion, "10.0", "10.0.22631"],
  [comparing.samePerson, "Berg, Anna", "anna berg"],
  [comparing.samePerson, "CORP\\anna.berg", "Anna Berg"],
  [comparing.samePlace, "IT-Operations", "it operations"],
  [comparing.sameStatus, "Active", "In use"],
  [comparing.sameStatus, "Disposed", "Retired"],
  [comparing.sameStatus, "Active", "Blue"],
];

const OTHER: [Rule, string, string][] = [
  [comparing.sameWord, "Kiel", "Kiel 2"],
  [comparing.sameName, "PC-7", "PC-8"],
  [comparing.sameName, "pc-7.corp.example", "pc-7.other.example"],
  [comparing.sameSerial, "3PXZ15J", "3PXZ15K"],
  [comparing.sameDomain, "corp.example", "other.example"],
  [comparing.sameMacs, "3C:52:82:11:22:33", "3C:52:82:11:22:34"],
  [comparing.sameMaker, "Dell Inc.", "LENOVO"],
  [comparing.sameModel, "Latitude 7420", "Latitude 7430"],
  [comparing.sameSize, String(16 * 2 ** 30), String(8 * 2 ** 30)],
  [comparing.sameDisk, String(512e9), String(480e9)],
  [comparing.sameOperatingSystem, "Windows 10 Pro", "Windows 11 Pro"],
  [comparing.sameOperatingSystem, "Windows 11 Pro", "Windows 11 Enterprise"],
  [comparing.sameVersion, "10.0.19045", "10.0.22631"],
  [comparing.samePerson, "Anna Berg", "Anna Borg"],
  [comparing.samePlace, "Berlin", "Kiel"],
  [comparing.samePlace, "東京", "大阪"],
  [comparing.sameStatus, "Active", "Disposed"],
  [comparing.sameStatus, "In Stock", "In use"],
];

test.each(SAME)("%o takes %j and %j for the same", (rule, a, b) => {
  expect([rule(a, b), rule(b, a)]).toEqual([true, true]);
});

test.each(OTHER)("%o tells %j from %j", (rule, a, b) => {
  expect([rule(a, b), rule(b, a)]).toEqual([false, false]);
});

test("no rule depends on which system is asked first, and every text is the same as itself", () => {
  const rules = Object.values(comparing);
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.constantFrom(...[...SAME, ...OTHER].flatMap(([, a, b]) => [a, b])),
  );
  fc.assert(
    fc.property(fc.constantFrom(...rules), text, text, (rule, a, b) => {
      expect(rule(a, b)).toBe(rule(b, a));
      expect(rule(a, a)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
