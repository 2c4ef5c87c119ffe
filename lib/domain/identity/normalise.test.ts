import fc from "fast-check";
import { expect, test } from "vitest";
import {
  domainsAgree,
  isOwnMac,
  modelsAgree,
  normaliseBrand,
  normaliseHost,
  normaliseMac,
  normaliseModel,
  normaliseSerial,
} from "./normalise";
import { osFamilyOf } from "./os-family";

test.each([
  ["3C:52:82:11:22:33", "3C:52:82:11:22:33"],
  ["3c-52-82-11-22-33", "3C:52:82:11:22:33"],
  ["3c52.8211.2233", "3C:52:82:11:22:33"],
  ["3C5282112233", "3C:52:82:11:22:33"],
  ["0:1b:21:a:b:c", "00:1B:21:0A:0B:0C"],
  ["0A-3E-E9-13-2B-E4 (fe80::1:2,172.31.0.4)", "0A:3E:E9:13:2B:E4"],
  ["MAC 3C:52:82:11:22:33, second", "3C:52:82:11:22:33"],
  ["", null],
  ["n/a", null],
  ["3C:52:82:11:22", null],
  ["3C:52:82:11:22:33:44:55", null],
  ["6ba7b810-9dad-11d1-80b4-00c04fd430c8", null],
])("the MAC in %j is %j", (text, mac) => {
  expect(normaliseMac(text)).toBe(mac);
});

test("a MAC in any spelling stays itself", () => {
  const octets = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(octets, fc.constantFrom(":", "-", ""), fc.boolean(), (bytes, by, upper) => {
      const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0"));
      const text = upper ? hex.join(by).toUpperCase() : hex.join(by);
      expect(normaliseMac(text)).toBe(hex.join(":").toUpperCase());
    }),
  );
});

test.each([
  ["3C:52:82:11:22:33", true],
  ["00:00:00:00:00:00", false],
  ["FF:FF:FF:FF:FF:FF", false],
  ["01:00:5E:00:00:FB", false],
  ["DA:A1:19:00:00:01", false],
  ["00:50:56:C0:00:01", false],
  ["00:FF:12:34:56:78", false],
])("whether %s is a machine's own: %s", (mac, own) => {
  expect(isOwnMac(mac)).toBe(own);
});

test.each([
  [" 3pxz15j", "3PXZ15J"],
  ["VMware-56 4d 7b 95 2e d7 0c 3a-9f 1e 2d 3c 4b 5a 69 78", "564D7B952ED70C3A9F1E2D3C4B5A6978"],
  ["564d7b95-2ed7-0c3a-9f1e-2d3c4b5a6978", "564D7B952ED70C3A9F1E2D3C4B5A6978"],
  ["TO BE FILLED BY O.E.M.", null],
  ["System Serial Number", null],
  ["xxxxxxxxxxx", null],
  ["1234", null],
  ["0", null],
  [null, null],
])("the serial of %j is %j", (text, serial) => {
  expect(normaliseSerial(text)).toBe(serial);
});

test.each([
  ["PC-7", { short: "pc-7", domain: null }],
  ["pc-7.Corp.Example.com.", { short: "pc-7", domain: "corp.example.com" }],
  ["CORP\\PC-7$", { short: "pc-7", domain: "corp" }],
  ["10.0.0.4", null],
  ["fe80::1", null],
  ["localhost.localdomain", null],
  ["", null],
])("the host of %j", (text, host) => {
  expect(normaliseHost(text)).toEqual(host);
});

test("domains agree when one may be the other's short form", () => {
  expect(domainsAgree("corp", "corp.example.com")).toBe(true);
  expect(domainsAgree("example", "ad.example.com")).toBe(true);
  expect(domainsAgree("corp.example.com", "example.com")).toBe(true);
  expect(domainsAgree("corp", null)).toBe(true);
  expect(domainsAgree("eu.example.com", "us.example.com")).toBe(false);
  expect(domainsAgree("corp", "lab.example.com")).toBe(false);
});

test("models and makers are compared without their spelling", () => {
  expect(
    modelsAgree(
      normaliseModel("HP EliteBook 840 G8"),
      normaliseModel("EliteBook 840 G8 Notebook PC"),
    ),
  ).toBe(true);
  expect(modelsAgree(normaliseModel("Latitude 7420"), normaliseModel("Latitude 5520"))).toBe(false);
  expect(normaliseModel("To be filled by O.E.M.")).toBeNull();
  expect(normaliseBrand("Hewlett-Packard")).toBe(normaliseBrand("HP Inc."));
  expect(normaliseBrand("DELL")).toBe(normaliseBrand("Dell Inc."));
});

test.each([
  ["Microsoft Windows 11 Pro x64", null, "Windows 11"],
  ["Windows 10 Enterprise LTSC", null, "Windows 10"],
  ["Microsoft Windows Server 2022 Standard", null, "Windows Server"],
  ["Windows 7 Professional", null, "Windows 7"],
  ["macOS Sonoma", null, "macOS"],
  ["Mac OS X 10.15.7", null, "macOS"],
  ["Ubuntu 22.04.4 LTS", null, "Linux"],
  ["Red Hat Enterprise Linux 9.3", null, "Linux"],
  ["iOS 17.4", null, "iOS"],
  ["iPadOS 17.4", null, "iOS"],
  ["Cisco IOS 15.2", null, "Network OS"],
  ["IOS-XE 17.9", null, "Network OS"],
  ["Android 14", null, "Android"],
  ["VMware ESXi 8.0", null, "VMware ESXi"],
  ["HP FutureSmart 5", null, "Other"],
  [null, "MacBook Pro (14-inch, 2023)", "macOS"],
  [null, "iPhone 15", "iOS"],
  ["", "OptiPlex 7090", null],
])("the family of %j on %j is %j", (osName, model, family) => {
  expect(osFamilyOf(osName, model)).toBe(family);
});
