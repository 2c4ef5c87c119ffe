import type { DeviceForm, FleetOptions, Person, RealDevice } from "./model";
import type { Cast } from "./accounts";
import { createStream, elementAt, type Stream } from "./random";
import { SHARES } from "./shares";
import { inventOldHost } from "./spellings";
import {
  FORM_SHARES,
  HOST_MARKS,
  MODEL_PLANS,
  OS_PLANS,
  type ModelPlan,
  type OsKey,
} from "./templates/hardware";
import { COMPANY, SITE_PLANS } from "./templates/places";

const DAY_MS = 86_400_000;
const GIB = 1024 ** 3;
const SAFE = "BCDFGHJKLMNPQRSTVWXZ0123456789";

/** Which systems know the device at all. */
export interface Presence {
  kace: boolean;
  sysaid: boolean;
}

export interface Park {
  devices: RealDevice[];
  /** By device id. */
  presence: Map<number, Presence>;
  osKeys: Map<number, OsKey>;
  /** MACs of docks that several laptops share, by device id. */
  docks: Map<number, string>;
  /** Boards without a serial of their own. */
  whiteBoxes: Set<number>;
  /** Devices of the demo's people: their owner is known in both systems. */
  tended: Set<number>;
  /** The name from before a renaming and the system that still holds it, by device id. */
  oldNames: Map<number, { heldBy: "kace" | "sysaid"; host: string }>;
  /** Devices by owner's person id. */
  byOwner: Map<number, RealDevice[]>;
}

function drawText(length: number, stream: Stream, letters = SAFE): string {
  let text = "";
  while (text.length < length) text += letters.charAt(Math.floor(stream.next() * letters.length));
  return text;
}

const pairs = (hex: string) => hex.match(/../g)?.join(" ") ?? hex;

const SERIALS: Record<ModelPlan["serial"], (stream: Stream) => string> = {
  dell: (stream) => drawText(7, stream),
  hp: (stream) => `${stream.pick(["5CG", "CZC", "MXL"])}${stream.int(1, 4)}${drawText(6, stream)}`,
  lenovo: (stream) => `${stream.pick(["PF", "PW", "MJ"])}${drawText(6, stream)}`,
  apple: (stream) => `C02${drawText(8, stream)}`,
  surface: (stream) => drawText(12, stream, "0123456789"),
  vmware: (stream) => `VMware-${pairs(stream.hex(16))}-${pairs(stream.hex(16))}`,
  hyperv: (stream) =>
    Array.from({ length: 7 }, (_, index) => drawText(index < 6 ? 4 : 2, stream, "0123456789")).join(
      "-",
    ),
  board: (stream) => drawText(15, stream, "0123456789"),
  samsung: (stream) => `R5C${drawText(8, stream)}`,
  cisco: (stream) =>
    `${stream.pick(["FOC", "FCW", "FDO"])}${stream.int(20, 28)}${drawText(6, stream)}`,
};

function toMac(oui: string, stream: Stream): string {
  return `${oui}${stream.hex(6).replace(/../g, (pair) => `:${pair}`)}`.toUpperCase();
}

const PLANS_BY_FORM = new Map<DeviceForm, (readonly [ModelPlan, number])[]>();
for (const plan of MODEL_PLANS) {
  const list = PLANS_BY_FORM.get(plan.form) ?? [];
  list.push([plan, plan.weight]);
  PLANS_BY_FORM.set(plan.form, list);
}

/** Form by form at its share, so that a small company has every form as well. */
function dealForms(count: number, stream: Stream): DeviceForm[] {
  const forms: DeviceForm[] = [];
  for (const [form, percent] of FORM_SHARES) {
    const share = Math.max(1, Math.round((count * percent) / 100));
    for (let index = 0; index < share; index += 1) forms.push(form);
  }
  while (forms.length < count) forms.push("laptop");
  return stream.shuffle(forms.slice(0, count));
}

const PRINTER_NICKNAMES = [
  "Étage 3 – couleur",
  'Front desk "Bertha"',
  "Wareneingang; Halle 2",
  "<b>Copy room</b>",
  "3rd floor, east 🖨️",
  "=1+1 labels",
  "מדפסת קומה 2",
  "O'Hara's LaserJet",
];

function nameHost(form: DeviceForm, number: number, siteId: number, stream: Stream): string {
  const { code } = elementAt(SITE_PLANS, siteId - 1);
  if (form === "printer" && stream.chance(0.06))
    return `${stream.pick(PRINTER_NICKNAMES)} ${number}`;
  return `${code}-${HOST_MARKS[form]}${String(number).padStart(5, "0")}`;
}

function macsOf(plan: ModelPlan, stream: Stream): string[] {
  if (plan.form === "laptop" || plan.form === "server")
    return [toMac(plan.oui, stream), toMac(plan.oui, stream)];
  return [toMac(plan.oui, stream)];
}

/** People in the order in which they receive personal machines: those of the demo first. */
function queueOwners(people: readonly Person[], cast: Cast, stream: Stream): Person[] {
  const first = [
    cast.user,
    cast.manager,
    cast.agent,
    cast.administrator,
    cast.secondFactor,
    cast.kaceOnly,
  ];
  const reserved = new Set([...first, cast.service]);
  const rest = stream.shuffle(people.filter((person) => !reserved.has(person.id)));
  return [...first.map((id) => elementAt(people, id - 1)), ...rest];
}

