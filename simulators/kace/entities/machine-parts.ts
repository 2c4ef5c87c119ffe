import type { Company, KaceMachine, Site } from "../../fleet/model";
import { meteredOn, type Metered } from "../metering";
import { blanks, fieldsFrom, relate, UPPER, type Entity, type Relation } from "../query";
import type { Store } from "../store";
import { programEntity, softwareEntity } from "./programs";

// What hangs on a machine. Names follow the definitions of the vendor's inventory reference; keys are
// the upper case column names that were recorded for `Software` inside machines.

interface Nic {
  id: number;
  nicId: number;
  name: string;
  mac: string;
  ip: string;
}

const nic = fieldsFrom<Nic>("standard");
const nicEntity: Entity<Nic> = {
  names: ["machine_nics"],
  spelling: UPPER,
  fields: [
    fieldsFrom<Nic>("limited").integer("id", (row) => row.id),
    nic.integer("nic_id", (row) => row.nicId),
    nic.text("nic", (row) => row.name),
    nic.text("mac", (row) => row.mac),
    nic.text("ip", (row) => row.ip),
    ...blanks("standard", ["netmask"], "255.255.255.0"),
    ...blanks("standard", ["dhcp_enabled"], "True"),
    ...blanks("all", ["dnsdomain", "dnshostname", "ipv6_config"]),
  ],
  relations: [],
};

interface Disk {
  id: number;
  name: string;
}

const disk = fieldsFrom<Disk>("limited");
const diskEntity: Entity<Disk> = {
  names: ["machine_disks"],
  spelling: UPPER,
  fields: [disk.integer("id", (row) => row.id), disk.text("name", (row) => row.name)],
  relations: [],
};

const volume = fieldsFrom<KaceMachine>("standard");
const volumeEntity: Entity<KaceMachine> = {
  names: ["machine_bitlocker_volume"],
  spelling: UPPER,
  fields: [
    fieldsFrom<KaceMachine>("limited").integer("id", (row) => row.id),
    volume.text("drive_letter", () => "C:"),
    volume.text("protection_status", (row) => (row.encryption.protected ? "On" : "Off")),
    volume.text("encryption_method", (row) => row.encryption.method),
    volume.text("conversion_status", () => "Fully Encrypted"),
    volume.integer("encryption_percentage", () => 100),
    volume.integer("is_system_volume", () => 1),
    ...blanks("all", ["device_id", "identification_field", "key_protectors", "lock_status"]),
  ],
  relations: [],
};

const summaryEntity: Entity<KaceMachine> = {
  names: ["machine_drive_encryption_summary"],
  spelling: UPPER,
  fields: [
    fieldsFrom<KaceMachine>("limited").integer("id", (row) => row.id),
    volume.integer("is_drive_encryption_enabled", (row) => Number(row.encryption.enabled)),
    volume.integer("is_drive_protected", (row) => Number(row.encryption.protected)),
    ...blanks("standard", ["protection_reason"]),
  ],
  relations: [],
};

const tpmEntity: Entity<KaceMachine> = {
  names: ["machine_tpm"],
  spelling: UPPER,
  fields: [
    fieldsFrom<KaceMachine>("limited").integer("id", (row) => row.id),
    volume.integer("is_enabled", (row) => Number(row.tpm?.enabled ?? false)),
    volume.integer("is_activated", (row) => Number(row.tpm?.enabled ?? false)),
    volume.integer("is_owned", (row) => Number(row.tpm?.enabled ?? false)),
    volume.text("specification_version", (row) => row.tpm?.version ?? ""),
    ...blanks("all", ["manufacturer_id_text", "manufacturer_version"]),
  ],
  relations: [],
};

/** Phones and tablets come from a device management that tells more of them than an agent would. */
const isMobile = ({ chassisType }: KaceMachine) => chassisType === "Hand Held";

