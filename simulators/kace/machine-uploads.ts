import type { KaceMachine } from "../fleet/model";
import { blankAsset } from "./asset-changes";
import {
  countInstalls,
  hasName,
  keepOperatingSystem,
  keepProgram,
  keepSoftware,
  refuseNameless,
} from "./inventory-catalogue";
import { textOf, type Upload } from "./inventory-upload";
import { kuidOf } from "./entities/machine";
import type { Store } from "./store";
import { KaceWriteRefusal } from "./refusal";

/** What the appliance itself says of a machine: uploads leave it alone. */
const OWN_FIELDS = new Set([
  "id",
  "kuid",
  "created",
  "modified",
  "last_inventory",
  "last_sync",
  "force_inventory",
]);

type TextField = {
  [Key in keyof KaceMachine]: KaceMachine[Key] extends string ? Key : never;
}[keyof KaceMachine];

/** Fields that other records depend on. All other texts of an upload are kept as they came. */
const TYPED: readonly (readonly [TextField, readonly string[]])[] = [
  ["name", ["name"]],
  ["ip", ["ip"]],
  ["mac", ["mac"]],
  ["serial", ["bios_serial_number"]],
  ["biosVersion", ["bios_version"]],
  ["manufacturer", ["cs_manufacturer", "bios_manufacturer"]],
  ["model", ["cs_model"]],
  ["domain", ["domain", "cs_domain", "user_domain"]],
  ["chassisType", ["chassis_type"]],
  ["clientVersion", ["client_version"]],
  ["osName", ["os_name"]],
  ["osVersion", ["os_version", "os_number"]],
  ["osBuild", ["os_build"]],
  ["userName", ["user", "user_name", "user_logged", "last_user"]],
  ["userFullName", ["user_fullname"]],
  ["assetTag", ["asset_tag"]],
];
const TYPED_NAMES = new Set([
  ...TYPED.flatMap(([, names]) => names),
  ...["ram_total", "manual_entry"],
]);

/** The machine that an upload is about: by its KUID, else by its id; `undefined` for a new one. */
export function findUploaded(store: Store, upload: Upload): KaceMachine | undefined {
  const kuid = textOf(upload, "kuid");
  if (kuid !== undefined) return store.machines.find(idOfKuid(store, kuid));
  return store.machines.find(Number(textOf(upload, "id") ?? 0));
}

/** Refuses an upload that names another machine by its KUID. */
export function refuseForeignKuid(store: Store, machine: KaceMachine, upload: Upload): void {
  const kuid = textOf(upload, "kuid");
  if (kuid !== undefined && idOfKuid(store, kuid) !== machine.id)
    throw new KaceWriteRefusal(400, "The KUID is not the one of this machine.");
}

function idOfKuid(store: Store, kuid: string): number {
  const given = store.machineTexts.find("kuid", kuid);
  if (given !== undefined) return given;
  const id = Number.parseInt(kuid.slice(-12), 16);
  return kuidOf(id).toLowerCase() === kuid.toLowerCase() &&
    store.machineTexts.read(id, "kuid") === undefined
    ? id
    : 0;
}

/** Refuses uploads as a whole where a new machine comes without a name. */
export function refuseNamelessMachines(store: Store, uploads: readonly Upload[]): void {
  refuseNameless(uploads.filter((upload) => findUploaded(store, upload) === undefined));
}

/** Takes an upload over into a machine, old or new, and gives its id. An empty name changes none. */
export function keepMachine(
  store: Store,
  before: KaceMachine | undefined,
  upload: Upload,
  now: number,
): number {
  const base = before ?? blankMachine(store.machines.nextId(), now);
  const machine = revised(store, base, upload, now);
  store.machines.put(machine);
  countInstalls(store, base, -1);
  countInstalls(store, machine, 1);
  const kuid = textOf(upload, "kuid");
  if (before === undefined && kuid !== undefined)
    store.machineTexts.write(machine.id, "kuid", kuid);
  for (const [name, text] of upload.texts)
    if (!OWN_FIELDS.has(name) && !TYPED_NAMES.has(name))
      store.machineTexts.write(machine.id, name, text);
  if (machine.osName !== "")
    keepOperatingSystem(store, {
      texts: new Map([
        ["name", machine.osName],
        ["build", machine.osBuild],
        ["major_version", machine.osVersion],
      ]),
      lists: new Map(),
    });
  if (before === undefined) addAsset(store, machine, now);
  return machine.id;
}

