import { expect, test } from "vitest";
import type { DeviceRecord } from "../device";
import { mergeView } from "./merge-view";
import { aRecord } from "../identity/testing/a-record";

/** A whole record of the test. */
function aFullRecord(ref: string, facts: Partial<DeviceRecord> = {}): DeviceRecord {
  return {
    ...aRecord(ref),
    name: ref,
    assetTag: null,
    osName: null,
    osVersion: null,
    ip: null,
    ramBytes: null,
    diskBytes: null,
    diskFreeBytes: null,
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

const machine = aFullRecord("kace:machine:1", {
  name: "PC-7",
  serial: "Default string",
  model: "Latitude 7420",
  manufacturer: "Dell Inc.",
  osName: "Microsoft Windows 11 Pro x64",
  macs: ["3C:52:82:11:22:33"],
  ip: "10.0.0.4",
  ownerName: "last user",
  site: "KACE site",
  lastSeenAt: "2026-03-01T10:00:00Z",
  updatedAt: "2026-03-01 10:00:00+00",
});
const asset = aFullRecord("sysaid:asset:1", {
  name: "pc-7.corp.example",
  serial: "3PXZ-15J",
  model: "Latitude",
  osName: "Windows 10 Pro",
  ownerName: "Anna Berg",
  site: "Berlin",
  assetTag: "TAG-9",
  lastSeenAt: "2026-02-01T10:00:00Z",
  updatedAt: "2026-03-02T10:00:00Z",
});

test("technical facts come from KACE, the owner and the place from SysAid, and a placeholder serial never wins", () => {
  expect(mergeView([asset, machine])).toMatchObject({
    ref: "kace:machine:1",
    recordRefs: ["kace:machine:1", "sysaid:asset:1"],
    name: "PC-7",
    kind: "laptop",
    model: "Latitude 7420",
    serial: "3PXZ-15J",
    osName: "Microsoft Windows 11 Pro x64",
    osFamily: "Windows 11",
    ownerName: "Anna Berg",
    site: "Berlin",
    lastSeenAt: "2026-03-01T10:00:00.000Z",
    updatedAt: "2026-03-02T10:00:00.000Z",
  });
});

test("a source that is silent for over 90 days longer loses; one that never tells when does not", () => {
  const silent = { ...machine, lastSeenAt: "2025-10-01T00:00:00Z" };
  expect(mergeView([silent, asset])).toMatchObject({
    ref: asset.ref,
    osName: "Windows 10 Pro",
    site: "Berlin",
  });
  const untold = { ...asset, lastSeenAt: null };
  expect(mergeView([machine, untold])).toMatchObject({ ref: machine.ref, ownerName: "Anna Berg" });
});

test("of two records of a re-imaged machine the one seen last leads", () => {
  const old = {
    ...machine,
    ref: aRecord("kace:machine:0").ref,
    name: "OLD",
    lastSeenAt: "2026-02-01T00:00:00Z",
  };
  expect(mergeView([old, machine])).toMatchObject({ ref: "kace:machine:1", name: "PC-7" });
});

test("the search text finds names, serials and MACs however they are spelled", () => {
  const { searchText } = mergeView([machine, asset]);
  for (const text of [
    "pc-7",
    "3pxz-15j",
    "3pxz15j",
    "3c:52:82:11:22:33",
    "3c-52-82-11-22-33",
    "3c5282112233",
    "tag-9",
    "anna berg",
    "10.0.0.4",
    "latitude 7420",
  ]) {
    expect(searchText).toContain(text);
  }
  expect(searchText).toBe(searchText.toLowerCase());
});

test("a lone record with nothing but a name is a row", () => {
  expect(mergeView([aFullRecord("sysaid:ci:3", { name: " ", deviceKind: "other" })])).toMatchObject(
    { ref: "sysaid:ci:3", name: "sysaid:ci:3", kind: "other", osFamily: null, lastSeenAt: null },
  );
  expect(() => mergeView([])).toThrow(RangeError);
});