interface Draw {
  id: number;
  form: DeviceForm;
  owner: Person | null;
  siteId: number;
  departmentId: number;
}

function buildDevice(
  draw: Draw,
  now: number,
  stream: Stream,
): { device: RealDevice; osKey: OsKey } {
  const plan = stream.weighted(PLANS_BY_FORM.get(draw.form) ?? []);
  const osKey = stream.weighted(plan.os);
  const os = OS_PLANS[osKey];
  const versions = os.versions.map((version) => [version, version[2]] as const);
  const [osVersion, osBuild] = stream.weighted<(typeof versions)[number][0]>(versions);
  const inDomain = draw.form !== "mobile" && draw.form !== "printer" && draw.form !== "network";
  const device: RealDevice = {
    id: draw.id,
    form: draw.form,
    manufacturer: plan.maker,
    model: plan.model,
    serial: SERIALS[plan.serial](stream),
    assetTag: draw.form === "virtual" ? "" : `AI-${String(100_000 + draw.id)}`,
    macs: macsOf(plan, stream),
    host: nameHost(draw.form, draw.id, draw.siteId, stream),
    domain: inDomain ? COMPANY.domain : "",
    ownerId: draw.owner?.id ?? null,
    siteId: draw.siteId,
    departmentId: draw.departmentId,
    osName: os.name,
    osVersion,
    osBuild,
    ramBytes: stream.pick(plan.ramGib) * GIB,
    diskBytes: stream.pick(plan.diskGib) * GIB,
    boughtAt: now - stream.int(20, 1_900) * DAY_MS,
  };
  return { device, osKey };
}

/** People get a laptop or desktop in turn, then phones; machines beyond that stand in rooms. */
function chooseOwner(
  form: DeviceForm,
  turn: { personal: number; mobile: number },
  queue: readonly Person[],
  stream: Stream,
): Person | null {
  if (form === "laptop" || form === "desktop") {
    const position = turn.personal;
    turn.personal += 1;
    if (position < queue.length) return elementAt(queue, position);
    return stream.chance(0.6) ? stream.pick(queue) : null;
  }
  if (form !== "mobile") return null;
  turn.mobile += 1;
  return stream.chance(0.92) ? elementAt(queue, (turn.mobile * 7) % queue.length) : null;
}

function presenceOf(form: DeviceForm, isCast: boolean, stream: Stream): Presence {
  const { both, kaceOnly } = SHARES.presence[form];
  const draw = stream.next();
  if (isCast || draw < both) return { kace: true, sysaid: true };
  const inKace = draw < both + kaceOnly;
  return { kace: inKace, sysaid: !inKace };
}

function dealDocks(devices: readonly RealDevice[], stream: Stream): Map<number, string> {
  const docked = devices.filter(
    (device) =>
      device.form === "laptop" &&
      !device.manufacturer.startsWith("Apple") &&
      stream.chance(SHARES.dockedLaptop),
  );
  const count = Math.max(1, Math.round(docked.length / SHARES.laptopsPerDock));
  const macs = Array.from({ length: count }, () => toMac("00:E0:4C", stream));
  return new Map(docked.map((device) => [device.id, stream.pick(macs)]));
}

function renameSome(park: Park, stream: Stream): void {
  for (const device of park.devices) {
    const presence = park.presence.get(device.id);
    if (!presence?.kace || !presence.sysaid || device.domain === "") continue;
    if (!stream.chance(SHARES.renamedHost)) continue;
    const heldBy = stream.chance(0.5) ? "kace" : "sysaid";
    park.oldNames.set(device.id, { heldBy, host: inventOldHost(device, stream) });
  }
}

/** Every real machine, who has it, and which systems know it. */
export function generateDevices(
  people: readonly Person[],
  cast: Cast,
  options: FleetOptions,
): Park {
  const stream = createStream(options.seed, "devices");
  const queue = queueOwners(people, cast, stream);
  const forms = dealForms(options.devices, stream);
  const siteChoice = SITE_PLANS.map((plan, index) => [index + 1, plan.share] as const);
  const park: Park = {
    devices: [],
    presence: new Map(),
    osKeys: new Map(),
    docks: new Map(),
    whiteBoxes: new Set(),
    oldNames: new Map(),
    tended: new Set(),
    byOwner: new Map(),
  };
  const castIds = new Set(Object.values(cast));
  const turn = { personal: 0, mobile: 0 };
  forms.forEach((form, index) => {
    const owner = chooseOwner(form, turn, queue, stream);
    const central = form === "server" || form === "virtual";
    const siteId =
      owner?.siteId ?? (central && stream.chance(0.55) ? 1 : stream.weighted(siteChoice));
    const departmentId =
      owner?.departmentId ?? (central || form === "network" ? 1 : stream.int(1, 12));
    const { device, osKey } = buildDevice(
      { id: index + 1, form, owner, siteId, departmentId },
      options.now,
      stream,
    );
    park.devices.push(device);
    park.osKeys.set(device.id, osKey);
    const isTended = owner !== null && castIds.has(owner.id);
    if (isTended) park.tended.add(device.id);
    park.presence.set(device.id, presenceOf(form, isTended, stream));
    if (form === "desktop" && stream.chance(SHARES.whiteBox)) park.whiteBoxes.add(device.id);
    if (owner) park.byOwner.set(owner.id, [...(park.byOwner.get(owner.id) ?? []), device]);
  });
  park.docks = dealDocks(park.devices, stream);
  renameSome(park, stream);
  return park;
}
