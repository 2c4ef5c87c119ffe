import "server-only";
import type { Ci } from "@/lib/domain/ci";
import type { DeviceRecord } from "@/lib/domain/device";
import { PART_GROUPS, type DeviceParts } from "@/lib/domain/device-parts";
import { type Ref, toRef } from "@/lib/domain/ref";
import { ASSET_FACTS, CI_FACTS } from "./fields";
import {
  captionOf,
  flagOf,
  idOf,
  labelOf,
  numberOf,
  numericRefOf,
  textOf,
  timeOf,
  toBytes,
} from "./item";
import { MACHINE_CLASSES, ciClassOf, deviceKindOf } from "./quirks";
import type { WireRecord } from "./wire";

/** Finds the account of a user name, `null` when it is unknown or two share it. */
export type FindAccount = (userName: string | null) => Ref | null;

/** The device record of an asset. */
export function toAssetRecord(asset: WireRecord, findAccount: FindAccount): DeviceRecord {
  const name = asset.name ?? textOf(asset, "computer_name") ?? asset.id;
  const owner = labelOf(asset, "username");
  return {
    ref: toRef("sysaid", "asset", asset.id),
    source: "sysaid",
    kind: "asset",
    name,
    linkedRef: null,
    serial: textOf(asset, "serial"),
    assetTag: textOf(asset, "barcode"),
    macs: toMacs(textOf(asset, "mac_address")),
    host: toHost(name),
    domain: textOf(asset, "domain"),
    deviceKind: deviceKindOf(labelOf(asset, "computer_type")),
    manufacturer: labelOf(asset, "manufacturer"),
    model: labelOf(asset, "model"),
    osName: labelOf(asset, "os_name"),
    osVersion: textOf(asset, "os_version"),
    ip: textOf(asset, "ip_address"),
    ramBytes: toBytes(textOf(asset, "memory_physical")),
    // The values of calculated columns are the asset's own id; only their captions tell something.
    diskBytes: diskBytesOf(asset),
    diskFreeBytes: toBytes(captionOf(asset, "freespace")),
    lastSeenAt: timeOf(asset, "last_access"),
    lastUser: null,
    ownerRef: findAccount(textOf(asset, "username")),
    ownerName: owner,
    site: labelOf(asset, "location_idx"),
    department: labelOf(asset, "department"),
    status: labelOf(asset, "device_status"),
    archived: flagOf(asset, "disable") === true,
    createdAt: null,
    updatedAt: timeOf(asset, "update_time"),
    facts: factsOf(asset, ASSET_FACTS),
  };
}

/** The capacity column counts gigabytes; the storage text is one disk, or several with their names. */
function diskBytesOf(asset: WireRecord): number | null {
  const capacity = numberOf(asset, "disks_size") ?? 0;
  if (capacity > 0) return Math.round(capacity * 2 ** 30);
  return toBytes(captionOf(asset, "hdd_total_space")) ?? toBytes(textOf(asset, "storage"));
}

/** What an asset tells of its fitness: agent, last restart, and its disks as one. The API tells no more than that. */
export function toAssetParts(asset: WireRecord): DeviceParts {
  const totalBytes = diskBytesOf(asset);
  const freeBytes = toBytes(captionOf(asset, "freespace"));
  return {
    recordRef: toRef("sysaid", "asset", asset.id),
    untold: PART_GROUPS.filter((group) => group !== "hardware"),
    posture: {
      encryption: null,
      tpm: null,
      agentVersion: textOf(asset, "agent_version"),
      lastRestartAt: timeOf(asset, "last_boot"),
      mobile: null,
    },
    disks:
      totalBytes === null ? [] : [{ name: "All disks", fileSystem: null, totalBytes, freeBytes }],
    nics: [],
    processes: [],
    services: [],
    startupPrograms: [],
    missingPatches: [],
    titles: [],
    installs: [],
  };
}

