import type { DeviceForm, FleetOptions, Person, RealDevice, SysaidAsset, SysaidCi } from "./model";
import { createStream, elementAt, type Stream } from "./random";
import {
  APPLICATION_NAMES,
  CI_TYPE_IDS,
  DATABASE_ENGINES,
  SERVICE_NAMES,
} from "./templates/ci-types";
import { DEPARTMENT_PLANS, SITE_PLANS } from "./templates/places";

const DAY_MS = 86_400_000;

/** Of all CIs; sites come as they are and workstations fill the rest. */
const LAYER_SHARES = {
  service: 0.03,
  application: 0.08,
  database: 0.05,
  server: 0.15,
  network: 0.06,
} as const;

export type Layer = keyof typeof CI_TYPE_IDS;

/** CIs by layer, with the site of each. */
export interface CiMap {
  cis: SysaidCi[];
  layers: Record<Layer, SysaidCi[]>;
  siteOf: Map<number, number>;
  /** Real forms of those that are a device. */
  formOf: Map<number, DeviceForm>;
}

interface Builder {
  map: CiMap;
  now: number;
  stream: Stream;
  people: readonly Person[];
}

function addCi(
  builder: Builder,
  layer: Layer,
  siteId: number,
  entry: Pick<SysaidCi, "name"> & Partial<SysaidCi>,
): SysaidCi {
  const { map, now, stream } = builder;
  const createdAt = now - stream.int(30, 1_500) * DAY_MS;
  const ci: SysaidCi = {
    ownerUserName: "",
    location: elementAt(SITE_PLANS, siteId - 1).name,
    department: "",
    serial: "",
    assetId: "",
    deviceId: null,
    description: "",
    createdAt,
    updatedAt: Math.round(createdAt + stream.next() * (now - createdAt)),
    status: stream.weighted([
      ["Active", 92],
      ["In maintenance", 4],
      ["Planned", 2],
      ["Retired", 2],
    ]),
    ...entry,
    id: map.cis.length + 1,
    typeId: CI_TYPE_IDS[layer],
  };
  map.cis.push(ci);
  map.layers[layer].push(ci);
  map.siteOf.set(ci.id, siteId);
  return ci;
}

/** `names`, then the same per site, then with numbers: believable at any size. */
function nameAt(names: readonly string[], index: number): string {
  const name = elementAt(names, index % names.length);
  const turn = Math.floor(index / names.length);
  if (turn === 0) return name;
  const { city } = elementAt(SITE_PLANS, (turn - 1) % SITE_PLANS.length);
  const round = Math.floor((turn - 1) / SITE_PLANS.length);
  return `${name} ${city}${round === 0 ? "" : ` ${round + 1}`}`;
}

function ownerOf(builder: Builder): Pick<SysaidCi, "ownerUserName" | "department"> {
  const person = builder.stream.pick(builder.people);
  return {
    ownerUserName: person.sysaid?.userName ?? "",
    department: elementAt(DEPARTMENT_PLANS, person.departmentId - 1).name,
  };
}

function addLogical(builder: Builder, total: number): void {
  const { stream, map } = builder;
  const count = (layer: keyof typeof LAYER_SHARES) => Math.round(total * LAYER_SHARES[layer]);
  for (let index = 0; index < count("service"); index += 1) {
    addCi(builder, "service", 1, { name: nameAt(SERVICE_NAMES, index), ...ownerOf(builder) });
  }
  for (let index = 0; index < count("application"); index += 1) {
    addCi(builder, "application", 1, {
      name: nameAt(APPLICATION_NAMES, index),
      ...ownerOf(builder),
    });
  }
  const applications = map.layers.application;
  for (let index = 0; index < count("database"); index += 1) {
    const base = applications[(index * 3) % Math.max(1, applications.length)]?.name ?? "Company";
    const stage = stream.weighted([
      ["PRD", 7],
      ["QAS", 2],
      ["DEV", 1],
    ]);
    const name = `${base.replace(/[^A-Za-z0-9]+/g, "_").toUpperCase()}_${stage}${index}`;
    addCi(builder, "database", 1, { name, description: stream.pick(DATABASE_ENGINES) });
  }
}

/** Real devices first, each linked to its asset; made-up ones where the company has too few. */
function addPhysical(
  builder: Builder,
  layer: Layer,
  count: number,
  devices: readonly { device: RealDevice; asset: SysaidAsset }[],
): void {
  for (let index = 0; index < count; index += 1) {
    const known = devices[index];
    if (!known) {
      const siteId = 1 + (index % SITE_PLANS.length);
      const { code } = elementAt(SITE_PLANS, siteId - 1);
      addCi(builder, layer, siteId, {
        name: `${code}-${layer.slice(0, 3).toUpperCase()}-SPARE${index}`,
      });
      continue;
    }
    const { device, asset } = known;
    const ci = addCi(builder, layer, device.siteId, {
      name: asset.name,
      serial: asset.serial,
      assetId: asset.id,
      deviceId: device.id,
      ownerUserName: asset.ownerUserName,
      location: asset.location,
      department: asset.department,
    });
    builder.map.formOf.set(ci.id, device.form);
  }
}

/** SysAid's CIs, as many as the options ask for. */
export function generateCis(
  people: readonly Person[],
  devices: readonly RealDevice[],
  assets: readonly SysaidAsset[],
  options: FleetOptions,
): CiMap {
  const stream = createStream(options.seed, "cis");
  const layers: CiMap["layers"] = {
    service: [],
    application: [],
    database: [],
    server: [],
    network: [],
    site: [],
    workstation: [],
  };
  const map: CiMap = { cis: [], layers, siteOf: new Map(), formOf: new Map() };
  const owners = people.filter((person) => person.sysaid && person.isAgent);
  const builder: Builder = { map, now: options.now, stream, people: owners };
  const ofForms = (...forms: DeviceForm[]) =>
    assets.flatMap((asset) => {
      const device = elementAt(devices, asset.deviceId - 1);
      return forms.includes(device.form) ? [{ device, asset }] : [];
    });
  const sites = Math.min(SITE_PLANS.length, options.cis);
  SITE_PLANS.slice(0, sites).forEach((site, index) =>
    addCi(builder, "site", index + 1, {
      name: site.name,
      description: `${site.city}, ${site.country}`,
      status: "Active",
    }),
  );
  const rest = options.cis - sites;
  addLogical(builder, rest);
  addPhysical(
    builder,
    "server",
    Math.round(rest * LAYER_SHARES.server),
    ofForms("server", "virtual"),
  );
  addPhysical(builder, "network", Math.round(rest * LAYER_SHARES.network), ofForms("network"));
  addPhysical(builder, "workstation", options.cis - map.cis.length, ofForms("laptop", "desktop"));
  return map;
}
