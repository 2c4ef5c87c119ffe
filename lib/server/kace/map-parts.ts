import "server-only";
import type {
  DeviceParts,
  DevicePatch,
  DiskPart,
  NicPart,
  PartGroup,
  PartMention,
  Posture,
} from "@/lib/domain/device-parts";
import { type Entity, type Ref, toRef } from "@/lib/domain/ref";
import type { SoftwareInstall, SoftwareTitle } from "@/lib/domain/software";
import type { ApplianceClock } from "./clock";
import { toSoftwareTitle } from "./map";
import { readDisk, splitList } from "./map-machine";
import type { NicWire, PartsWire, PatchStatusWire, ProgramWire } from "./wire-parts";

/** What hangs on a machine. Pure and total: odd values become `null` or are left out. */
export function toDeviceParts(
  machine: PartsWire,
  untold: readonly PartGroup[],
  clock: ApplianceClock,
): DeviceParts {
  const missing = toMissingPatches(machine);
  const isUntold = missing === null && !untold.includes("patches");
  return {
    recordRef: toRef("kace", "machine", machine.id),
    untold: isUntold ? [...untold, "patches"] : [...untold],
    posture: toPosture(machine, clock),
    disks: machine.machine_disks.flatMap(({ name }) => (name === null ? [] : [toDisk(name)])),
    nics: machine.machine_nics.flatMap(toNic),
    processes: toMentions("process", machine.process),
    services: toMentions("service", machine.ntservice),
    startupPrograms: toMentions("startup", machine.startupprogram),
    missingPatches: missing ?? [],
    ...toSoftware(machine, clock),
  };
}

function toSoftware(
  machine: PartsWire,
  clock: ApplianceClock,
): { titles: SoftwareTitle[]; installs: SoftwareInstall[] } {
  const titles = new Map<Ref, SoftwareTitle>();
  const installs = new Map<Ref, SoftwareInstall>();
  const deviceRecordRef = toRef("kace", "machine", machine.id);
  for (const wire of machine.software) {
    const title = toSoftwareTitle(wire);
    if (!title) continue;
    titles.set(title.ref, title);
    const installedOn = clock.toIso(wire.install_date);
    installs.set(title.ref, { deviceRecordRef, titleRef: title.ref, installedOn });
  }
  return { titles: [...titles.values()], installs: [...installs.values()] };
}

const REF_NAME_LENGTH_MAX = 200;

/** Programs once each, by name. What comes without a number is known by its name. */
function toMentions(
  entity: Extract<Entity, "process" | "service" | "startup">,
  rows: readonly ProgramWire[],
): PartMention[] {
  const mentions = new Map<Ref, PartMention>();
  for (const row of rows) {
    const name = row.display_name ?? row.name ?? row.file_name;
    if (name === null) continue;
    const nativeId = row.id ?? name.toLowerCase().slice(0, REF_NAME_LENGTH_MAX);
    const ref = toRef("kace", entity, nativeId);
    const words = [
      row.status,
      row.startup_type,
      row.display_name === null ? null : row.name,
      row.file_name,
      row.company_name,
      row.file_version,
    ];
    const detail = [...new Set(words)].filter((word) => word !== null && word !== name);
    mentions.set(ref, {
      ref,
      name,
      detail: detail.join(" · ") || null,
      level: levelOf(row.threat),
    });
  }
  return [...mentions.values()].sort(byName);
}

/** The appliance's threat levels are 1 (safe) to 5; anything else tells none. */
function levelOf(threat: number | null): number | null {
  return threat !== null && threat >= 1 && threat <= 5 ? threat : null;
}

const byName = (a: { name: string }, b: { name: string }) =>
  a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1;

