import { castRoles, openAccounts, type Cast } from "./accounts";
import { askKaceApprovers, askSysaidApprovers, type Judges } from "./approvers";
import { relateCis } from "./ci-relations";
import { generateCis } from "./cis";
import { generateDevices, type Park } from "./devices";
import { ASSET_STATUSES, generateKaceAssets } from "./kace-assets";
import { generateKaceMachines } from "./kace-machines";
import { generateKaceTickets, staffQueues } from "./kace-tickets";
import type { Company, FleetOptions, Person } from "./model";
import { generatePeople } from "./people";
import { generateCatalogue } from "./programs";
import { createStream } from "./random";
import { generateSysaidAssets } from "./sysaid-assets";
import { generateSysaidRecords } from "./sysaid-records";
import { CI_TYPES, RELATION_TYPES } from "./templates/ci-types";
import { COMPANY } from "./templates/places";
import { SYSAID_GROUPS, SYSAID_LISTS } from "./templates/sysaid-lists";
import { createCalendar } from "./ticket-calendar";
import { castSystem, type SystemCast } from "./ticket-cast";
import { planArrivals } from "./ticket-plan";

/** What both systems' sides are built from. */
interface Ground {
  options: FleetOptions;
  people: Person[];
  cast: Cast;
  park: Park;
  calendar: ReturnType<typeof createCalendar>;
  arrivals: ReturnType<typeof planArrivals>;
}

function castFor(ground: Ground, system: "kace" | "sysaid", held: ReadonlySet<number>) {
  const { park, people, cast, options } = ground;
  const { devices, presence, byOwner } = park;
  const source = { people, cast, devices, presence, byOwner, isHeld: (id: number) => held.has(id) };
  return castSystem(source, system, createStream(options.seed, `${system} cast`));
}

function judgesOf({ people, cast }: Ground, { team, agent, user }: SystemCast): Judges {
  return { manager: people[cast.manager - 1], agent, user, team };
}

function buildKace(ground: Ground): Company["kace"] {
  const { options, people, cast, park, calendar } = ground;
  const catalogue = generateCatalogue(options);
  const inventory = generateKaceMachines(people, park, catalogue, options);
  const assets = generateKaceAssets(people, park.devices, inventory, options);
  const { machines } = inventory;
  const system = castFor(ground, "kace", new Set(machines.map((machine) => machine.deviceId)));
  const queues = staffQueues(system.agents, people[cast.agent - 1], options.seed);
  const { software, processes, services, startupPrograms, patches } = catalogue;
  const tickets = generateKaceTickets({
    arrivals: ground.arrivals.kace,
    system,
    queues,
    machines,
    assets,
    calendar,
    options,
  });
  askKaceApprovers(tickets, queues, judgesOf(ground, system));
  return {
    organization: COMPANY.organization,
    timeZone: COMPANY.timeZone,
    machines,
    assets,
    assetStatuses: [...ASSET_STATUSES],
    software,
    processes,
    services,
    startupPrograms,
    patches,
    queues,
    tickets,
  };
}

function buildSysaid(ground: Ground): Company["sysaid"] {
  const { options, people, park, calendar } = ground;
  const assets = generateSysaidAssets(people, park, options);
  const map = generateCis(people, park.devices, assets, options);
  const system = castFor(ground, "sysaid", new Set(assets.map((asset) => asset.deviceId)));
  const records = generateSysaidRecords({
    arrivals: ground.arrivals.sysaid,
    system,
    assets,
    cis: map.cis,
    calendar,
    options,
  });
  askSysaidApprovers(records, judgesOf(ground, system));
  return {
    accountId: COMPANY.accountId,
    groups: [...SYSAID_GROUPS],
    lists: SYSAID_LISTS,
    records,
    assets,
    ciTypes: [...CI_TYPES],
    relationTypes: [...RELATION_TYPES],
    cis: map.cis,
    relations: relateCis(map, options),
  };
}

/**
 * Generates the company that both simulated appliances show. The same options give a deep-equal
 * company in every program; each concern draws from its own stream, so that more tickets leave
 * people, devices and CIs as they are. Throws `FleetError` when a size makes no company.
 */
export function generateCompany(options: FleetOptions): Company {
  const org = generatePeople(options);
  const cast = castRoles(org);
  const accounts = openAccounts(org, cast, options);
  const park = generateDevices(org.people, cast, options);
  const calendar = createCalendar(options.now);
  const ground: Ground = {
    options,
    people: org.people,
    cast,
    park,
    calendar,
    arrivals: planArrivals(options, calendar),
  };
  return {
    options,
    name: COMPANY.name,
    domain: COMPANY.domain,
    sites: org.sites,
    departments: org.departments,
    people: org.people,
    accounts,
    devices: park.devices,
    kace: buildKace(ground),
    sysaid: buildSysaid(ground),
  };
}