function revised(store: Store, before: KaceMachine, upload: Upload, now: number): KaceMachine {
  const texts: Partial<Record<TextField, string>> = {};
  for (const [field, names] of TYPED) {
    const text = textOf(upload, ...names);
    if (text !== undefined && (field !== "name" || text.trim() !== "")) texts[field] = text;
  }
  const userName = texts.userName?.toLowerCase();
  const owner = store.users.all().find((user) => user.account.userName.toLowerCase() === userName);
  const ram = textOf(upload, "ram_total");
  const manual = textOf(upload, "manual_entry");
  return {
    ...before,
    ...texts,
    ownerKaceUserId: userName === undefined ? before.ownerKaceUserId : (owner?.id ?? 0),
    ramBytes: ram === undefined ? before.ramBytes : bytesOf(ram),
    manualEntry: manual === undefined ? before.manualEntry : manual === "1",
    ...programsOf(store, upload),
    nics: nicsOf(upload) ?? before.nics,
    lastInventoryAt: now,
    modifiedAt: now,
  };
}

function programsOf(store: Store, upload: Upload) {
  const idsOf = (name: string, keep: (one: Upload) => number) => {
    const list = upload.lists.get(name);
    return list && [...new Set(list.filter(hasName).map(keep))].sort((a, b) => a - b);
  };
  return stripped({
    softwareIds: idsOf("software", (one) => keepSoftware(store, one)),
    processIds: idsOf("process", (one) => keepProgram(store.processes, one)),
    serviceIds: idsOf("ntservice", (one) => keepProgram(store.services, one)),
    startupProgramIds: idsOf("startupprogram", (one) => keepProgram(store.startupPrograms, one)),
  });
}

/** Without the keys that hold nothing, so that the rest may stand over what was. */
function stripped(lists: Record<string, number[] | undefined>): Partial<KaceMachine> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== undefined));
}

function nicsOf(upload: Upload): KaceMachine["nics"] | undefined {
  return upload.lists.get("machine_nics")?.map((one, at) => ({
    id: at + 1,
    name: textOf(one, "nic") ?? "",
    mac: textOf(one, "mac") ?? "",
    ip: textOf(one, "ip") ?? "",
  }));
}

const UNITS = ["bytes", "kb", "mb", "gb", "tb"];

function bytesOf(text: string): number {
  const [amount = "", unit = "bytes"] = text.trim().toLowerCase().split(/\s+/);
  const bytes = Number(amount) * 1024 ** Math.max(0, UNITS.indexOf(unit));
  return Number.isFinite(bytes) ? Math.round(bytes) : 0;
}

/** Every new machine gets a device asset of its own name (recorded: the two came about in one second). */
function addAsset(store: Store, machine: KaceMachine, now: number): void {
  const asset = blankAsset({ id: 5, name: "Device" }, now);
  store.assets.put({
    ...asset,
    id: store.assets.nextId(),
    name: machine.name,
    mappedId: machine.id,
    ownerKaceUserId: machine.ownerKaceUserId,
  });
}

function blankMachine(id: number, now: number): KaceMachine {
  return {
    id,
    deviceId: 0,
    name: "",
    domain: "",
    serial: "",
    assetTag: "",
    mac: "",
    nics: [],
    ip: "",
    userName: "",
    userFullName: "",
    ownerKaceUserId: 0,
    osName: "",
    osVersion: "",
    osBuild: "",
    manufacturer: "",
    model: "",
    chassisType: "",
    isVirtual: false,
    ramBytes: 0,
    disks: [],
    biosVersion: "",
    clientVersion: "",
    lastInventoryAt: null,
    lastSyncAt: null,
    lastRebootAt: null,
    createdAt: now,
    modifiedAt: now,
    manualEntry: true,
    encryption: { enabled: false, protected: false, method: "" },
    tpm: null,
    softwareIds: [],
    processIds: [],
    serviceIds: [],
    startupProgramIds: [],
    missingPatchIds: [],
  };
}