const mobileEntity: Entity<KaceMachine> = {
  names: ["machine_mobile"],
  spelling: UPPER,
  fields: [
    fieldsFrom<KaceMachine>("limited").integer("id", (row) => row.id),
    volume.integer("is_compliant", (row) => Number(row.id % 9 !== 2)),
    volume.integer("is_encrypted", (row) => Number(row.id % 9 !== 2)),
    volume.integer("is_enrolled", (row) => Number(row.id % 23 !== 5)),
    volume.integer("is_rooted", (row) => Number(row.id % 31 === 2)),
    volume.integer("is_lost", () => 0),
    volume.integer("is_supervised", () => 1),
    volume.text("device_type", (row) => (/ipad/i.test(row.osName) ? "Tablet" : "Phone")),
    volume.text("battery_level", (row) => String(((row.id * 7) % 90) / 100 + 0.1)),
    ...blanks("all", ["carrier", "imei", "meid", "iccid", "phone_number", "udid"]),
    // A secret of the vendor's: whoever reads it here has asked for too much.
    fieldsFrom<KaceMachine>("all").text("activation_lock_bypass_code", (row) => `BYPASS-${row.id}`),
  ],
  relations: [],
};

const place = fieldsFrom<Site>("standard");
const locationEntity: Entity<Site> = {
  names: ["machine_location"],
  spelling: UPPER,
  fields: [
    fieldsFrom<Site>("limited").integer("id", (row) => row.id),
    place.text("locality", (row) => row.city),
    place.text("country", (row) => row.country),
    ...blanks("all", ["country_code", "postal_code", "region", "street_address"]),
  ],
  relations: [],
};

type Patch = Company["kace"]["patches"][number];
const patch = fieldsFrom<Patch>("standard");
const patchEntity: Entity<Patch> = {
  names: ["kbsys.patch", "patch"],
  spelling: UPPER,
  fields: [
    fieldsFrom<Patch>("limited").integer("id", (row) => row.id),
    fieldsFrom<Patch>("limited").text("title", (row) => row.title, { aliases: ["name"] }),
    patch.text("patch_identifier", (row) => row.identifier),
    patch.text("publisher", (row) => row.publisher),
    patch.text("severity", (row) => row.severity),
    patch.text("cve", (row) => row.cve),
    ...blanks("all", ["bulletin", "classification", "description", "info_url", "patch_type"]),
  ],
  relations: [],
};

interface PatchStatus {
  machineId: number;
  patchId: number;
}

const status = fieldsFrom<PatchStatus>("standard");
const patchStatusEntity: Entity<PatchStatus> = {
  names: ["patch_machine_status"],
  spelling: UPPER,
  fields: [
    fieldsFrom<PatchStatus>("limited").integer("machine_id", (row) => row.machineId),
    fieldsFrom<PatchStatus>("limited").integer("patch_id", (row) => row.patchId),
    status.text("detect_status", () => "NOTPATCHED"),
    status.integer("patch_applicable", () => 1),
    status.integer("patch_installed", () => 0),
    status.integer("product_installed", () => 1),
    status.integer("is_error", () => 0),
    ...blanks("all", ["deploy_status", "detect_rdesc", "rollback_status"]),
    ...blanks("all", ["deploy_attempt_count", "deploy_error_code", "detect_error_code"], 0),
  ],
  relations: [],
};

const meter = fieldsFrom<Metered>("standard");
const meterEntity: Entity<Metered> = {
  names: ["sam_meter_data"],
  spelling: UPPER,
  fields: [
    fieldsFrom<Metered>("limited").integer("id", (row) => row.applicationId),
    meter.integer("machine_id", (row) => row.machineId),
    meter.text("titled_application_id", (row) => String(row.applicationId)),
    meter.integer("latest_entry", (row) => Math.floor(row.latestAt / 1000)),
    meter.integer("launches", (row) => row.launches),
    meter.integer("seconds_used", (row) => row.secondsUsed),
    ...blanks("all", ["process_id", "user_data", "version"]),
    ...blanks("all", ["is_mobile"], 0),
  ],
  relations: [],
};

const catalogued = fieldsFrom<Metered>("limited");
const catalogueEntity: Entity<Metered> = {
  names: ["sam_catalog"],
  spelling: UPPER,
  fields: [
    catalogued.text("id", (row) => String(row.applicationId)),
    catalogued.text("name", (row) => row.name),
    fieldsFrom<Metered>("standard").text("product_name", (row) => row.name),
    fieldsFrom<Metered>("standard").text("publisher", (row) => row.publisher),
    ...blanks("all", ["edition", "license_type", "major_version", "sam_type"]),
  ],
  relations: [],
};

