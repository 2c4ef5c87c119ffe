import type { Person, RealDevice } from "./model";
import type { Cast } from "./accounts";
import type { Presence } from "./devices";
import type { Stream } from "./random";
import { SHARES } from "./shares";
import type { Arrival } from "./ticket-plan";
import type { TicketKind } from "./templates/tickets";

/** The people and machines that one system's tickets are about. */
export interface SystemCast {
  requestersBySite: Map<number, Person[]>;
  team: Person[];
  agents: Person[];
  byId: (personId: number) => Person | undefined;
  user: Person | undefined;
  agent: Person | undefined;
  ownDevices: (person: Person) => RealDevice[];
  shared: Record<"printer" | "server" | "network", RealDevice[]>;
}

export interface CastSource {
  people: readonly Person[];
  cast: Cast;
  devices: readonly RealDevice[];
  presence: ReadonlyMap<number, Presence>;
  byOwner: ReadonlyMap<number, RealDevice[]>;
  /** Devices that the system really holds a record of. */
  isHeld: (deviceId: number) => boolean;
}

function isUnder(person: Person, chiefId: number, byId: SystemCast["byId"]): boolean {
  let above = person.managerId;
  while (above !== null) {
    if (above === chiefId) return true;
    above = byId(above)?.managerId ?? null;
  }
  return false;
}

/** Everybody with an account in `system`, in an order in which the first ask most often. */
export function castSystem(
  source: CastSource,
  system: "kace" | "sysaid",
  stream: Stream,
): SystemCast {
  const { people, cast, devices } = source;
  const byId = (personId: number) => people[personId - 1];
  const members = people.filter(
    (person) => person[system] !== undefined && person.id !== cast.service,
  );
  const requestersBySite = new Map<number, Person[]>();
  for (const person of stream.shuffle(members)) {
    const list = requestersBySite.get(person.siteId) ?? [];
    list.push(person);
    requestersBySite.set(person.siteId, list);
  }
  const heldOf = (forms: readonly string[]) =>
    devices.filter((device) => forms.includes(device.form) && source.isHeld(device.id));
  return {
    requestersBySite,
    team: members.filter((person) => isUnder(person, cast.manager, byId)),
    agents: members.filter((person) => person.isAgent),
    byId,
    user: byId(cast.user),
    agent: byId(cast.agent),
    ownDevices: (person) =>
      (source.byOwner.get(person.id) ?? []).filter((device) => source.isHeld(device.id)),
    shared: {
      printer: heldOf(["printer"]),
      server: heldOf(["server", "virtual"]),
      network: heldOf(["network"]),
    },
  };
}

/** Who asks: somebody of the site, some far more often than others. */
export function chooseRequester(
  arrival: Arrival,
  kind: TicketKind,
  system: SystemCast,
  stream: Stream,
): Person {
  if (arrival.part === "user" && system.user) return system.user;
  if (arrival.part?.startsWith("team") && system.team.length > 0) return stream.pick(system.team);
  if (kind === "problem" || kind === "change") return stream.pick(system.agents);
  const local = system.requestersBySite.get(arrival.siteId) ?? system.agents;
  return local[Math.floor(stream.next() ** 1.5 * local.length)] ?? stream.pick(system.agents);
}

/** The machine that a ticket is about, if any. */
export function chooseDevice(
  topic: string,
  requester: Person,
  system: SystemCast,
  stream: Stream,
): RealDevice | null {
  const about = stream.chance(SHARES.aboutDevice);
  const { printer, server, network } = system.shared;
  if (topic === "printer" && printer.length > 0 && about) return stream.pick(printer);
  if ((topic === "server" || topic === "storage") && server.length > 0) return stream.pick(server);
  if (topic === "network" && network.length > 0 && stream.chance(0.3)) return stream.pick(network);
  const own = system.ownDevices(requester);
  if (!about || own.length === 0) return null;
  const wantsMobile = topic === "phone";
  const fitting = own.filter((device) => (device.form === "mobile") === wantsMobile);
  return stream.pick(fitting.length > 0 ? fitting : own);
}
