import fc from "fast-check";
import { expect, test } from "vitest";
import { createApplianceClock } from "./clock";
import { toCves, toDeviceParts } from "./map-parts";
import { normalise } from "./wire";
import { PartsWire } from "./wire-parts";

const clock = createApplianceClock("Europe/Berlin");
const read = (fields: Record<string, unknown>) =>
  toDeviceParts(PartsWire.parse(normalise({ Id: "7", ...fields })), [], clock);

test("a missing patch is one that the detection did not find installed, whatever lists it", () => {
  const { missingPatches } = read({
    "Kbsys.Patch": [
      { ID: "1", TITLE: "Old", SEVERITY: "Critical", CVE: "CVE-2026-1" },
      { ID: "2", TITLE: "Gap", SEVERITY: "important", CVE: "cve-2026-2000;CVE-2026-1999 x" },
      { ID: "3", TITLE: "Elsewhere", SEVERITY: "Critical" },
      { ID: "4", TITLE: "Plain" },
    ],
    Patch_Machine_Status: [
      { PATCH_ID: "1", DETECT_STATUS: "PATCHED", PATCH_INSTALLED: "1", PATCH_APPLICABLE: "1" },
      { PATCH_ID: 2, DETECT_STATUS: "NOTPATCHED", PATCH_INSTALLED: 0 },
      { PATCH_ID: "4", PATCH_APPLICABLE: "1", PATCH_INSTALLED: "0" },
      { PATCH_ID: "9", DETECT_STATUS: "not_patched" },
      { PATCH_ID: "10", DETECT_STATUS: "NOTAPPLICABLE", PATCH_APPLICABLE: 1 },
    ],
  });
  expect(missingPatches.map(({ title, level }) => [title, level])).toEqual([
    ["Gap", 3],
    ["Patch 9", null],
    ["Plain", null],
  ]);
  expect(missingPatches[0]?.cves).toEqual(["CVE-2026-1999", "CVE-2026-2000"]);
});

test("patches without any detection result tell nothing about this machine", () => {
  const parts = read({ "Kbsys.Patch": [{ ID: "1", TITLE: "Some" }] });
  expect(parts.missingPatches).toEqual([]);
  expect(parts.untold).toEqual(["patches"]);
  expect(read({}).untold).toEqual([]);
});

test.each([
  [
    {
      Machine_Drive_Encryption_Summary: {
        IS_DRIVE_ENCRYPTION_ENABLED: "1",
        IS_DRIVE_PROTECTED: "0",
      },
    },
    { isOn: true, isProtected: false, method: null },
  ],
  [
    {
      Machine_Bitlocker_Volume: {
        IS_SYSTEM_VOLUME: "1",
        PROTECTION_STATUS: "Protection On",
        CONVERSION_STATUS: "Fully Encrypted",
        ENCRYPTION_METHOD: "XTS",
      },
    },
    { isOn: true, isProtected: true, method: "XTS" },
  ],
  [
    {
      Machine_Bitlocker_Volume: [
        { CONVERSION_STATUS: "Fully Decrypted", PROTECTION_STATUS: "Off" },
      ],
    },
    { isOn: false, isProtected: false, method: null },
  ],
  [
    { Machine_Filevault_Volume: [{ IS_ENABLED: 1 }] },
    { isOn: true, isProtected: null, method: "FileVault" },
  ],
  [{ Machine_Drive_Encryption_Summary: {} }, null],
  [{}, null],
])("encryption out of %j", (fields, encryption) => {
  expect(read(fields).posture.encryption).toEqual(encryption);
});

test("a disk's name ends where its facts begin, and sizes come out of the text", () => {
  const [disk, odd] = read({
    Machine_Disks: [
      { NAME: "Drive C: (Physical Disk) FileSystem: NTFS Used: 74.50GB Total: 237.00GB" },
      { NAME: "Macintosh HD" },
      { NAME: "" },
    ],
  }).disks;
  expect(disk).toEqual({
    name: "C:",
    fileSystem: "NTFS",
    totalBytes: 237 * 2 ** 30,
    freeBytes: 162.5 * 2 ** 30,
  });
  expect(odd).toEqual({
    name: "Macintosh HD",
    fileSystem: null,
    totalBytes: null,
    freeBytes: null,
  });
});

test("the gravest flag is a phone's status", () => {
  const status = (fields: object) => read({ Machine_Mobile: fields }).posture.mobile;
  expect(status({ IS_COMPLIANT: "1" })).toEqual({ status: "Compliant", isCompliant: true });
  expect(status({ IS_COMPLIANT: 0, IS_ROOTED: 1 })).toEqual({
    status: "Rooted",
    isCompliant: false,
  });
  expect(status({ BATTERY_LEVEL: "0.4" })).toBeNull();
});

test("whatever comes in the place of the parts, the machine is read and names no secret", () => {
  const relations = [
    "Process",
    "Ntservice",
    "Startupprogram",
    "Software",
    "Machine_Disks",
    "Machine_Nics",
    "Machine_Bitlocker_Volume",
    "Machine_Filevault_Volume",
    "Machine_Mobile",
    "Machine_Tpm",
    "Kbsys.Patch",
    "Patch_Machine_Status",
    "Last_reboot",
  ];
  const row = fc.record(
    {
      ID: fc.oneof(fc.integer(), fc.string()),
      NAME: fc.anything({ maxDepth: 1 }),
      THREAT: fc.anything({ maxDepth: 1 }),
      PATCH_ID: fc.string(),
      CVE: fc.string(),
      KEY_PROTECTORS: fc.constant("hidden-key"),
      ACTIVATION_LOCK_BYPASS_CODE: fc.constant("hidden-key"),
    },
    { requiredKeys: [] },
  );
  const value = fc.oneof(fc.anything({ maxDepth: 2 }), fc.array(row, { maxLength: 4 }), row);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...relations), value), (fields) => {
      const parts = read(fields);
      expect(parts.recordRef).toBe("kace:machine:7");
      expect(JSON.stringify(parts)).not.toContain("hidden-key");
      for (const part of [...parts.processes, ...parts.services, ...parts.startupPrograms])
        expect(part.level === null || (part.level >= 1 && part.level <= 5)).toBe(true);
    }),
  );
});

test("vulnerabilities are found in any text, each once", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.tuple(fc.integer({ min: 1999, max: 2099 }), fc.integer({ min: 1000, max: 99999 })),
      ),
      fc.constantFrom(", ", ";", " ", "\n", "|"),
      (pairs, separator) => {
        const cves = [...new Set(pairs.map(([year, n]) => `CVE-${year}-${n}`))];
        expect(toCves([...cves, ...cves].join(separator).toLowerCase())).toEqual(cves.sort());
      },
    ),
  );
});
