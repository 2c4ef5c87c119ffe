import type { FleetOptions, Person, RealDevice, SysaidAsset } from "./model";
import type { Park } from "./devices";
import { createStream, elementAt, type Stream } from "./random";
import { SHARES } from "./shares";
import {
  drawLastSeen,
  qualify,
  spellIp,
  spoilSerial,
  squeezeVmwareSerial,
  toHyphenMac,
} from "./spellings";
import { OS_PLANS, SYSAID_TYPES } from "./templates/hardware";
import { COMPANY, DEPARTMENT_PLANS, SITE_PLANS } from "./templates/places";

const DAY_MS = 86_400_000;
const GIB = 1024 ** 3;

function sysaidName(device: RealDevice, park: Park, stream: Stream): string {
  const old = park.oldNames.get(device.id);
  const host = old?.heldBy === "sysaid" ? old.host : device.host;
  const draw = stream.next();
  if (draw < SHARES.sysaidQualifiedName) return qualify(host, device.domain);
  return draw < SHARES.sysaidQualifiedName + SHARES.sysaidLowerName ? host.toLowerCase() : host;
}

function toGuid(stream: Stream): string {
  return [8, 4, 4, 4, 12].map((digits) => stream.hex(digits)).join("-");
}

/** `MAC (ipv6,ipv4)` per card, as the agent reports it; entries made by hand hold a bare MAC or none. */
function spellMac(
  device: RealDevice,
  ip: string,
  details: { dock: string | undefined; isManual: boolean },
  stream: Stream,
): string {
  const own = toHyphenMac(elementAt(device.macs, 0));
  const bare = stream.chance(0.5);
  if (details.isManual) return bare ? own : "";
  const first = details.dock === undefined ? own : toHyphenMac(details.dock);
  return `${first} (fe80::${stream.hex(4)}:${stream.hex(4)}:${stream.hex(4)}:${stream.hex(4)},${ip})`;
}

function spellMaker(device: RealDevice, stream: Stream): string {
  const draw = stream.next();
  if (device.manufacturer === "HP") return draw < 0.3 ? "Hewlett-Packard" : "HP";
  if (device.manufacturer === "LENOVO") return draw < 0.5 ? "Lenovo" : "LENOVO";
  return device.manufacturer === "Dell Inc." && draw < 0.3 ? "Dell" : device.manufacturer;
}

function fillTimes(device: RealDevice, now: number, isManual: boolean, stream: Stream) {
  const { at } = drawLastSeen(now, stream);
  const seen = Math.max(at, Math.min(device.boughtAt + DAY_MS, now - DAY_MS));
  const boot = Math.round(seen - stream.exponential(6) * DAY_MS);
  const edited = Math.min(now - 60_000, device.boughtAt + stream.int(1, 400) * DAY_MS);
  if (isManual) return { lastAccess: null, lastBoot: null, updateTime: edited };
  return { lastAccess: seen, lastBoot: boot, updateTime: seen };
}

function buildAsset(
  device: RealDevice,
  people: readonly Person[],
  park: Park,
  draws: { now: number; stream: Stream },
): SysaidAsset {
  const { now, stream } = draws;
  const isManual = device.form === "mobile" || stream.chance(SHARES.manualAsset);
  const guid = toGuid(stream);
  const osKey = park.osKeys.get(device.id) ?? "firmware";
  const site = elementAt(SITE_PLANS, device.siteId - 1);
  const ip = spellIp(site.net, device.id);
  const owner = device.ownerId === null ? undefined : elementAt(people, device.ownerId - 1).sysaid;
  const ownerKnown = !stream.chance(SHARES.ownerMissing) || park.tended.has(device.id);
  const disabled =
    stream.chance(SHARES.disabledAsset) &&
    (owner === undefined || !ownerKnown || stream.chance(0.5));
  const place = (name: string) => (stream.chance(SHARES.missingPlace) ? "" : name);
  return {
    id: isManual ? guid : toHyphenMac(elementAt(device.macs, 0)),
    deviceId: device.id,
    name: sysaidName(device, park, stream),
    group: stream.chance(0.4) ? "\\" : `\\${site.name}\\${SYSAID_TYPES[device.form]}s`,
    computerType: SYSAID_TYPES[device.form],
    serial: squeezeVmwareSerial(spoilSerial(device, park.whiteBoxes.has(device.id), stream)),
    macAddress: spellMac(device, ip, { dock: park.docks.get(device.id), isManual }, stream),
    manufacturer: spellMaker(device, stream),
    model: device.model,
    osName: OS_PLANS[osKey].sysaid,
    osVersion: device.osVersion,
    ipAddress: isManual ? "" : ip,
    memoryBytes: device.ramBytes,
    storage: device.diskBytes === 0 ? "" : `${Math.round(device.diskBytes / GIB)} Gb`,
    domain: device.domain === "" ? "" : stream.chance(0.7) ? COMPANY.netbios : device.domain,
    ownerUserName: owner && ownerKnown ? owner.userName : "",
    location: place(site.name),
    department: place(elementAt(DEPARTMENT_PLANS, device.departmentId - 1).name),
    barcode: stream.chance(0.4) ? device.assetTag : "",
    ...fillTimes(device, now, isManual, stream),
    disabled,
    agentVersion:
      isManual || device.form === "network" || device.form === "printer"
        ? ""
        : stream.pick(["24.1.30", "23.4.60", "22.3.20"]),
  };
}

/** SysAid's assets, one per real device that it knows. */
export function generateSysaidAssets(
  people: readonly Person[],
  park: Park,
  options: FleetOptions,
): SysaidAsset[] {
  const stream = createStream(options.seed, "sysaid assets");
  return park.devices
    .filter((device) => park.presence.get(device.id)?.sysaid)
    .map((device) => buildAsset(device, people, park, { now: options.now, stream }));
}
