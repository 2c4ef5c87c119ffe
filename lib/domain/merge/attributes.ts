import type { DeviceRecord, RecordKind } from "../device";
import type { Source } from "../source";
import { normaliseBrand, normaliseModel, normaliseSerial } from "../identity/normalise";
import {
  sameDisk,
  sameDomain,
  sameMacs,
  sameMaker,
  sameModel,
  sameName,
  sameOperatingSystem,
  samePerson,
  samePlace,
  sameSerial,
  sameSize,
  sameStatus,
  sameTag,
  sameVersion,
  sameWord,
} from "./comparing";

/** What both systems can tell of a device, in the order in which a technician looks for it. */
export const ATTRIBUTE_NAMES = [
  "name",
  "serial",
  "assetTag",
  "host",
  "domain",
  "macs",
  "ip",
  "kind",
  "manufacturer",
  "model",
  "ram",
  "disk",
  "diskFree",
  "osName",
  "osVersion",
  "owner",
  "lastUser",
  "site",
  "department",
  "status",
  "cost",
] as const;
export type AttributeName = (typeof ATTRIBUTE_NAMES)[number];

/** Which system is expected to know better: the one with the inventory agent, or the one whose list people keep. */
export type AttributeNature = "technical" | "ownership";

/** A record with the person whom its owner's account belongs to, where the index knows one. */
export type MergeRecord = DeviceRecord & { ownerPersonId?: number | null };

/** Records of one source in the order in which they speak for it. */
type Voices = Record<Source, readonly RecordKind[]>;

export interface Attribute {
  label: string;
  group: "Identity" | "Hardware" | "Operating system" | "People and place";
  nature: AttributeNature;
  /** The text as the vendor spells it; bytes as digits, a kind as the domain names it. */
  read: (record: MergeRecord) => string | null;
  /** The text is a placeholder: it never wins over a real one, and disagrees with none. */
  isHollow?: (text: string) => boolean;
  /** Whether two records mean the same. `null`: it changes by itself or follows another attribute, so differing is no news. */
  agree: ((a: Told, b: Told) => boolean) | null;
  /** How `read`'s text is to be understood. */
  unit: "text" | "bytes" | "kind";
  voices: Voices;
}

/** A value and the record that tells it. */
export interface Told {
  text: string;
  record: MergeRecord;
}

// The inventory sees the hardware; a KACE asset and a CI only repeat it.
const SEEN: Voices = { kace: ["machine", "asset", "ci"], sysaid: ["machine", "asset", "ci"] };
// What people keep: of SysAid the CI goes before the asset, which is what its agent last sent and which no call can write.
const KEPT: Voices = { kace: ["asset", "machine", "ci"], sysaid: ["ci", "asset", "machine"] };
// A name and a serial are seen by KACE's inventory, and kept in SysAid's CI.
const SEEN_OR_KEPT: Voices = { kace: SEEN.kace, sysaid: KEPT.sysaid };

const byText = (same: (a: string, b: string) => boolean) => (a: Told, b: Told) =>
  same(a.text, b.text);

type Part = Pick<Attribute, "label" | "read"> & Partial<Attribute>;
const technical = (group: Attribute["group"], part: Part): Attribute => ({
  group,
  nature: "technical",
  agree: byText(sameWord),
  unit: "text",
  voices: SEEN,
  ...part,
});
const ownership = (part: Part): Attribute => ({
  group: "People and place",
  nature: "ownership",
  agree: byText(sameWord),
  unit: "text",
  voices: KEPT,
  ...part,
});
const digits = (bytes: number | null) => (bytes === null || bytes <= 0 ? null : String(bytes));

