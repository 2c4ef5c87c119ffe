import "server-only";
import {
  ENTITY_OF_KIND,
  type InventoryItem,
  type InventoryKind,
} from "@/lib/domain/inventory-item";
import { supportEndOf } from "@/lib/domain/inventory/os-support";
import type { SoftwareUse } from "@/lib/domain/inventory/license";
import { toRef } from "@/lib/domain/ref";
import type { InventoryEntry } from "@/lib/server/upstream/port";
import type { ApplianceClock } from "./clock";
import type {
  AssetTypeWire,
  ManagedInstallWire,
  MeteredMachineWire,
  NodeWire,
  OperatingSystemWire,
  ProgramRowWire,
  ScriptWire,
} from "./wire-inventory";

// The other lists of the inventory in our words. Pure and total: odd values become `null` or a plain default.

const TEXT_LENGTH_MAX = 2000;

/** What is told, by label; empty values are left out and long ones cut. */
function factsOf(values: Record<string, string | number | null>): Record<string, string> {
  const told = Object.entries(values).flatMap(([label, value]) =>
    value === null || value === "" ? [] : [[label, String(value).slice(0, TEXT_LENGTH_MAX)]],
  );
  return Object.fromEntries(told);
}

function itemOf(
  kind: InventoryKind,
  id: number,
  values: Partial<InventoryItem> & Pick<InventoryItem, "name">,
): InventoryItem {
  return {
    ref: toRef("kace", ENTITY_OF_KIND[kind], id),
    source: "kace",
    kind,
    version: null,
    publisher: null,
    status: null,
    level: null,
    countedDevices: null,
    createdAt: null,
    updatedAt: null,
    facts: {},
    ...values,
  };
}

const alone = (item: InventoryItem): InventoryEntry => ({ item, recordRefs: null });

/** The appliance's threat levels are 1 (safe) to 5; anything else tells none. */
function threatOf(threat: number | null): number | null {
  return threat !== null && threat >= 1 && threat <= 5 ? threat : null;
}

