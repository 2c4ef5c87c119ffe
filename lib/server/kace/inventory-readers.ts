import "server-only";
import { z } from "zod";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import type {
  Call,
  Cursor,
  InventoryEntry,
  Page,
  SyncEntity,
  SyncReader,
} from "@/lib/server/upstream/port";
import { type Send, countRows, readRows } from "./client";
import type { ApplianceClock } from "./clock";
import type { ClockSource, NameSource } from "./lookups";
import {
  toAssetType,
  toManagedInstall,
  toNode,
  toOperatingSystem,
  toProgram,
  toScript,
  toSoftwareUse,
} from "./map-inventory";
import { fieldsOfLicense, toLicense } from "./map-license";
import type { OperationId } from "./operations";
import { type Listing, readAll, readPage } from "./paging";
import { LICENSE_ASSET_TYPE_ID } from "./quirks";
import { PersonWire } from "./wire";
import {
  AssetTypeWire,
  LicenseWire,
  ManagedInstallWire,
  MeteredMachineWire,
  NodeWire,
  OperatingSystemWire,
  ProgramRowWire,
  ScriptWire,
  TargetWire,
} from "./wire-inventory";

// The lists of the inventory that people look things up in. Each is read by itself: what an appliance or a role
// refuses of one says nothing of the others.

/** Lists of items that come in pages. `shaping` brings the whole row; an appliance that refuses it is asked without. */
const PAGED = {
  operatingSystems: listOf("operating_systems.list", OperatingSystemWire, {
    shaping: "operating_systems all",
    toEntry: toOperatingSystem,
  }),
  nodes: listOf("nodes.list", NodeWire, { shaping: "node all", toEntry: toNode }),
  processes: listOf("processes.list", ProgramRowWire, {
    shaping: "process all",
    toEntry: (row) => toProgram("process", row),
  }),
  services: listOf("services.list", ProgramRowWire, {
    shaping: "ntservice all",
    toEntry: (row) => toProgram("service", row),
  }),
  startupPrograms: listOf("startup_programs.list", ProgramRowWire, {
    shaping: "startupprogram all",
    toEntry: (row) => toProgram("startupProgram", row),
  }),
} as const;

interface PagedList {
  operation: OperationId;
  read: (send: Send, cursor: Cursor | undefined, call: Call) => Promise<Page<InventoryEntry>>;
}

/** Remembers, for the life of the process, whether the shaping was refused. */
function listOf<Shape extends z.ZodType<{ id: number }>>(
  operation: OperationId,
  shape: Shape,
  { shaping, toEntry }: { shaping: string; toEntry: (row: z.infer<Shape>) => InventoryEntry },
): PagedList {
  const read = shaped({ operation, shape, shaping });
  return {
    operation,
    async read(send, cursor, call) {
      const page = await read(send, cursor, call);
      return { ...page, rows: page.rows.map(toEntry) };
    },
  };
}

/** Reads pages with a shaping, or without it where the appliance refuses that. */
function shaped<Shape extends z.ZodType<{ id: number }>>(listing: Listing<Shape>) {
  const { shaping: _, ...plain } = listing;
  const plainly = new WeakSet<Send>();
  return async (send: Send, cursor: Cursor | undefined, call: Call) => {
    if (plainly.has(send)) return readPage(send, plain, cursor, call);
    try {
      return await readPage(send, listing, cursor, call);
    } catch (error) {
      if (!(error instanceof UpstreamHttpError) || ![400, 500].includes(error.status)) throw error;
      const page = await readPage(send, plain, cursor, call);
      plainly.add(send);
      return page;
    }
  };
}

/** The readers of the lists beside people, tickets and devices. */
export function createInventoryReaders(
  send: Send,
  clocks: ClockSource,
  names: NameSource,
): SyncReader[] {
  const paged = (Object.keys(PAGED) as (keyof typeof PAGED)[]).map(
    (entity): SyncReader<typeof entity> => ({
      entity,
      readPage: (cursor, call) => PAGED[entity].read(send, cursor, call),
    }),
  );
  const scripts: SyncReader<"scripts"> = {
    entity: "scripts",
    async readPage(_cursor, call) {
      const { rows } = await readRows(send, { operation: "scripts.list", shape: ScriptWire }, call);
      const clock = await clocks.clock(send, call);
      return whole(rows.map((row) => toScript(row, clock)));
    },
  };
  const assetTypes: SyncReader<"assetTypes"> = {
    entity: "assetTypes",
    async readPage(_cursor, call) {
      const types = await readTypes(send, call);
      const counts = await Promise.all(types.map(({ id }) => countAssets(send, id, call)));
      return whole(types.map((type, at) => toAssetType(type, counts[at] ?? null)));
    },
  };
  const managedInstalls: SyncReader<"managedInstalls"> = {
    entity: "managedInstalls",
    async readPage(cursor, call) {
      const page = await readPage(send, INSTALLS, cursor, call);
      const clock = await clocks.clock(send, call);
      const rows: InventoryEntry[] = [];
      for (const row of page.rows) rows.push(await readInstall(send, row, clock, call));
      return { ...page, rows };
    },
  };
  const licenses: SyncReader<"licenses"> = {
    entity: "licenses",
    async readPage(cursor, call) {
      const types = await readTypes(send, call);
      const fields = fieldsOfLicense(types.find(({ id }) => id === LICENSE_ASSET_TYPE_ID));
      const page = await readPage(send, LICENSES, cursor, call);
      const around = {
        names: await names.names(["locations"], send, call),
        people: await readOwners(send, page.rows, call),
        clock: await clocks.clock(send, call),
      };
      return { ...page, rows: page.rows.map((row) => toLicense(row, fields, around)) };
    },
  };
  const softwareUse: SyncReader<"softwareUse"> = {
    entity: "softwareUse",
    async readPage(cursor, call) {
      const page = await readMetered(send, cursor, call);
      const clock = await clocks.clock(send, call);
      return { ...page, rows: page.rows.map((row) => toSoftwareUse(row, clock)) };
    },
  };
  return [assetTypes, licenses, scripts, ...paged, managedInstalls, softwareUse];
}

