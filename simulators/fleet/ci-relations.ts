import type { FleetOptions, SysaidCi, SysaidCiRelation } from "./model";
import type { CiMap } from "./cis";
import { createStream, elementAt, type Stream } from "./random";
import { RELATIONS } from "./templates/ci-types";

/** A hub has more neighbours than anybody can draw. */
const HUB_NEIGHBOURS = 320;
/** Of workstations: nobody ever related them to anything. */
const ISOLATED = 0.03;

interface Web {
  map: CiMap;
  stream: Stream;
  relations: SysaidCiRelation[];
  seen: Set<string>;
}

function relate(
  web: Web,
  src: SysaidCi | undefined,
  type: number,
  dest: SysaidCi | undefined,
): void {
  if (!src || !dest || src === dest) return;
  const key = `${src.id} ${type} ${dest.id}`;
  if (web.seen.has(key)) return;
  web.seen.add(key);
  web.relations.push({ src: src.id, dest: dest.id, type });
}

/** A neighbour in the other layer at the same relative place, so that what belongs together stays together. */
function near(
  list: readonly SysaidCi[],
  place: number,
  reach: number,
  stream: Stream,
): SysaidCi | undefined {
  if (list.length === 0) return undefined;
  const index = Math.floor(place * list.length) + stream.int(0, reach);
  return list[index % list.length];
}

const places = <T>(list: readonly T[]) =>
  list.map((item, index) => [item, index / list.length] as const);

function relateServices(web: Web): void {
  const { stream, map } = web;
  const { service, application } = map.layers;
  for (const [ci, place] of places(service)) {
    const count = stream.int(2, 5);
    for (let index = 0; index < count; index += 1)
      relate(web, ci, RELATIONS.dependsOn, near(application, place, 4, stream));
    if (stream.chance(0.3)) relate(web, ci, RELATIONS.dependsOn, stream.pick(service));
  }
}

/** Applications call each other now and then, some of them both ways. */
function relateApplications(web: Web): void {
  const { stream, map } = web;
  const { service, application, database, server } = map.layers;
  for (const [ci, place] of places(application)) {
    relate(web, near(service, place, 0, stream), RELATIONS.dependsOn, ci);
    relate(web, ci, RELATIONS.storesIn, near(database, place, 1, stream));
    if (stream.chance(0.25)) relate(web, ci, RELATIONS.storesIn, near(database, place, 3, stream));
    const hosts = stream.int(1, 3);
    for (let index = 0; index < hosts; index += 1)
      relate(web, ci, RELATIONS.hostedOn, near(server, place, 3, stream));
    const other = near(application, place, 5, stream);
    if (!stream.chance(0.2)) continue;
    relate(web, ci, RELATIONS.dependsOn, other);
    if (stream.chance(0.4)) relate(web, other, RELATIONS.dependsOn, ci);
  }
}

function relateDatabases(web: Web): void {
  const { stream, map } = web;
  const { database, server } = map.layers;
  for (const [ci, place] of places(database)) {
    relate(web, ci, RELATIONS.hostedOn, near(server, place, 2, stream));
    const twin = near(database, place, 1, stream);
    if (!stream.chance(0.2)) continue;
    relate(web, ci, RELATIONS.replicatesTo, twin);
    if (stream.chance(0.3)) relate(web, twin, RELATIONS.replicatesTo, ci);
  }
}

function groupBySite(map: CiMap, list: readonly SysaidCi[]): Map<number, SysaidCi[]> {
  const groups = new Map<number, SysaidCi[]>();
  for (const ci of list) {
    const siteId = map.siteOf.get(ci.id) ?? 1;
    groups.set(siteId, [...(groups.get(siteId) ?? []), ci]);
  }
  return groups;
}

function siteCi(web: Web, ci: SysaidCi): SysaidCi | undefined {
  return web.map.layers.site[(web.map.siteOf.get(ci.id) ?? 1) - 1];
}

function relateServers(web: Web, switches: ReadonlyMap<number, SysaidCi[]>): void {
  const { stream, map } = web;
  const { server, application } = map.layers;
  const [, monitoring, backup] = application;
  const hosts = groupBySite(
    map,
    server.filter((ci) => map.formOf.get(ci.id) === "server"),
  );
  for (const [ci, place] of places(server)) {
    const siteId = map.siteOf.get(ci.id) ?? 1;
    const local = hosts.get(siteId);
    const isVirtual = map.formOf.get(ci.id) === "virtual";
    if (isVirtual && local) relate(web, ci, RELATIONS.hostedOn, stream.pick(local));
    else relate(web, ci, RELATIONS.locatedAt, siteCi(web, ci));
    relate(web, ci, RELATIONS.connectedTo, near(switches.get(siteId) ?? [], place, 1, stream));
    if (stream.chance(0.3)) relate(web, ci, RELATIONS.backedUpBy, backup);
    if (stream.chance(0.2)) relate(web, ci, RELATIONS.monitoredBy, monitoring);
  }
}

/** Switches hang below the first of their site; the sites' firsts hang below headquarters'. */
function relateSwitches(web: Web, switches: ReadonlyMap<number, SysaidCi[]>): void {
  const core = switches.get(1)?.[0] ?? web.map.layers.network[0];
  for (const list of switches.values()) {
    const first = elementAt(list, 0);
    relate(web, first, RELATIONS.uplinkTo, core);
    relate(web, first, RELATIONS.locatedAt, siteCi(web, first));
    for (const ci of list.slice(1)) {
      const above = list[Math.floor(list.indexOf(ci) / 8)] ?? first;
      relate(web, ci, RELATIONS.uplinkTo, above);
      relate(web, ci, RELATIONS.locatedAt, siteCi(web, ci));
    }
  }
}

function relateWorkstations(web: Web, switches: ReadonlyMap<number, SysaidCi[]>): void {
  const { stream, map } = web;
  const { workstation, application } = map.layers;
  const gateway = application[0];
  const related = workstation.filter(() => !stream.chance(ISOLATED));
  const hub = Math.max(HUB_NEIGHBOURS, Math.round(related.length * 0.1));
  related.forEach((ci, index) => {
    const local = switches.get(map.siteOf.get(ci.id) ?? 1);
    if (local && stream.chance(0.85)) relate(web, ci, RELATIONS.connectedTo, stream.pick(local));
    else relate(web, ci, RELATIONS.locatedAt, siteCi(web, ci));
    if (stream.chance(0.25))
      relate(web, near(application, stream.next(), 0, stream), RELATIONS.accessedBy, ci);
    if (index < hub) relate(web, gateway, RELATIONS.accessedBy, ci);
  });
}

/**
 * Typed relations in layers: services depend on applications, those store in databases and run on
 * servers, servers and workstations hang on switches, all stand at sites. With some cycles, one hub
 * and a few CIs that stand alone.
 */
export function relateCis(map: CiMap, options: FleetOptions): SysaidCiRelation[] {
  const web: Web = {
    map,
    stream: createStream(options.seed, "relations"),
    relations: [],
    seen: new Set(),
  };
  const switches = groupBySite(map, map.layers.network);
  relateServices(web);
  relateApplications(web);
  relateDatabases(web);
  relateServers(web, switches);
  relateSwitches(web, switches);
  relateWorkstations(web, switches);
  return web.relations;
}