/** `SERVICE_AUTO_START` as people say it: `Auto start`. */
function inWords(text: string | null): string | null {
  if (text === null || !/^[A-Z0-9_]+$/.test(text)) return text;
  const words = text
    .replace(/^SERVICE_/, "")
    .toLowerCase()
    .replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function toProgram(
  kind: "process" | "service" | "startupProgram",
  row: ProgramRowWire,
): InventoryEntry {
  const fileName = row.file_name?.split(/[\\/]/).at(-1) ?? null;
  const name = row.display_name ?? row.name ?? row.product_name ?? fileName ?? `${kind} ${row.id}`;
  return alone(
    itemOf(kind, row.id, {
      name,
      version: row.file_version ?? row.product_version,
      publisher: row.company_name,
      status: kind === "service" ? inWords(row.status) : null,
      level: threatOf(row.threat),
      facts: factsOf({
        File: row.file_name,
        "Service name": row.display_name === null || row.name === name ? null : row.name,
        Starts: inWords(row.startup_type),
        "Runs as": row.logon_as_user,
        Product: row.product_name === name ? null : row.product_name,
        Category: row.category,
        Description: described(row, name),
      }),
    }),
  );
}

function described(row: ProgramRowWire, name: string): string | null {
  const text = row.description ?? row.file_description;
  return text === name ? null : text;
}

export function toOperatingSystem(row: OperatingSystemWire): InventoryEntry {
  const name = row.name ?? row.common_name ?? `System ${row.id}`;
  return alone(
    itemOf("operatingSystem", row.id, {
      name,
      version: row.build,
      publisher: null,
      facts: factsOf({
        "Support ends": supportEndOf(name, row.build),
        "Common name": row.common_name === name ? null : row.common_name,
        Family: row.family,
        Architecture: row.arch,
        "Service pack": row.sp === 0 ? null : row.sp,
        Description: row.description,
      }),
    }),
  );
}

export function toNode(row: NodeWire): InventoryEntry {
  const name = row.host_name ?? row.name ?? row.real_name ?? row.ip ?? `Node ${row.id}`;
  const machine = row.machine_id !== null && row.machine_id > 0 ? row.machine_id : null;
  const answers = row.ping_status === null ? null : row.ping_status > 0;
  return {
    item: itemOf("node", row.id, {
      name,
      publisher: null,
      status: answers === null ? null : answers ? "Answers" : "Silent",
      version: row.os_type,
      facts: factsOf({
        Address: row.ip,
        MAC: row.mac,
        "Real name": row.real_name === name ? null : row.real_name,
        Contact: row.snmp_contact,
        System: row.snmp_sysdescr,
        "SNMP uptime": row.snmp_uptime,
      }),
    }),
    recordRefs: machine === null ? [] : [toRef("kace", "machine", machine)],
  };
}

/** @param targets the machines that it goes to; `compatible`: how many it suits. `null`: not told */
export function toManagedInstall(
  row: ManagedInstallWire,
  { targets, compatible }: { targets: readonly number[] | null; compatible: number | null },
  clock: ApplianceClock,
): InventoryEntry {
  return {
    item: itemOf("managedInstall", row.id, {
      name: row.name ?? row.display_name ?? `Managed install ${row.id}`,
      status: row.enabled === null ? null : row.enabled > 0 ? "Enabled" : "Disabled",
      publisher: row.platform,
      countedDevices: targets?.length ?? null,
      createdAt: clock.toIso(row.created),
      updatedAt: clock.toIso(row.modified),
      facts: factsOf({
        "Compatible devices": compatible,
        Platform: row.platform,
        File: row.file_name,
        Order: row.order_num,
        "Software id": row.software_id,
      }),
    }),
    recordRefs: targets?.map((id) => toRef("kace", "machine", id)) ?? null,
  };
}

const SCRIPT_TYPES: Readonly<Record<string, string>> = {
  shellscript: "Shell script",
  kscript: "KScript",
  offlinekscript: "Offline KScript",
  onlinekscript: "Online KScript",
  onlineshellscript: "Online shell script",
};

export function toScript(row: ScriptWire, clock: ApplianceClock): InventoryEntry {
  const systems = row.ostypes.flatMap(({ name }) => name ?? []);
  const isScheduled = row.scheduletype !== null && row.scheduletype.toLowerCase() !== "none";
  return alone(
    itemOf("script", row.id, {
      name: row.name ?? `Script ${row.id}`,
      status: row.enabled === null ? null : row.enabled > 0 ? "Enabled" : "Disabled",
      version: row.type === null ? null : (SCRIPT_TYPES[row.type.toLowerCase()] ?? row.type),
      publisher: systems.join(", ") || null,
      createdAt: clock.toIso(row.created),
      updatedAt: clock.toIso(row.modified),
      facts: factsOf({
        Description: row.description,
        State: row.status,
        Schedule: isScheduled ? row.scheduletype : null,
        File: row.filename,
        Notes: row.notes,
      }),
    }),
  );
}

export function toAssetType(row: AssetTypeWire, assets: number | null): InventoryEntry {
  const fields = row.properties.flatMap(({ name, type, required }) =>
    name === null ? [] : [`${name} (${type ?? "Text"}${required === 1 ? ", required" : ""})`],
  );
  return alone(
    itemOf("assetType", row.id, {
      name: row.name ?? `Type ${row.id}`,
      status: row.candelete === null ? null : row.candelete > 0 ? "Own" : "Built in",
      countedDevices: assets,
      facts: factsOf({ Fields: fields.join("\n") }),
    }),
  );
}

/** Numbers in between are seconds since 1970. */
const SECONDS_MIN = 100_000_000;
const SECONDS_MAX = 100_000_000_000;

/** What is metered on a machine, by program. What names no program is left out. */
export function toSoftwareUse(machine: MeteredMachineWire, clock: ApplianceClock): SoftwareUse {
  const catalogue = new Map(machine.sam_catalog.map((row) => [row.id, row]));
  return {
    recordRef: toRef("kace", "machine", machine.id),
    programs: machine.sam_meter_data.flatMap((row) => {
      const named = catalogue.get(row.titled_application_id);
      const names = [named?.name, named?.product_name].flatMap((name) => name ?? []);
      if (names.length === 0) return [];
      const seconds = Number(row.latest_entry);
      const lastUsedAt =
        seconds >= SECONDS_MIN && seconds < SECONDS_MAX
          ? new Date(seconds * 1000).toISOString()
          : clock.toIso(row.latest_entry);
      const minutes = row.seconds_used === null ? null : Math.round(row.seconds_used / 60);
      return [{ names, lastUsedAt, launches: row.launches, minutes }];
    }),
  };
}
