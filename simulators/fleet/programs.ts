import type { FleetOptions, KacePatch, KaceProgram, KaceSoftware } from "./model";
import { createStream, elementAt, type Stream } from "./random";
import {
  PATCH_PRODUCTS,
  PROCESS_NAMES,
  SERVICE_COMPANIES,
  SERVICE_NAMES,
  STARTUP_NAMES,
} from "./templates/programs";
import { TITLE_PLANS } from "./templates/software";

const MIN_INSTALLS = 15;
const MAX_INSTALLS = 90;
const MIN_BUNDLES = 30;
const MAX_BUNDLES = 600;
const PATCHES = 200;
const MONTH_MS = 30.44 * 86_400_000;

export type Platform = "w" | "s" | "m" | "l";

/** What the machines of one platform carry; machines share these lists instead of copying them. */
export interface Shelf {
  software: number[][];
  processes: number[][];
  services: number[][];
  startupPrograms: number[][];
  missingPatches: number[][];
}

export interface Catalogue {
  software: KaceSoftware[];
  processes: KaceProgram[];
  services: KaceProgram[];
  startupPrograms: KaceProgram[];
  patches: KacePatch[];
  shelves: Record<Platform, Shelf>;
}

interface TitleVersions {
  platforms: string;
  reach: number;
  /** Newest first. */
  ids: number[];
}

function buildSoftware(stream: Stream): { software: KaceSoftware[]; titles: TitleVersions[] } {
  const software: KaceSoftware[] = [];
  const titles = TITLE_PLANS.map((plan) => {
    const minor = stream.int(2, 40);
    const ids = Array.from({ length: stream.int(1, 5) }, (_, age) => {
      const id = software.length + 1;
      const version = `${plan.major}.${Math.max(0, minor - age)}.${stream.int(0, 9_999)}${stream.chance(0.6) ? `.${stream.int(0, 200)}` : ""}`;
      software.push({ id, name: plan.name, version, publisher: plan.publisher, installedCount: 0 });
      return id;
    });
    return { platforms: plan.platforms, reach: plan.reach, ids };
  });
  return { software, titles };
}

/** One machine's titles: each by its reach, in the newest version most of the time. */
function drawInstalls(titles: readonly TitleVersions[], stream: Stream): number[] {
  const ids: number[] = [];
  const fill = stream.int(70, 105) / 100;
  for (const title of titles) {
    if (!stream.chance(Math.min(0.995, title.reach * fill))) continue;
    ids.push(
      elementAt(title.ids, Math.min(title.ids.length - 1, Math.floor(stream.exponential(0.7)))),
    );
  }
  for (const title of stream.shuffle(titles)) {
    if (ids.length >= Math.min(MIN_INSTALLS, titles.length)) break;
    const newest = elementAt(title.ids, 0);
    if (!title.ids.some((id) => ids.includes(id))) ids.push(newest);
  }
  return ids.slice(0, MAX_INSTALLS).sort((a, b) => a - b);
}

/** A part of a catalogue, favouring its beginning. */
function drawPart(count: number, range: readonly [number, number], stream: Stream): number[] {
  const wanted = Math.min(count, stream.int(range[0], range[1]));
  const chosen = new Set<number>();
  while (chosen.size < wanted) chosen.add(1 + Math.floor(stream.next() ** 1.3 * count));
  return [...chosen].sort((a, b) => a - b);
}

function buildProcesses(stream: Stream): KaceProgram[] {
  return PROCESS_NAMES.map((entry, index) => {
    const isUnwanted = entry.endsWith("!");
    const name = isUnwanted ? entry.slice(0, -1) : entry;
    return {
      id: index + 1,
      name,
      displayName: name.replace(/\.exe$/i, ""),
      fileName: `C:\\${index < 30 ? "Windows\\System32" : "Program Files"}\\${name}`,
      company: index < 30 ? "Microsoft Corporation" : "",
      description: name.replace(/\.exe$/i, ""),
      version: `${stream.int(1, 24)}.${stream.int(0, 30)}.${stream.int(0, 20_000)}`,
      startupType: "",
      status: "",
      threat: isUnwanted ? stream.int(4, 5) : stream.chance(0.05) ? 2 : 1,
    };
  });
}

