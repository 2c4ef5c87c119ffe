import "server-only";
import type { DeviceDetail } from "@/lib/contracts/devices";
import type { DeviceRecord } from "@/lib/domain/device";
import { DEVICE_KIND_LABELS } from "@/lib/format/displays";
import { formatBytes } from "@/lib/format/numbers";

type Groups = DeviceDetail["groups"];
type Value = Groups[number]["values"][number];
type StoredRecord = DeviceRecord & { readAt: string; removedAt: string | null };
type Read = (record: DeviceRecord) => string | null;

/** Attributes that both systems speak of, in the order in which a technician looks for them. */
const SHARED: { title: string; values: { label: string; read: Read; fold?: boolean }[] }[] = [
  {
    title: "Identity",
    values: [
      { label: "Name", read: (r) => r.name, fold: true },
      { label: "Serial number", read: (r) => r.serial, fold: true },
      { label: "Asset tag", read: (r) => r.assetTag, fold: true },
      { label: "Host", read: (r) => r.host, fold: true },
      { label: "Domain", read: (r) => r.domain, fold: true },
      { label: "Network cards", read: (r) => r.macs.join(", ") || null, fold: true },
      { label: "Address", read: (r) => r.ip },
    ],
  },
  {
    title: "Hardware",
    values: [
      {
        label: "Kind",
        read: (r) => (r.deviceKind === "other" ? null : DEVICE_KIND_LABELS[r.deviceKind]),
      },
      { label: "Manufacturer", read: (r) => r.manufacturer, fold: true },
      { label: "Model", read: (r) => r.model, fold: true },
      { label: "Memory", read: (r) => bytes(r.ramBytes) },
      { label: "Disk", read: (r) => bytes(r.diskBytes) },
      { label: "Disk free", read: (r) => bytes(r.diskFreeBytes) },
    ],
  },
  {
    title: "Operating system",
    values: [
      { label: "System", read: (r) => r.osName, fold: true },
      { label: "Version", read: (r) => r.osVersion, fold: true },
    ],
  },
  {
    title: "People and place",
    values: [
      { label: "Owner", read: (r) => r.ownerName, fold: true },
      { label: "Last user", read: (r) => r.lastUser, fold: true },
      { label: "Site", read: (r) => r.site, fold: true },
      { label: "Department", read: (r) => r.department, fold: true },
      { label: "Status", read: (r) => r.status, fold: true },
    ],
  },
];

/** Every attribute over all records, value by value with its source. Empty values and groups are left out. */
export function groupValues(records: readonly StoredRecord[]): Groups {
  const present = records.filter((record) => record.removedAt === null);
  const spoken = present.length > 0 ? present : records;
  const shared = SHARED.map(({ title, values }) => ({
    title,
    values: values.flatMap(({ label, read, fold }) => toValue(label, spoken, read, fold ?? false)),
  }));
  return [...shared, { title: "More", values: restOf(spoken) }].filter(
    (group) => group.values.length > 0,
  );
}

function toValue(
  label: string,
  records: readonly StoredRecord[],
  read: Read,
  fold: boolean,
): Value[] {
  const values = records.flatMap((record) => {
    const text = read(record);
    return text === null || text === ""
      ? []
      : [{ ref: record.ref, source: record.source, text, readAt: record.readAt }];
  });
  if (values.length === 0) return [];
  const key = (text: string) => (fold ? text.trim().toLowerCase() : text.trim());
  const disagrees = new Set(values.map((value) => key(value.text))).size > 1;
  return [{ label, values, disagrees }];
}

/** What only one system knows by its own name. */
function restOf(records: readonly StoredRecord[]): Value[] {
  const labels = [...new Set(records.flatMap((record) => Object.keys(record.facts)))];
  return labels.flatMap((label) => toValue(label, records, (r) => r.facts[label] ?? null, false));
}

function bytes(count: number | null): string | null {
  return count === null || count <= 0 ? null : formatBytes(count, "en");
}