function whole<Row>(rows: Row[]): Page<Row> {
  return { done: true, rows, total: rows.length };
}

const readTypes = async (send: Send, call: Call): Promise<AssetTypeWire[]> =>
  (await readRows(send, { operation: "asset_types.list", shape: AssetTypeWire }, call)).rows;

/** How many assets are of a type; `null` where that is not told. */
async function countAssets(send: Send, typeId: number, call: Call): Promise<number | null> {
  const filtering = `asset_type_id eq ${typeId}`;
  return orUntold(() => countRows(send, { operation: "assets.list", filtering }, call));
}

/** One install costs two more requests, so a page of them is short. */
const INSTALLS = {
  operation: "managed_installs.list",
  shape: ManagedInstallWire,
  pageSize: 20,
} as const;
/** Targets are ids and names. */
const TARGETS_PAGE_SIZE = 5_000;

async function readInstall(
  send: Send,
  row: z.infer<typeof ManagedInstallWire>,
  clock: ApplianceClock,
  call: Call,
): Promise<InventoryEntry> {
  const path = { id: row.id };
  const targets = await orUntold(() =>
    readAll(
      send,
      {
        operation: "managed_installs.machines",
        shape: TargetWire,
        path,
        pageSize: TARGETS_PAGE_SIZE,
      },
      call,
    ),
  );
  const compatible = await orUntold(async () => {
    const query = { paging: { limit: 1, offset: 0 } };
    const reading = {
      operation: "managed_installs.compatible_machines",
      shape: TargetWire,
    } as const;
    return (await readRows(send, { ...reading, path, query }, call)).count;
  });
  return toManagedInstall(
    row,
    { targets: targets?.map(({ id }) => id) ?? null, compatible },
    clock,
  );
}

/** What the appliance refuses of one row is not told; the row is worth showing all the same. */
async function orUntold<Value>(read: () => Promise<Value>): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UpstreamHttpError && error.status !== 429) return null;
    throw error;
  }
}

const LICENSES = { operation: "licenses.list", shape: LicenseWire, shaping: "asset all" } as const;

/** The names of the people who own these licences: a handful. */
async function readOwners(
  send: Send,
  rows: readonly z.infer<typeof LicenseWire>[],
  call: Call,
): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(rows.flatMap(({ owner_id }) => owner_id ?? []))];
  if (ids.length === 0) return new Map();
  const conditions = [{ field: "id", operator: "in", value: ids }] as const;
  const listing = { operation: "users.list", shape: PersonWire, shaping: "user limited" } as const;
  const people = await orUntold(() => readAll(send, { ...listing, conditions }, call));
  return new Map(
    (people ?? []).map((one) => [one.id, one.full_name ?? one.user_name ?? `user ${one.id}`]),
  );
}

const METERED = "machine limited,sam_meter_data all";
const withNames = shaped({
  operation: "machines.list",
  shape: MeteredMachineWire,
  shaping: `${METERED},sam_catalog limited`,
});

const readMetered = (send: Send, cursor: Cursor | undefined, call: Call) =>
  withNames(send, cursor, call);

/** What a test of the connection looks at: one cheap count per list. */
export const INVENTORY_PROBES: readonly { entity: SyncEntity; operation: OperationId }[] = [
  { entity: "nodes", operation: "nodes.list" },
  { entity: "operatingSystems", operation: "operating_systems.list" },
  { entity: "processes", operation: "processes.list" },
  { entity: "services", operation: "services.list" },
  { entity: "startupPrograms", operation: "startup_programs.list" },
  { entity: "managedInstalls", operation: "managed_installs.list" },
  { entity: "licenses", operation: "licenses.list" },
  { entity: "scripts", operation: "scripts.list" },
  { entity: "assetTypes", operation: "asset_types.list" },
];