/** Relations of the reference that this company has no truth for: known names, never a row. */
const WITHOUT_ROWS = [
  "label",
  "machine_chromeos_details",
  "machine_daily_uptime",
  "machine_ddpe",
  "machine_ddpe_volume",
  "machine_filevault_volume",
  "machine_intel_amt",
  "machine_replitem",
  "machine_snmp_data",
  "mi_attempt",
  "node",
  "patch_schedule_run_machine",
  "sam_meter",
];

/** All relations of a machine. */
export function machineRelations(store: Store): Relation<KaceMachine>[] {
  const title = softwareEntity(UPPER);
  const processes = programEntity("process", UPPER);
  const services = programEntity("ntservice", UPPER);
  const startups = programEntity("startupprogram", UPPER);
  return [
    many(
      "Software",
      () => title,
      (row) => found(row.softwareIds, store.software),
    ),
    many(
      "Process",
      () => processes,
      (row) => found(row.processIds, store.processes),
    ),
    many(
      "Ntservice",
      () => services,
      (row) => found(row.serviceIds, store.services),
    ),
    many(
      "Startupprogram",
      () => startups,
      (row) => found(row.startupProgramIds, store.startupPrograms),
    ),
    many("Machine_disks", () => diskEntity, disksOf),
    many(
      "Machine_nics",
      () => nicEntity,
      (row) => row.nics.map((one) => ({ ...one, id: row.id, nicId: one.id })),
    ),
    many(
      "Machine_bitlocker_volume",
      () => volumeEntity,
      (row) => (row.encryption.enabled ? [row] : []),
    ),
    one(
      "Machine_drive_encryption_summary",
      () => summaryEntity,
      (row) => [row],
    ),
    one(
      "Machine_tpm",
      () => tpmEntity,
      (row) => (row.tpm === null ? [] : [row]),
    ),
    one(
      "Machine_mobile",
      () => mobileEntity,
      (row) => (isMobile(row) ? [row] : []),
    ),
    one(
      "Machine_location",
      () => locationEntity,
      (row) => {
        const site = store.siteOf(row);
        return site === undefined ? [] : [site];
      },
    ),
    many(
      "Kbsys.patch",
      () => patchEntity,
      (row) => found(row.missingPatchIds, store.patches),
    ),
    many(
      "Patch_machine_status",
      () => patchStatusEntity,
      (row) => row.missingPatchIds.map((patchId) => ({ machineId: row.id, patchId })),
    ),
    many(
      "Sam_meter_data",
      () => meterEntity,
      (row) => meteredOn(store, row),
    ),
    many(
      "Sam_catalog",
      () => catalogueEntity,
      (row) => meteredOn(store, row),
    ),
    ...WITHOUT_ROWS.map((name) =>
      relate({ names: [name], key: name, many: true, entity: () => diskEntity, of: () => [] }),
    ),
  ];
}

function many<Child>(
  key: string,
  entity: () => Entity<Child>,
  of: (row: KaceMachine) => readonly Child[],
): Relation<KaceMachine> {
  return relate({ names: namesOf(key, entity), key, many: true, entity, of });
}

function one<Child>(
  key: string,
  entity: () => Entity<Child>,
  of: (row: KaceMachine) => readonly Child[],
): Relation<KaceMachine> {
  return relate({ names: namesOf(key, entity), key, entity, of });
}

function namesOf<Child>(key: string, entity: () => Entity<Child>): string[] {
  return [...new Set([key.toLowerCase(), ...entity().names])];
}

function found<Row>(
  ids: readonly number[],
  rows: { find(id: number): Row | undefined },
): readonly Row[] {
  return ids.flatMap((id) => rows.find(id) ?? []);
}

function disksOf(machine: KaceMachine): Disk[] {
  return machine.disks.map((one, at) => ({
    id: machine.id * 10 + at,
    name:
      `Drive ${one.name} (Physical Disk) FileSystem: NTFS ` +
      `Used: ${gigabytes(one.sizeBytes - one.freeBytes)} Total: ${gigabytes(one.sizeBytes)}`,
  }));
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(2)}GB`;
}
