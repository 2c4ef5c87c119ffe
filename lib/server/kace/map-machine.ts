import "server-only";
import type { DeviceKind, DeviceRecord } from "@/lib/domain/device";
import { toRef } from "@/lib/domain/ref";
import type { ApplianceClock } from "./clock";
import { MACHINE_FACTS, type MachineWire } from "./wire";

/** An inventory machine as a device record. */
export function toMachineRecord(machine: MachineWire, clock: ApplianceClock): DeviceRecord {
  const disks = machine.machine_disks.map((disk) => readDisk(disk.name ?? ""));
  const sum = (values: (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length > 0 ? known.reduce((total, value) => total + value, 0) : null;
  };
  const macs = [
    ...splitList(machine.mac),
    ...machine.machine_nics.flatMap((n) => splitList(n.mac)),
  ];
  const users = [machine.user_logged, machine.user, machine.last_user, machine.user_fullname];
  return {
    ref: toRef("kace", "machine", machine.id),
    source: "kace",
    kind: "machine",
    name: machine.name ?? `Machine ${machine.id}`,
    linkedRef: null,
    serial: machine.bios_serial_number,
    assetTag: machine.asset_tag,
    macs: [...new Map(macs.map((mac) => [mac.toLowerCase(), mac])).values()],
    host: machine.name,
    domain: machine.cs_domain ?? machine.domain,
    deviceKind: deviceKindOf(machine),
    manufacturer: machine.cs_manufacturer,
    model: machine.cs_model,
    osName: machine.os_name,
    osVersion: machine.os_version ?? machine.os_number,
    ip: splitList(machine.ip)[0] ?? null,
    ramBytes: parseSizeBytes(machine.ram_total),
    diskBytes: sum(disks.map((disk) => disk.totalBytes)),
    diskFreeBytes: sum(disks.map((disk) => disk.freeBytes)),
    lastSeenAt: clock.toIso(machine.last_inventory),
    lastUser: users.flatMap(splitList)[0] ?? null,
    ownerRef: null,
    ownerName: null,
    site: null,
    department: null,
    status: null,
    archived: false,
    createdAt: clock.toIso(machine.created),
    updatedAt: clock.toIso(machine.modified),
    facts: factsOf(machine),
  };
}

function factsOf(machine: MachineWire): Record<string, string> {
  const byKey = new Map<string, unknown>(Object.entries(machine));
  return Object.fromEntries(
    Object.entries(MACHINE_FACTS).flatMap(([key, label]) => {
      const value = byKey.get(key);
      return typeof value === "string" && value !== "0" ? [[label, value]] : [];
    }),
  );
}

/** Addresses and users may be lists. */
export function splitList(text: string | null): string[] {
  return (text ?? "")
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

const KIND_BY_WORD: [RegExp, DeviceKind][] = [
  [/\b(laptop|notebook|portable|sub.?notebook|convertible|detachable)\b/i, "laptop"],
  [/\b(tablet|hand.?held|phone|mobile)\b/i, "mobile"],
  [/\b(rack|blade|main server|server)\b/i, "server"],
  [
    /\b(desktop|tower|mini.?tower|all.in.one|pizza box|space.saving|mini.?pc|workstation)\b/i,
    "desktop",
  ],
  [/\bprinter\b/i, "printer"],
  [/\b(switch|router|firewall|access point)\b/i, "network"],
];

/** By virtual flag, then the operating system of servers and phones, then the chassis, then the model. */
function deviceKindOf(machine: MachineWire): DeviceKind {
  const virtual = machine.virtual?.toLowerCase();
  const isVirtual =
    virtual !== undefined && !["0", "no", "none", "false", "physical"].includes(virtual);
  const hardware = `${machine.cs_manufacturer ?? ""} ${machine.cs_model ?? ""}`;
  if (isVirtual || /vmware|virtualbox|virtual machine|kvm|qemu|hvm domu/i.test(hardware))
    return "virtual";
  if (/\bserver\b/i.test(machine.os_name ?? "")) return "server";
  // Network gear calls its system IOS too.
  if (/\bcisco\b|\bios[ -]?x[er]\b/i.test(machine.os_name ?? "")) return "network";
  if (/\b(ios|ipados|android|chrome ?os)\b/i.test(machine.os_name ?? "")) {
    return /chrome/i.test(machine.os_name ?? "") ? "laptop" : "mobile";
  }
  for (const text of [machine.chassis_type ?? "", machine.cs_model ?? ""]) {
    const found = KIND_BY_WORD.find(([pattern]) => pattern.test(text));
    if (found) return found[1];
  }
  return /macbook/i.test(hardware) ? "laptop" : "other";
}

const UNITS: Record<string, number> = {
  b: 1,
  byte: 1,
  bytes: 1,
  k: 1024,
  kb: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
  t: 1024 ** 4,
  tb: 1024 ** 4,
};
const SIZE = "([\\d.,]+)\\s*(bytes?|[kmgt]?b|[kmgt])\\b";

/** "15.9 GB", "8,192 MB" and the like in bytes; `null` for zero, which means "not known" here. */
export function parseSizeBytes(text: string | null): number | null {
  const match = new RegExp(`^\\s*${SIZE}`, "i").exec(text ?? "");
  if (!match) return null;
  const amount = Number(match[1]?.replaceAll(",", ""));
  const bytes = Math.round(amount * (UNITS[match[2]?.toLowerCase() ?? ""] ?? Number.NaN));
  return Number.isFinite(bytes) && bytes > 0 ? bytes : null;
}

/** A disk's sizes, which the appliance tells only inside its name: "… Used: 74.50GB Total: 237.00GB". */
export function readDisk(name: string): { totalBytes: number | null; freeBytes: number | null } {
  const sizeOf = (word: string) =>
    parseSizeBytes(new RegExp(`${word}\\s*:?\\s*(${SIZE})`, "i").exec(name)?.[1] ?? null);
  const totalBytes = sizeOf("total") ?? sizeOf("size") ?? sizeOf("capacity");
  const used = sizeOf("used");
  const free = sizeOf("free");
  const rest = totalBytes !== null && used !== null ? Math.max(0, totalBytes - used) : null;
  return { totalBytes, freeBytes: free ?? rest };
}
