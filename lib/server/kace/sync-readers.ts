import "server-only";
import type { SoftwareTitle } from "@/lib/domain/software";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { Call, Cursor, Page, SyncReader } from "@/lib/server/upstream/port";
import { z } from "zod";
import type { Send } from "./client";
import type { ClockSource, NameSource } from "./lookups";
import { createInventoryReaders } from "./inventory-readers";
import { toAccount, toAssetRecord, toQueue, toSoftwareTitle, toTicket } from "./map";
import { toMachineRecord } from "./map-machine";
import { type Listing, readAll, readPage } from "./paging";
import type { Condition } from "./query";
import { DEVICE_ASSET_TYPE_ID } from "./quirks";
import { SHAPING } from "./reader";
import {
  AssetWire,
  MachineWire,
  PersonWire,
  QueueWire,
  SoftwareWire,
  TicketWire,
  UserWire,
} from "./wire";

/** Software rows must have an id to be paged; inside machines some have none. */
const ListedSoftware = SoftwareWire.extend({ id: z.preprocess(Number, z.int().positive()) });

const LISTINGS = {
  users: { operation: "users.list", shape: UserWire, shaping: SHAPING.user },
  queues: { operation: "queues.list", shape: QueueWire, shaping: SHAPING.queue },
  machines: { operation: "machines.list", shape: MachineWire, shaping: SHAPING.machine },
  assets: {
    operation: "assets.list",
    shape: AssetWire,
    shaping: SHAPING.asset,
    conditions: [{ field: "asset_type_id", operator: "eq", value: DEVICE_ASSET_TYPE_ID }],
  },
  tickets: { operation: "tickets.list", shape: TicketWire, shaping: SHAPING.ticket },
  software: { operation: "softwares.list", shape: ListedSoftware, shaping: "software all" },
} as const satisfies Record<string, Listing<z.ZodType<{ id: number }>>>;

/** The readers that fill the index, in the order in which their rows refer to one another. */
export function createSyncReaders(
  send: Send,
  clocks: ClockSource,
  names: NameSource,
): SyncReader[] {
  const since = async (iso: string, call: Call): Promise<Condition> => {
    const clock = await clocks.clock(send, call);
    return { field: "modified", operator: "ge", value: clock.toLocalFloor(iso) };
  };

  const readTickets = async (cursor: Cursor | undefined, call: Call, more: Condition[]) => {
    const page = await readPage(send, with_(LISTINGS.tickets, more), cursor, call);
    const known = await names.names(["queues"], send, call);
    const clock = await clocks.clock(send, call);
    return mapRows(page, (row) => [toTicket(row, known, clock)]);
  };
  const readMachines = async (cursor: Cursor | undefined, call: Call, more: Condition[]) => {
    const page = await readPage(send, with_(LISTINGS.machines, more), cursor, call);
    const clock = await clocks.clock(send, call);
    return mapRows(page, (row) => [toMachineRecord(row, clock)]);
  };
  const readAssets = async (cursor: Cursor | undefined, call: Call, more: Condition[]) => {
    const page = await readPage(send, with_(LISTINGS.assets, more), cursor, call);
    const known = await names.names(["assetStatuses", "locations"], send, call);
    const clock = await clocks.clock(send, call);
    return mapRows(page, (row) => [toAssetRecord(row, known, clock)]);
  };

  const accounts: SyncReader<"accounts"> = {
    entity: "accounts",
    readPage: (cursor, call) => readAccounts(send, names, cursor, call),
  };
  const queues: SyncReader<"queues"> = {
    entity: "queues",
    async readPage(cursor, call) {
      const page = await readPage(send, LISTINGS.queues, cursor, call);
      const owners = await Promise.all(page.rows.map((row) => readOwnerIds(send, row.id, call)));
      return mapRows(page, (row, index) => [toQueue(row, owners[index] ?? [])]);
    },
  };
  const machines: SyncReader<"machines"> = {
    entity: "machines",
    readPage: (cursor, call) => readMachines(cursor, call, []),
    readChangedSince: async (iso, cursor, call) =>
      readMachines(cursor, call, [await since(iso, call)]),
  };
  const assets: SyncReader<"assets"> = {
    entity: "assets",
    readPage: (cursor, call) => readAssets(cursor, call, []),
    readChangedSince: async (iso, cursor, call) =>
      readAssets(cursor, call, [await since(iso, call)]),
  };
  const tickets: SyncReader<"tickets"> = {
    entity: "tickets",
    readPage: (cursor, call) => readTickets(cursor, call, []),
    readChangedSince: async (iso, cursor, call) =>
      readTickets(cursor, call, [await since(iso, call)]),
  };
  const software: SyncReader<"software"> = {
    entity: "software",
    async readPage(cursor, call) {
      const page = await readPage(send, LISTINGS.software, cursor, call);
      return mapRows(page, (row): SoftwareTitle[] => [toSoftwareTitle(row) ?? []].flat());
    },
  };
  const inventory = createInventoryReaders(send, clocks, names);
  return [accounts, queues, machines, assets, tickets, software, ...inventory];
}

/** A listing with more conditions. */
function with_<Shape extends z.ZodType>(
  listing: Listing<Shape>,
  more: Condition[],
): Listing<Shape> {
  return { ...listing, conditions: [...(listing.conditions ?? []), ...more] };
}

function mapRows<From, To>(page: Page<From>, map: (row: From, index: number) => To[]): Page<To> {
  return { ...page, rows: page.rows.flatMap(map) };
}

/** Who may own a queue's tickets; nobody is named when the account may not read that. */
async function readOwnerIds(send: Send, queueId: number, call: Call): Promise<number[]> {
  try {
    const listing = {
      operation: "queues.owners",
      shape: PersonWire,
      path: { id: queueId },
      shaping: "user limited",
    } as const;
    return (await readAll(send, listing, call)).map((owner) => owner.id);
  } catch (error) {
    if (error instanceof UpstreamHttpError) return [];
    throw error;
  }
}

const AccountsCursor = z.object({
  managers: z.array(z.number()),
  users: z.record(z.string(), z.unknown()).optional(),
});

/** A user's row does not tell whether somebody reports to them, so the managers are read first. */
async function readAccounts(send: Send, names: NameSource, cursor: Cursor | undefined, call: Call) {
  const at = AccountsCursor.safeParse(cursor);
  const managers = at.success ? at.data.managers : await readManagerIds(send, call);
  const users = at.success ? at.data.users : undefined;
  const page = await readPage(send, LISTINGS.users, users, call);
  const known = await names.names(["locations"], send, call);
  const managerIds = new Set(managers);
  const mapped = mapRows(page, (row) => [toAccount(row, known, managerIds)]);
  return mapped.done ? mapped : { ...mapped, cursor: { managers, users: mapped.cursor } };
}

async function readManagerIds(send: Send, call: Call): Promise<number[]> {
  const conditions = [{ field: "manager_id", operator: "gt", value: 0 }] as const;
  try {
    const reports = await readAll(send, { ...LISTINGS.users, conditions }, call);
    const ids = reports.flatMap((user) => (user.manager_id === null ? [] : [user.manager_id]));
    return [...new Set(ids)];
  } catch (error) {
    // Versions that know no managers refuse the filter; then nobody is one.
    if (error instanceof UpstreamHttpError && error.status < 500) return [];
    throw error;
  }
}