function buildServices(stream: Stream): KaceProgram[] {
  return SERVICE_NAMES.map((entry, index) => {
    const [name = "", displayName = ""] = entry.split("=");
    return {
      id: index + 1,
      name,
      displayName,
      fileName: `C:\\Windows\\System32\\svchost.exe -k ${name}`,
      company: stream.pick(SERVICE_COMPANIES),
      description: displayName,
      version: `10.0.${stream.int(19_041, 26_100)}.${stream.int(1, 5_000)}`,
      startupType: stream.weighted([
        ["SERVICE_AUTO_START", 6],
        ["SERVICE_DEMAND_START", 4],
        ["SERVICE_DISABLED", 0.5],
      ]),
      status: stream.weighted([
        ["SERVICE_RUNNING", 7],
        ["SERVICE_STOPPED", 3],
      ]),
      threat: 1,
    };
  });
}

function buildStartups(stream: Stream): KaceProgram[] {
  return STARTUP_NAMES.map((name, index) => ({
    id: index + 1,
    name,
    displayName: name,
    fileName: `"C:\\Program Files\\${name}\\${name.replaceAll(" ", "")}.exe" --background`,
    company: "",
    description: name,
    version: `${stream.int(1, 25)}.${stream.int(0, 20)}`,
    startupType: "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run",
    status: "",
    threat: name === "Steam" ? 3 : 1,
  }));
}

function describePatch(
  index: number,
  now: number,
  stream: Stream,
): Omit<KacePatch, "id" | "severity" | "cve"> {
  const month = new Date(now - Math.floor(index / 9) * MONTH_MS).toISOString().slice(0, 7);
  const article = `KB50${String(stream.int(10_000, 69_999))}`;
  if (index % 9 < 5) {
    const target = stream.pick([
      "Windows 11 Version 24H2",
      "Windows 11 Version 23H2",
      "Windows 10 Version 22H2",
      "Microsoft server operating system version 21H2",
      "Windows Server 2019",
    ]);
    return {
      title: `${month} Cumulative Update for ${target} for x64-based Systems (${article})`,
      identifier: article,
      publisher: "Microsoft Corp.",
    };
  }
  const [publisher, product] = stream.pick(PATCH_PRODUCTS);
  const version = `${stream.int(2, 140)}.${stream.int(0, 9)}.${stream.int(0, 9_999)}`;
  return {
    title: `${product} ${version}`,
    identifier: `${product.replace(/[^A-Za-z0-9]/g, "").toUpperCase()}-${version}`,
    publisher,
  };
}

function buildPatches(now: number, stream: Stream): KacePatch[] {
  return Array.from({ length: PATCHES }, (_, index) => {
    const year = new Date(now - Math.floor(index / 9) * MONTH_MS).getUTCFullYear();
    const cves = Array.from(
      {
        length: stream.weighted([
          [0, 1],
          [1, 4],
          [2, 3],
          [4, 2],
        ]),
      },
      () => `CVE-${year}-${stream.int(1_000, 59_999)}`,
    );
    return {
      id: index + 1,
      ...describePatch(index, now, stream),
      severity: stream.weighted([
        ["Critical", 3],
        ["Important", 5],
        ["Moderate", 2],
        ["Low", 1],
        ["Recommended", 1],
      ]),
      cve: cves.join(", "),
    };
  });
}

function buildShelf(
  titles: readonly TitleVersions[],
  platform: Platform,
  bundles: number,
  stream: Stream,
): Shelf {
  const own = titles.filter((title) => title.platforms.includes(platform));
  const isWindows = platform === "w" || platform === "s";
  const fill = (draw: () => number[]) => Array.from({ length: bundles }, draw);
  const part = (count: number, range: readonly [number, number]) =>
    fill(() => (isWindows ? drawPart(count, range, stream) : []));
  return {
    software: fill(() => drawInstalls(own, stream)),
    processes: part(PROCESS_NAMES.length, [35, 85]),
    services: part(SERVICE_NAMES.length, [70, 130]),
    startupPrograms: part(STARTUP_NAMES.length, [4, 18]),
    missingPatches: fill(() =>
      drawPart(PATCHES, [0, Math.round(Math.min(45, stream.exponential(9)))], stream),
    ),
  };
}

/** The KACE catalogues and, per platform, the shared lists that machines carry. */
export function generateCatalogue(options: FleetOptions): Catalogue {
  const stream = createStream(options.seed, "programs");
  const bundles = Math.min(MAX_BUNDLES, Math.max(MIN_BUNDLES, Math.round(options.devices / 5)));
  const { software, titles } = buildSoftware(stream);
  const shelf = (platform: Platform) =>
    buildShelf(titles, platform, bundles, createStream(options.seed, `shelf ${platform}`));
  return {
    software,
    processes: buildProcesses(stream),
    services: buildServices(stream),
    startupPrograms: buildStartups(stream),
    patches: buildPatches(options.now, stream),
    shelves: { w: shelf("w"), s: shelf("s"), m: shelf("m"), l: shelf("l") },
  };
}
