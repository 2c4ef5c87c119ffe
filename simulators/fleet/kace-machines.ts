import type { Person, FleetOptions, KaceMachine, RealDevice } from "./model";
import type { Park } from "./devices";
import type { Catalogue, Platform, Shelf } from "./programs";
import { createStream, elementAt, type Stream } from "./random";
import { SHARES } from "./shares";
import {
  drawLastSeen,
  inventOldHost,
  qualify,
  spellIp,
  spellKaceMac,
  spoilSerial,
} from "./spellings";
import { CHASSIS, OS_PLANS, type OsKey } from "./templates/hardware";
import { COMPANY, SITE_PLANS } from "./templates/places";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const EMPTY: number[] = [];
const NO_SHELF: Shelf = {
  software: [EMPTY],
  processes: [EMPTY],
  services: [EMPTY],
  startupPrograms: [EMPTY],
  missingPatches: [EMPTY],
};

/** What the fillers of one machine share. */
interface Bench {
  people: readonly Person[];
  park: Park;
  catalogue: Catalogue;
  now: number;
  stream: Stream;
  nextId: number;
  nextNicId: number;
}

/** The shelf that an operating system draws from; appliances and phones carry no titles. */
function platformOf(osKey: OsKey): Platform | null {
  if (osKey.startsWith("srv")) return "s";
  if (osKey.startsWith("win")) return "w";
  if (osKey.startsWith("macos")) return "m";
  return osKey.startsWith("ubuntu") || osKey.startsWith("rhel") ? "l" : null;
}

function kaceName(device: RealDevice, bench: Bench): string {
  const old = bench.park.oldNames.get(device.id);
  const host = old?.heldBy === "kace" ? old.host : device.host;
  const qualified = bench.stream.chance(SHARES.kaceQualifiedName);
  return qualified ? qualify(host, device.domain) : host;
}

function nicNames(device: RealDevice): string[] {
  if (device.form === "laptop")
    return ["Intel(R) Wi-Fi 6E AX211 160MHz", "Intel(R) Ethernet Connection I219-LM"];
  if (device.form === "virtual") return ["vmxnet3 Ethernet Adapter"];
  if (device.form === "server")
    return ["Broadcom NetXtreme Gigabit Ethernet", "Broadcom NetXtreme Gigabit Ethernet #2"];
  return ["Realtek PCIe GbE Family Controller"];
}

/** A docked laptop shows the dock's card before its own. */
function fillNics(device: RealDevice, ip: string, bench: Bench): KaceMachine["nics"] {
  const dock = bench.park.docks.get(device.id);
  const names = nicNames(device);
  const own = device.macs.map((mac, index) => ({ name: names[index] ?? "Ethernet", mac }));
  const cards =
    dock === undefined ? own : [{ name: "Realtek USB GbE Family Controller", mac: dock }, ...own];
  return cards.map(({ name, mac }, index) => {
    const id = bench.nextNicId;
    bench.nextNicId += 1;
    return { id, name, mac: spellKaceMac(mac, device, bench.stream), ip: index === 0 ? ip : "" };
  });
}

function fillDisks(device: RealDevice, osKey: OsKey, stream: Stream): KaceMachine["disks"] {
  if (device.diskBytes === 0) return [];
  const free = (bytes: number) => Math.round(bytes * Math.min(0.95, 0.02 + stream.next() * 0.8));
  const first = platformOf(osKey) === "l" ? "/" : platformOf(osKey) === "m" ? "Macintosh HD" : "C:";
  const second = device.form === "server" && stream.chance(0.6);
  if (!second)
    return [{ name: first, sizeBytes: device.diskBytes, freeBytes: free(device.diskBytes) }];
  const system = Math.round(device.diskBytes * 0.2);
  const data = device.diskBytes - system;
  return [
    { name: first, sizeBytes: system, freeBytes: free(system) },
    { name: first === "/" ? "/data" : "D:", sizeBytes: data, freeBytes: free(data) },
  ];
}

function fillEncryption(
  device: RealDevice,
  osKey: OsKey,
  stream: Stream,
): Pick<KaceMachine, "encryption" | "tpm"> {
  const platform = platformOf(osKey);
  const portable = device.form === "laptop" || device.form === "mobile";
  const enabled = stream.chance(portable ? 0.94 : 0.35);
  const method =
    platform === "m"
      ? "FileVault"
      : platform === "w" || platform === "s"
        ? "BitLocker XTS-AES 128"
        : "";
  const isProtected = enabled && method !== "" && stream.chance(0.97);
  const tpm =
    device.form === "laptop" || device.form === "desktop"
      ? { enabled: stream.chance(0.96), version: "2.0" }
      : null;
  return {
    encryption: {
      enabled: enabled && method !== "",
      protected: isProtected,
      method: isProtected ? method : "",
    },
    tpm: platform === "m" ? null : tpm,
  };
}

function fillTimes(device: RealDevice, now: number, stream: Stream) {
  const { at } = drawLastSeen(now, stream);
  const never = stream.chance(SHARES.neverInventoried);
  const createdAt = Math.min(device.boughtAt + stream.int(1, 15) * DAY_MS, now - DAY_MS);
  const lastInventoryAt = never ? null : Math.max(at, createdAt + HOUR_MS);
  const lastSyncAt =
    lastInventoryAt === null
      ? null
      : Math.min(now - 1_000, lastInventoryAt + stream.int(5, 5_400) * 1_000);
  const lastRebootAt =
    lastInventoryAt === null
      ? null
      : Math.max(createdAt, Math.round(lastInventoryAt - stream.exponential(6) * DAY_MS));
  return {
    lastInventoryAt,
    lastSyncAt,
    lastRebootAt,
    createdAt,
    modifiedAt: lastInventoryAt ?? createdAt,
  };
}