/** How each attribute is read, compared and led. */
export const ATTRIBUTES: Readonly<Record<AttributeName, Attribute>> = {
  name: technical("Identity", {
    label: "Name",
    read: (r) => r.name,
    agree: byText(sameName),
    voices: SEEN_OR_KEPT,
  }),
  serial: technical("Identity", {
    label: "Serial number",
    read: (r) => r.serial,
    isHollow: (text) => normaliseSerial(text) === null,
    agree: byText(sameSerial),
    voices: SEEN_OR_KEPT,
  }),
  assetTag: technical("Identity", {
    label: "Asset tag",
    read: (r) => r.assetTag,
    agree: byText(sameTag),
  }),
  host: technical("Identity", { label: "Host", read: (r) => r.host, agree: null }),
  domain: technical("Identity", {
    label: "Domain",
    read: (r) => r.domain,
    agree: byText(sameDomain),
  }),
  macs: technical("Identity", {
    label: "Network cards",
    read: (r) => r.macs.join(", "),
    agree: byText(sameMacs),
  }),
  ip: technical("Identity", { label: "Address", read: (r) => r.ip, agree: null }),
  kind: technical("Hardware", {
    label: "Kind",
    read: (r) => (r.deviceKind === "other" ? null : r.deviceKind),
    // A virtual server is both, and a CI's type knows desktops and laptops as workstations.
    agree: ({ text: a, record }, { text: b, record: other }) =>
      a === b || a === "virtual" || b === "virtual" || [record, other].some((r) => r.kind === "ci"),
    unit: "kind",
  }),
  manufacturer: technical("Hardware", {
    label: "Manufacturer",
    read: (r) => r.manufacturer,
    isHollow: (text) => normaliseBrand(text) === null,
    agree: byText(sameMaker),
  }),
  model: technical("Hardware", {
    label: "Model",
    read: (r) => r.model,
    isHollow: (text) => normaliseModel(text) === null,
    agree: byText(sameModel),
  }),
  ram: technical("Hardware", {
    label: "Memory",
    read: (r) => digits(r.ramBytes),
    agree: byText(sameSize),
    unit: "bytes",
  }),
  disk: technical("Hardware", {
    label: "Disk",
    read: (r) => digits(r.diskBytes),
    agree: byText(sameDisk),
    unit: "bytes",
  }),
  diskFree: technical("Hardware", {
    label: "Disk free",
    read: (r) => digits(r.diskFreeBytes),
    agree: null,
    unit: "bytes",
  }),
  osName: technical("Operating system", {
    label: "System",
    read: (r) => r.osName,
    agree: byText(sameOperatingSystem),
  }),
  osVersion: technical("Operating system", {
    label: "Version",
    read: (r) => r.osVersion,
    agree: byText(sameVersion),
  }),
  owner: ownership({ label: "Owner", read: (r) => r.ownerName, agree: sameOwner }),
  lastUser: technical("People and place", {
    label: "Last user",
    read: (r) => r.lastUser,
    agree: null,
  }),
  site: ownership({ label: "Site", read: (r) => r.site, agree: byText(samePlace) }),
  department: ownership({
    label: "Department",
    read: (r) => r.department,
    agree: byText(samePlace),
  }),
  status: ownership({ label: "Status", read: (r) => r.status, agree: byText(sameStatus) }),
  cost: ownership({ label: "Purchase cost", read: costOf, agree: byText(sameWord) }),
};

/** Attributes whose differing values are work for somebody. */
export const COMPARED_ATTRIBUTES: readonly AttributeName[] = ATTRIBUTE_NAMES.filter(
  (name) => ATTRIBUTES[name].agree !== null && name !== "cost",
);

/** One person's two accounts may spell the name in any way; accounts that nothing joins to one person may still be theirs by name. */
function sameOwner(a: Told, b: Told): boolean {
  const [one, other] = [a.record.ownerPersonId ?? null, b.record.ownerPersonId ?? null];
  return (one !== null && one === other) || samePerson(a.text, b.text);
}

const COST_LABEL = /^(purchase )?(cost|price)$/i;

/** Whether a fact's label means the purchase cost, which no vendor gives a column of its own. */
export const isCostLabel = (label: string) => COST_LABEL.test(label.trim());

function costOf(record: MergeRecord): string | null {
  const found = Object.entries(record.facts).find(([label]) => isCostLabel(label));
  // An empty cost is told as nought.
  return found === undefined || Number(found[1]) === 0 ? null : found[1];
}

/** The name that a text spells, or `null`. */
export function parseAttribute(text: string): AttributeName | null {
  return ATTRIBUTE_NAMES.find((name) => name === text) ?? null;
}
