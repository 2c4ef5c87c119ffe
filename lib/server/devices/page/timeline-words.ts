import "server-only";
import { DEVICE_KIND_LABELS } from "@/lib/format/displays";
import { formatBytes } from "@/lib/format/numbers";

/** A field of a change, for people. */
export interface FieldChange {
  label: string;
  before: string | null;
  after: string | null;
}

const LABELS: Readonly<Record<string, string>> = {
  assetTag: "Asset tag",
  archived: "Archived",
  createdAt: "Created",
  department: "Department",
  deviceKind: "Kind",
  diskBytes: "Disk",
  domain: "Domain",
  host: "Host",
  ip: "Address",
  linkedRef: "Linked record",
  macs: "Network cards",
  manufacturer: "Manufacturer",
  model: "Model",
  name: "Name",
  osName: "System",
  osVersion: "System version",
  ownerName: "Owner",
  lastUser: "Last user",
  ramBytes: "Memory",
  serial: "Serial number",
  site: "Site",
  status: "Status",
  typeLabel: "Type",
  assetRef: "Asset",
  more: "And",
};
/** What changes by itself, or stands beside what says the same in words. */
const SILENT = new Set([
  "lastSeenAt",
  "updatedAt",
  "diskFreeBytes",
  "ownerRef",
  "typeId",
  "ciClass",
  "kind",
]);
const GROUPS: Readonly<Record<string, string>> = {
  facts: "",
  software: "Software: ",
  disks: "Disk ",
  nics: "Network card: ",
  patches: "Patch: ",
  posture: "",
};

/** The fields of a change in the words of the screens. A field that only has its name is told by that. */
export function toFieldChanges(fields: Record<string, [unknown, unknown]>): FieldChange[] {
  const shown = Object.entries(fields).filter(
    ([field]) => !SILENT.has(field) && !(field === "ownerRef" && "ownerName" in fields),
  );
  return shown.map(([field, [before, after]]) => ({
    label: labelOf(field),
    before: toText(field, before),
    after: toText(field, after),
  }));
}

function labelOf(field: string): string {
  const [group = "", ...rest] = field.split(".");
  const prefix = rest.length === 0 ? undefined : GROUPS[group];
  if (prefix !== undefined) return `${prefix}${rest.join(".")}`;
  const own = LABELS[field];
  if (own !== undefined) return own;
  const plain = field.replace(/([A-Z])/g, " $1").toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

function toText(field: string, value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number")
    return field.endsWith("Bytes") ? formatBytes(value, "en") : `${value}`;
  if (typeof value !== "string") return JSON.stringify(value);
  if (field === "deviceKind") return kindLabel(value);
  return value;
}

function kindLabel(kind: string): string {
  return Object.entries(DEVICE_KIND_LABELS).find(([key]) => key === kind)?.[1] ?? kind;
}

/** A change in one line: `Owner, Site and 3 more changed`. */
export function changeTitle(changes: readonly FieldChange[]): string {
  const labels = changes.map(({ label }) => label);
  const [first, second, ...more] = labels;
  if (first === undefined) return "Changed";
  if (second === undefined) return `${first} changed`;
  return more.length === 0
    ? `${first} and ${second} changed`
    : `${first}, ${second} and ${more.length} more changed`;
}

const OPERATION_WORDS: Readonly<Record<string, string>> = {
  "devices.edit": "Edited through Sightline",
};

/** An audited write, for people: `devices.addAttachment` → `Devices: add attachment`. */
export function operationWords(operation: string): string {
  const known = OPERATION_WORDS[operation];
  if (known !== undefined) return known;
  const words = operation.replace(/^[^.]*\./, "").replace(/[_.]/g, " ");
  const plain = words.replace(/([A-Z])/g, " $1").toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