/** "Drive C: (Physical Disk) FileSystem: NTFS Used: 74.50GB Total: 237.00GB": the name ends where its facts begin. */
function toDisk(text: string): DiskPart {
  const name = text.replace(/\s*(\(|FileSystem|Used:|Total:|Free:|Size:)[^]*$/i, "");
  const fileSystem = /FileSystem:\s*(\S+)/i.exec(text)?.[1] ?? null;
  const isKnown = fileSystem !== null && !/^(used|total):?$/i.test(fileSystem);
  return {
    name: name.replace(/^Drive\s+/i, "").trim() || text.trim(),
    fileSystem: isKnown ? fileSystem : null,
    ...readDisk(text),
  };
}

function toNic(nic: NicWire): NicPart[] {
  if (nic.nic === null && nic.mac === null && nic.ip === null) return [];
  return [
    {
      name: nic.nic,
      mac: nic.mac,
      ip: splitList(nic.ip).join(", ") || null,
      netmask: nic.netmask,
      dhcp: toFlag(nic.dhcp_enabled),
    },
  ];
}

function toFlag(text: string | null): boolean | null {
  if (/^(1|true|yes|on|enabled)$/i.test(text ?? "")) return true;
  return /^(0|false|no|off|disabled)$/i.test(text ?? "") ? false : null;
}

const isOne = (value: number | null | undefined): boolean | null =>
  value === null || value === undefined ? null : value > 0;

function toPosture(machine: PartsWire, clock: ApplianceClock): Posture {
  const tpm = machine.machine_tpm;
  const tpmEnabled = isOne(tpm?.is_enabled);
  return {
    encryption: toEncryption(machine),
    tpm:
      tpm === null || tpmEnabled === null
        ? null
        : { isEnabled: tpmEnabled, version: tpm.specification_version },
    agentVersion: machine.client_version,
    lastRestartAt: clock.toIso(machine.last_reboot),
    mobile: toMobile(machine.machine_mobile),
  };
}

/** Volumes know more than the summary: one that is encrypted counts whatever the summary says. */
function toEncryption(machine: PartsWire): Posture["encryption"] {
  const volumes = machine.machine_bitlocker_volume;
  const summary = machine.machine_drive_encryption_summary;
  const vaults = machine.machine_filevault_volume;
  const told = [
    isOne(summary?.is_drive_encryption_enabled),
    ...volumes.map(({ conversion_status: status }) =>
      status === null ? null : /^(fully|used space only) encrypted|^encrypted/i.test(status),
    ),
    ...vaults.map((vault) => isOne(vault.is_enabled)),
    isOne(machine.machine_mobile?.is_encrypted),
  ];
  const isOn = told.includes(true) ? true : told.includes(false) ? false : null;
  if (isOn === null) return null;
  const system = volumes.find((volume) => volume.is_system_volume === 1) ?? volumes[0];
  const isProtected = isOne(summary?.is_drive_protected) ?? toProtection(system?.protection_status);
  const ofVault = vaults.some((vault) => vault.is_enabled === 1) ? "FileVault" : null;
  return { isOn, isProtected, method: isOn ? (system?.encryption_method ?? ofVault) : null };
}

function toProtection(text: string | null | undefined): boolean | null {
  if (/^(1|on|protected)\b|protection on/i.test(text ?? "")) return true;
  return /^(0|off|unprotected)\b|protection off/i.test(text ?? "") ? false : null;
}

/** The reference has flags and no word; the gravest flag gives it. */
function toMobile(mobile: PartsWire["machine_mobile"]): Posture["mobile"] {
  if (mobile === null) return null;
  const isCompliant = isOne(mobile.is_compliant);
  const status =
    mobile.is_lost === 1
      ? "Lost"
      : mobile.is_rooted === 1
        ? "Rooted"
        : mobile.is_enrolled === 0
          ? "Not enrolled"
          : isCompliant === null
            ? null
            : isCompliant
              ? "Compliant"
              : "Not compliant";
  return status === null ? null : { status, isCompliant };
}

const LEVEL_BY_SEVERITY: [RegExp, number][] = [
  [/critical/i, 4],
  [/important|high/i, 3],
  [/moderate|medium/i, 2],
  [/low/i, 1],
];

/**
 * The patches that a machine needs and has not, gravest first. Whether it has one stands in the detection's result,
 * not with the patch. `null`: patches came without any result, so nothing is known.
 */
function toMissingPatches(machine: PartsWire): DevicePatch[] | null {
  const rows = machine.kbsys_patch.length > 0 ? machine.kbsys_patch : machine.patch;
  if (rows.length > 0 && machine.patch_machine_status.length === 0) return null;
  const known = new Map(rows.flatMap((row) => (row.id === null ? [] : [[row.id, row]])));
  const patches = new Map<Ref, DevicePatch>();
  for (const status of machine.patch_machine_status) {
    const id = status.patch_id;
    if (id === null || !isMissing(status)) continue;
    const ref = toRef("kace", "patch", id.slice(0, REF_NAME_LENGTH_MAX));
    const patch = known.get(id);
    const severity = patch?.severity ?? null;
    patches.set(ref, {
      ref,
      title: patch?.title ?? patch?.patch_identifier ?? `Patch ${id}`,
      identifier: patch?.patch_identifier ?? null,
      publisher: patch?.publisher ?? null,
      severity,
      level: LEVEL_BY_SEVERITY.find(([pattern]) => pattern.test(severity ?? ""))?.[1] ?? null,
      cves: toCves(patch?.cve ?? null),
    });
  }
  return [...patches.values()].sort(
    (a, b) => (b.level ?? 0) - (a.level ?? 0) || (a.title < b.title ? -1 : 1),
  );
}

function isMissing(status: PatchStatusWire): boolean {
  if (status.patch_installed === 1) return false;
  if (status.detect_status !== null)
    return /^(not[ _]?patched|missing)$/i.test(status.detect_status);
  return status.patch_applicable === 1;
}

/** Vulnerabilities in a text of any form, upper case, each once, sorted. */
export function toCves(text: string | null): string[] {
  const found = (text ?? "").toUpperCase().match(/CVE-\d{4}-\d{4,8}/g) ?? [];
  return [...new Set(found)].sort();
}