function fillPrograms(osKey: OsKey, bench: Bench) {
  const platform = platformOf(osKey);
  const shelf = platform === null ? NO_SHELF : bench.catalogue.shelves[platform];
  return {
    softwareIds: bench.stream.pick(shelf.software),
    processIds: bench.stream.pick(shelf.processes),
    serviceIds: bench.stream.pick(shelf.services),
    startupProgramIds: bench.stream.pick(shelf.startupPrograms),
    missingPatchIds: bench.stream.pick(shelf.missingPatches),
  };
}

function fillOwner(device: RealDevice, bench: Bench) {
  const owner = device.ownerId === null ? undefined : elementAt(bench.people, device.ownerId - 1);
  const account = owner?.kace;
  const tells = account !== undefined && bench.stream.chance(0.97);
  return {
    userName: tells ? account.userName : "",
    userFullName: tells ? account.fullName : "",
    ownerKaceUserId: account?.id ?? 0,
  };
}

function buildMachine(device: RealDevice, bench: Bench): KaceMachine {
  const { stream, now, park } = bench;
  const osKey = park.osKeys.get(device.id) ?? "firmware";
  const { net } = elementAt(SITE_PLANS, device.siteId - 1);
  const ip = spellIp(net, device.id);
  const nics = fillNics(device, ip, bench);
  const id = bench.nextId;
  bench.nextId += stream.chance(0.04) ? stream.int(2, 5) : 1;
  const agent = platformOf(osKey) !== null;
  return {
    id,
    deviceId: device.id,
    name: kaceName(device, bench),
    domain: device.domain === "" ? "" : COMPANY.netbios,
    serial: spoilSerial(device, park.whiteBoxes.has(device.id), stream),
    assetTag: stream.chance(0.3) ? "" : device.assetTag,
    mac: elementAt(nics, 0).mac,
    nics,
    ip,
    ...fillOwner(device, bench),
    osName: OS_PLANS[osKey].kace,
    osVersion: device.osVersion,
    osBuild: device.osBuild,
    manufacturer: device.manufacturer,
    model: device.model,
    chassisType: CHASSIS[device.form],
    isVirtual: device.form === "virtual",
    ramBytes: device.ramBytes,
    disks: fillDisks(device, osKey, stream),
    biosVersion:
      device.form === "mobile"
        ? ""
        : `${stream.int(1, 2)}.${stream.int(1, 34)}.${stream.int(0, 9)}`,
    clientVersion: agent ? stream.pick(["14.1.23", "14.1.23", "14.0.18", "13.2.27"]) : "",
    ...fillTimes(device, now, stream),
    manualEntry: device.form === "mobile" || (device.form === "printer" && stream.chance(0.4)),
    ...fillEncryption(device, osKey, stream),
    ...fillPrograms(osKey, bench),
  };
}

/** The record from before a re-imaging: same hardware, silent since then, often under the old name. */
function buildFormerMachine(current: KaceMachine, device: RealDevice, bench: Bench): KaceMachine {
  const { stream, now } = bench;
  const silentDays = stream.int(35, 380);
  const lastInventoryAt = now - silentDays * DAY_MS - stream.int(0, 80_000) * 1_000;
  const id = bench.nextId;
  bench.nextId += 1;
  const nics = current.nics.slice(-device.macs.length).map((nic) => {
    const nicId = bench.nextNicId;
    bench.nextNicId += 1;
    return { ...nic, id: nicId };
  });
  return {
    ...current,
    id,
    name: stream.chance(0.5) ? inventOldHost(device, stream) : current.name,
    serial: stream.chance(0.85) ? current.serial : "",
    nics,
    mac: elementAt(nics, 0).mac,
    lastInventoryAt,
    lastSyncAt: lastInventoryAt + 60_000,
    lastRebootAt: lastInventoryAt - DAY_MS,
    createdAt: Math.min(current.createdAt, lastInventoryAt - DAY_MS),
    modifiedAt: lastInventoryAt,
    clientVersion: current.clientVersion === "" ? "" : "13.2.27",
  };
}

export interface KaceMachines {
  machines: KaceMachine[];
  /** Devices whose machine was archived away; only an asset is left of them. */
  archivedAway: RealDevice[];
}

/** KACE's inventory, and the counts of installations in the catalogue. */
export function generateKaceMachines(
  people: readonly Person[],
  park: Park,
  catalogue: Catalogue,
  options: FleetOptions,
): KaceMachines {
  const stream = createStream(options.seed, "kace machines");
  const bench: Bench = {
    people,
    park,
    catalogue,
    now: options.now,
    stream,
    nextId: 1,
    nextNicId: 1,
  };
  const machines: KaceMachine[] = [];
  const archivedAway: RealDevice[] = [];
  for (const device of park.devices) {
    if (!park.presence.get(device.id)?.kace) continue;
    if (device.ownerId === null && stream.chance(SHARES.archivedAway)) {
      archivedAway.push(device);
      continue;
    }
    const machine = buildMachine(device, bench);
    machines.push(machine);
    const canBeReimaged = device.form === "laptop" || device.form === "desktop";
    if (canBeReimaged && stream.chance(SHARES.reimaged))
      machines.push(buildFormerMachine(machine, device, bench));
  }
  for (const machine of machines) {
    for (const id of machine.softwareIds) elementAt(catalogue.software, id - 1).installedCount += 1;
  }
  return { machines, archivedAway };
}
