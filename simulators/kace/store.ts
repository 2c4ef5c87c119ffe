import type {
  Company,
  KaceAsset,
  KaceMachine,
  KaceProgram,
  KaceQueue,
  KaceSoftware,
  KaceTicket,
  KaceUser,
  Person,
  Site,
} from "../fleet/model";
import type { Rows } from "./query";
import { createLocalTime, type LocalTime } from "./local-time";
import { createTicketHistory, type TicketHistory } from "./ticket-history";

export interface UserRow {
  id: number;
  account: KaceUser;
  person: Person;
}

/** A table that writes may change; rows stay in ascending order of ids. */
export interface Table<Row extends { id: number }> extends Rows<Row> {
  put(row: Row): void;
}

export interface OperatingSystemRow {
  id: number;
  name: string;
  version: string;
  build: string;
}

/** One organisation's data while the program runs. The company itself is never changed. */
export interface Store {
  organization: { id: number; name: string };
  timeZone: string;
  time: LocalTime;
  users: Table<UserRow>;
  machines: Table<KaceMachine>;
  assets: Table<KaceAsset>;
  assetStatuses: Table<{ id: number; name: string }>;
  software: Table<KaceSoftware>;
  processes: Table<KaceProgram>;
  services: Table<KaceProgram>;
  startupPrograms: Table<KaceProgram>;
  operatingSystems: Table<OperatingSystemRow>;
  patches: Table<Company["kace"]["patches"][number]>;
  queues: Table<KaceQueue>;
  tickets: Table<KaceTicket>;
  history: TicketHistory;
  siteOf(machine: KaceMachine): Site | undefined;
  userOf(personId: number): UserRow | undefined;
}

/** Builds an organisation's store from the company. */
export function createStore(company: Company, organization: Store["organization"]): Store {
  const { kace } = company;
  const users = company.people.flatMap((person) =>
    person.kace === undefined ? [] : [{ id: person.kace.id, account: person.kace, person }],
  );
  const byPerson = new Map(users.map((user) => [user.person.id, user]));
  const sites = new Map(company.sites.map((site) => [site.id, site]));
  const devices = new Map(company.devices.map((device) => [device.id, device]));
  const tickets = createTable(kace.tickets);
  const userOf = (personId: number) => byPerson.get(personId);
  return {
    organization,
    timeZone: kace.timeZone,
    time: createLocalTime(kace.timeZone),
    users: createTable(users),
    machines: createTable(kace.machines),
    assets: createTable(kace.assets),
    assetStatuses: createTable(kace.assetStatuses),
    software: createTable(kace.software),
    processes: createTable(kace.processes),
    services: createTable(kace.services),
    startupPrograms: createTable(kace.startupPrograms),
    operatingSystems: createTable(operatingSystemsOf(kace.machines)),
    patches: createTable(kace.patches),
    queues: createTable(kace.queues),
    tickets,
    history: createTicketHistory(tickets.all(), (personId) => userOf(personId)?.id ?? 0),
    siteOf: (machine) => sites.get(devices.get(machine.deviceId)?.siteId ?? 0),
    userOf,
  };
}

function createTable<Row extends { id: number }>(initial: readonly Row[]): Table<Row> {
  const rows = [...initial].sort((a, b) => a.id - b.id);
  const places = new Map(rows.map((row, place) => [row.id, place]));
  return {
    all: () => rows,
    find: (id) => {
      const place = places.get(id);
      return place === undefined ? undefined : rows[place];
    },
    put: (row) => {
      const place = places.get(row.id) ?? rows.length;
      places.set(row.id, place);
      rows[place] = row;
    },
  };
}

function operatingSystemsOf(machines: readonly KaceMachine[]): OperatingSystemRow[] {
  const names = new Map<string, OperatingSystemRow>();
  for (const { osName, osVersion, osBuild } of machines)
    if (osName !== "" && !names.has(`${osName} ${osBuild}`))
      names.set(`${osName} ${osBuild}`, {
        id: names.size + 1,
        name: osName,
        version: osVersion,
        build: osBuild,
      });
  return [...names.values()];
}

/** What a second organisation of the same appliance holds: the people, and nothing else. */
export function withoutRecords(company: Company): Company {
  return {
    ...company,
    devices: [],
    kace: {
      ...company.kace,
      machines: [],
      assets: [],
      software: [],
      processes: [],
      services: [],
      startupPrograms: [],
      patches: [],
      queues: [],
      tickets: [],
    },
  };
}