/** A CI, and the device record that it is where it stands for a machine. `typeNames` is by type id. */
export function toCi(
  record: WireRecord,
  typeNames: ReadonlyMap<string, string>,
  findAccount: FindAccount,
): { ci: Ci; record: DeviceRecord | null } {
  const typeId = idOf(record, "ci_type") ?? "0";
  const typeLabel = labelOf(record, "ci_type") ?? "";
  const label = typeNames.get(typeId) ?? (typeLabel === typeId ? "" : typeLabel);
  const assetId = idOf(record, "asset_id");
  const ci: Ci = {
    ref: toRef("sysaid", "ci", record.id),
    source: "sysaid",
    name: textOf(record, "ci_name") ?? record.name ?? `CI ${record.id}`,
    typeId,
    typeLabel: label || `Type ${typeId}`,
    ciClass: ciClassOf(label, captionOf(record, "ci_sub_type")),
    status: labelOf(record, "status"),
    ownerRef: numericRefOf(record, "owner", "user") ?? findAccount(textOf(record, "owner")),
    ownerName: labelOf(record, "owner"),
    site: labelOf(record, "location"),
    department: labelOf(record, "department"),
    serial: textOf(record, "serial"),
    assetRef: assetId === null ? null : toRef("sysaid", "asset", assetId),
    createdAt: timeOf(record, "insert_time"),
    updatedAt: timeOf(record, "update_time"),
    facts: factsOf(record, CI_FACTS),
  };
  return { ci, record: toCiRecord(ci, captionOf(record, "ci_sub_type")) };
}

/** A CI with an asset is a machine; one with a serial is, when its type can be. A database's serial is none. */
function toCiRecord(ci: Ci, subTypeLabel: string | null): DeviceRecord | null {
  const isMachine = MACHINE_CLASSES.includes(ci.ciClass) && ci.serial !== null;
  if (ci.assetRef === null && !isMachine) return null;
  return {
    ref: ci.ref,
    source: "sysaid",
    kind: "ci",
    name: ci.name,
    linkedRef: ci.assetRef,
    serial: ci.serial,
    assetTag: null,
    macs: [],
    host: toHost(ci.name),
    domain: null,
    deviceKind: deviceKindOf(subTypeLabel ?? ci.typeLabel),
    manufacturer: null,
    model: null,
    osName: null,
    osVersion: null,
    ip: null,
    ramBytes: null,
    diskBytes: null,
    diskFreeBytes: null,
    lastSeenAt: null,
    lastUser: null,
    ownerRef: ci.ownerRef,
    ownerName: ci.ownerName,
    site: ci.site,
    department: ci.department,
    status: ci.status,
    archived: false,
    createdAt: ci.createdAt,
    updatedAt: ci.updatedAt,
    facts: {},
  };
}

/** A name that can be a host's; people name printers and phones in whole phrases. */
function toHost(name: string): string | null {
  return /\s/.test(name) ? null : name;
}

/**
 * The MACs of `mac (ipv6,ipv4)`, as spelled, each once. The brackets go first: six groups of an IPv6
 * address can look like a MAC.
 */
export function toMacs(text: string | null): string[] {
  const outside = (text ?? "").replace(/\([^()]*\)?/g, " ");
  const found = outside.match(
    /\b(?:[\da-f]{2}([:-])(?:[\da-f]{2}\1){4}[\da-f]{2}|[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}|[\da-f]{12})\b/gi,
  );
  return [...new Set(found ?? [])];
}

/** Values worth showing under the server's own words for them. */
function factsOf(record: WireRecord, keys: readonly string[]): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const key of keys) {
    const isTime = key === "last_boot" || key.endsWith("_date") || key.endsWith("_expiration");
    const value = isTime ? timeOf(record, key) : labelOf(record, key);
    if (value !== null) facts[record.items.get(key)?.label ?? key] = value;
  }
  if (record.group !== null && record.group !== "\\") facts["Group"] = record.group;
  return facts;
}
