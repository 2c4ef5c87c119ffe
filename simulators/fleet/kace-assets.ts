import type { FleetOptions, KaceAsset, KaceMachine, Person, RealDevice } from "./model";
import type { KaceMachines } from "./kace-machines";
import { createStream, elementAt, type Stream } from "./random";
import { SHARES } from "./shares";
import { SITE_PLANS } from "./templates/places";

const DAY_MS = 86_400_000;

export const ASSET_STATUSES = [
  { id: 1, name: "Active" },
  { id: 2, name: "Disposed" },
  { id: 3, name: "In Stock" },
  { id: 4, name: "Missing" },
  { id: 5, name: "Repaired" },
  { id: 6, name: "Reserved" },
  { id: 7, name: "Retired" },
  { id: 8, name: "Stolen" },
] as const;

const TYPES = {
  location: [1, "Location"],
  device: [5, "Device"],
  license: [7, "License"],
  monitor: [10_001, "Computer Monitor"],
  dock: [10_002, "Docking Station"],
  phone: [10_003, "Desk Phone"],
} as const;

const MONITORS = [
  "Dell P2423DE",
  "Dell U2722D",
  "HP E24 G5",
  "LG 27UP850N-W",
  "Lenovo ThinkVision T24i-30",
  "Philips 243B9",
];
const DOCKS = [
  "Dell WD19S",
  "Dell WD22TB4",
  "HP USB-C Dock G5",
  "Lenovo ThinkPad USB-C Dock Gen 2",
];
const PHONES = ["Cisco IP Phone 8841", "Poly VVX 450", "Yealink T54W"];
const LICENSES = [
  "Microsoft 365 E3 (800)",
  "Microsoft 365 F3 (400)",
  "Adobe Creative Cloud All Apps (60)",
  "AutoCAD 2025 network (45)",
  "SOLIDWORKS Professional (30)",
  "SAP Professional User (350)",
  "SAP Limited User (600)",
  "MATLAB concurrent (12)",
  "Visio Plan 2 (70)",
  "Minitab (25)",
  "BarTender Enterprise",
  "CrowdStrike Falcon Enterprise",
  "Veeam VUL (300)",
  "Windows Server 2022 Datacenter (24 cores)",
  "SQL Server 2022 Standard (32 cores)",
];

interface Register {
  assets: KaceAsset[];
  now: number;
  stream: Stream;
}

type Entry = Pick<KaceAsset, "name"> &
  Partial<Omit<KaceAsset, "id" | "assetTypeId" | "assetTypeName">>;

function addAsset(register: Register, type: keyof typeof TYPES, entry: Entry): KaceAsset {
  const { assets, now, stream } = register;
  const createdAt = entry.createdAt ?? now - stream.int(60, 1_800) * DAY_MS;
  const [assetTypeId, assetTypeName] = TYPES[type];
  const asset: KaceAsset = {
    ownerKaceUserId: 0,
    mappedId: 0,
    statusId: 1,
    statusName: "Active",
    locationAssetId: 0,
    archive: "",
    archiveReason: "",
    modifiedAt: Math.round(createdAt + stream.next() * (now - createdAt)),
    deviceId: null,
    ...entry,
    id: assets.length + 1,
    assetTypeId,
    assetTypeName,
    createdAt,
  };
  assets.push(asset);
  return asset;
}

function statusFields(id: number): Pick<KaceAsset, "statusId" | "statusName"> {
  const status = ASSET_STATUSES.find((known) => known.id === id);
  return { statusId: status?.id ?? 0, statusName: status?.name ?? "" };
}

function addMachineAsset(register: Register, machine: KaceMachine, device: RealDevice): void {
  const { stream, now } = register;
  const isSilent = machine.lastInventoryAt === null || now - machine.lastInventoryAt > 30 * DAY_MS;
  const pending = stream.chance(SHARES.archivePending);
  const statusId = isSilent
    ? stream.weighted([
        [1, 5],
        [3, 2],
        [4, 1],
        [7, 2],
      ])
    : stream.weighted([
        [1, 40],
        [5, 1],
        [6, 1],
        [0, 3],
      ]);
  addAsset(register, "device", {
    name: machine.name,
    ownerKaceUserId: stream.chance(0.93) ? machine.ownerKaceUserId : 0,
    mappedId: machine.id,
    ...statusFields(statusId),
    locationAssetId: stream.chance(0.9) ? device.siteId : 0,
    archive: pending ? "pending" : "",
    archiveReason: pending ? "Replaced in the yearly refresh" : "",
    createdAt: machine.createdAt,
    deviceId: device.id,
  });
}

function addAccessories(register: Register, people: readonly Person[]): void {
  const { stream } = register;
  for (const person of people) {
    const owner = { ownerKaceUserId: person.kace?.id ?? 0, locationAssetId: person.siteId };
    if (stream.chance(0.3))
      addAsset(register, "monitor", {
        name: `${stream.pick(MONITORS)} #${register.assets.length}`,
        ...owner,
      });
    if (stream.chance(0.12))
      addAsset(register, "dock", {
        name: `${stream.pick(DOCKS)} #${register.assets.length}`,
        ...owner,
      });
    if (stream.chance(0.08))
      addAsset(register, "phone", {
        name: `${stream.pick(PHONES)} #${register.assets.length}`,
        ...owner,
      });
  }
}

/**
 * KACE's assets: one location per site (ids equal the sites'), a device asset for most machines, an
 * archived one for each machine that is gone, then licences, monitors, docks and phones.
 */
export function generateKaceAssets(
  people: readonly Person[],
  devices: readonly RealDevice[],
  inventory: KaceMachines,
  options: FleetOptions,
): KaceAsset[] {
  const register: Register = {
    assets: [],
    now: options.now,
    stream: createStream(options.seed, "kace assets"),
  };
  for (const site of SITE_PLANS)
    addAsset(register, "location", { name: site.name, createdAt: options.now - 2_400 * DAY_MS });
  for (const machine of inventory.machines) {
    if (register.stream.chance(SHARES.withoutAsset)) continue;
    addMachineAsset(register, machine, elementAt(devices, machine.deviceId - 1));
  }
  for (const device of inventory.archivedAway) {
    addAsset(register, "device", {
      name: device.host,
      ...statusFields(register.stream.pick([2, 7])),
      locationAssetId: device.siteId,
      archive: "completed",
      archiveReason: register.stream.pick([
        "End of life",
        "Returned to the lessor",
        "Broken beyond repair",
      ]),
      createdAt: device.boughtAt,
      deviceId: device.id,
    });
  }
  for (const name of LICENSES) addAsset(register, "license", { name });
  addAccessories(register, people);
  return register.assets;
}
