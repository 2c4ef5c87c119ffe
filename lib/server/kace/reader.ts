import "server-only";
import { type Entity, type Ref, splitRef } from "@/lib/domain/ref";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { Call, UpstreamReader } from "@/lib/server/upstream/port";
import type { z } from "zod";
import { type Send, readOne } from "./client";
import type { ClockSource, NameSource } from "./lookups";
import { toAssetRecord, toTicket } from "./map";
import { toMachineRecord } from "./map-machine";
import { toDeviceParts } from "./map-parts";
import { toChangeEvents, toWorkEvents } from "./map-talk";
import { type Listing, readAll } from "./paging";
import { DEVICE_ASSET_TYPE_ID } from "./quirks";
import { type PartsMemory, readMachineParts } from "./read-parts";
import { AssetWire, ChangeWire, MachineWire, TicketWire, WorkWire } from "./wire";

/** Shapes of the appliance's answers: what is asked for beyond the bare row. */
export const SHAPING = {
  ticket:
    "hd_ticket all,submitter limited,owner limited,asset limited,machine limited," +
    "priority limited,category limited,impact limited,status limited",
  machine: "machine all,machine_nics standard,machine_disks standard",
  asset: "asset all",
  user: "user all",
  // The queue itself stays limited: its full shape holds the passwords of its mailboxes.
  queue: "hd_queue limited,categories all,priorities all,statuses all,impacts all",
} as const;

/** The appliance's id of a ref, or `null` when the ref is none of its kind. Only digits ever reach a path. */
export function nativeIdOf(ref: Ref, entity: Entity): string | null {
  const parts = splitRef(ref);
  const isOurs = parts.source === "kace" && parts.entity === entity;
  return isOurs && /^\d{1,15}$/.test(parts.nativeId) ? parts.nativeId : null;
}

/** What all sessions of one appliance have learned of it. */
export interface Lookups {
  clocks: ClockSource;
  names: NameSource;
  parts: PartsMemory;
}

/** Reads single records with a session. */
export function createReader(send: Send, { clocks, names, parts }: Lookups): UpstreamReader {
  return {
    async touch(call) {
      await send("users.me", {}, call);
    },

    async readTicket(ref, call) {
      const id = nativeIdOf(ref, "ticket");
      if (id === null) return null;
      const query = { shaping: SHAPING.ticket };
      const wire = await readOne(send, { ...ONE.ticket, path: { id }, query }, call);
      if (!wire) return null;
      const [clock, known, changes, work] = await Promise.all([
        clocks.clock(send, call),
        names.names(["queues"], send, call),
        readPart(send, { ...PARTS.changes, path: { ticketID: id } }, call),
        readPart(send, { ...PARTS.work, path: { ticketID: id } }, call),
      ]);
      const events = [
        ...changes.flatMap((change) => toChangeEvents(change, clock)),
        ...work.flatMap((entry) => toWorkEvents(entry, clock)),
      ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
      return { ticket: toTicket(wire, known, clock), events };
    },

    async readDeviceRecord(ref, call) {
      const machineId = nativeIdOf(ref, "machine");
      if (machineId !== null) {
        const query = { shaping: SHAPING.machine };
        const machine = await readOne(
          send,
          { ...ONE.machine, path: { id: machineId }, query },
          call,
        );
        return machine && toMachineRecord(machine, await clocks.clock(send, call));
      }
      const assetId = nativeIdOf(ref, "asset");
      if (assetId === null) return null;
      const query = { shaping: SHAPING.asset };
      const asset = await readOne(send, { ...ONE.asset, path: { id: assetId }, query }, call);
      if (asset?.asset_type_id !== DEVICE_ASSET_TYPE_ID) return null;
      const known = await names.names(["assetStatuses", "locations"], send, call);
      return toAssetRecord(asset, known, await clocks.clock(send, call));
    },

    async readParts(ref, call) {
      const id = nativeIdOf(ref, "machine");
      if (id === null) return null;
      const found = await readMachineParts(send, { id, memory: parts }, call);
      return found && toDeviceParts(found.machine, found.untold, await clocks.clock(send, call));
    },

    // The appliance has no configuration items.
    readCi: () => Promise.resolve(null),
    readRelations: () => Promise.resolve([]),
  };
}

const ONE = {
  ticket: { operation: "tickets.read", shape: TicketWire },
  machine: { operation: "machines.read", shape: MachineWire },
  asset: { operation: "assets.read", shape: AssetWire },
} as const;

const PARTS = {
  changes: {
    operation: "tickets.changes",
    shape: ChangeWire,
    shaping: "hd_ticket_change all,attachments all,user limited",
  },
  work: { operation: "tickets.work", shape: WorkWire, shaping: "hd_work all,user limited" },
} as const;

/** A part of a ticket; none when the session may see the ticket but not this part of it. */
async function readPart<Shape extends z.ZodType<{ id: number }>>(
  send: Send,
  listing: Listing<Shape>,
  call: Call,
): Promise<z.infer<Shape>[]> {
  try {
    return await readAll(send, listing, call);
  } catch (error) {
    if (error instanceof UpstreamHttpError && [403, 404].includes(error.status)) return [];
    throw error;
  }
}
