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
import { createAgenda, type Agenda } from "./agenda";
import { createAssetValues, type AssetValues } from "./asset-fields";
import { createBarcodes, type BarcodeRow } from "./barcodes";
import { createLocalTime, type LocalTime } from "./local-time";
import { createMachineTexts, type MachineTexts } from "./machine-texts";
import { createNodes, type NodeRow } from "./nodes";
import { createTable, lazily, type Table } from "./table";
import { createTicketHistory, type TicketHistory } from "./ticket-history";
import { createFileShelf, type FileShelf } from "../appliance/uploads/file-shelf";
import { createWorkbench, type Workbench } from "./workbench/workbench";

export interface UserRow {
  id: number;
  account: KaceUser;
  person: Person;
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
  workbench: Workbench;
  assetValues: AssetValues;
  barcodes: Table<BarcodeRow>;
  nodes: Table<NodeRow>;
  machineTexts: MachineTexts;
  /** What comes about by itself: archiving, forced inventories. */
  agenda: Agenda;
  /** What was uploaded to this organisation. */
  files: FileShelf;
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
  const files = createFileShelf();
  const userOf = (personId: number) => byPerson.get(personId);
  const history = createTicketHistory(tickets.all(), (personId) => userOf(personId)?.id ?? 0);
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
    history,
    workbench: createWorkbench(company, tickets.all(), history),
    assetValues: createAssetValues(files),
    barcodes: lazily(() => createBarcodes(kace)),
    nodes: lazily(() => createNodes(kace)),
    machineTexts: createMachineTexts(),
    agenda: createAgenda(),
    files,
    siteOf: (machine) => sites.get(devices.get(machine.deviceId)?.siteId ?? 0),
    userOf,
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
