import "server-only";
import { PART_GROUPS, type PartGroup } from "@/lib/domain/device-parts";
import { log } from "@/lib/server/log";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { Call } from "@/lib/server/upstream/port";
import { type Send, readOne } from "./client";
import { PartsWire } from "./wire-parts";

/** Relations by group; the first word of each is what the appliance calls it in a shaping. */
const RELATIONS: Record<PartGroup, string> = {
  software: "software standard",
  programs: "process standard,ntservice standard,startupprogram standard",
  hardware: "machine_disks standard,machine_nics standard",
  security:
    "machine_bitlocker_volume standard,machine_drive_encryption_summary standard," +
    "machine_filevault_volume standard,machine_tpm standard,machine_mobile standard",
  patches: "kbsys.patch standard,patch_machine_status standard",
};

/** An appliance that refuses a relation is asked for it again after this: updates bring what was missing. */
const REFUSAL_LASTS_MS = 6 * 3_600_000;

/** Which groups an appliance refuses, and until when that is believed. */
export interface PartsMemory {
  refusedUntil: Map<PartGroup, number>;
  now: () => number;
}
export function createPartsMemory(now: () => number = Date.now): PartsMemory {
  return { refusedUntil: new Map(), now };
}

/** A machine with its relations, and the groups that were not told. */
export interface MachineParts {
  machine: PartsWire;
  untold: PartGroup[];
}

interface Wanted {
  /** The machine's native id. */
  id: string;
  memory: PartsMemory;
}

/**
 * Reads a machine with all its parts in one request; `null` when the session does not see it. Recorded: an unknown
 * relation fails the whole request with a 500. Then each group is asked for by itself, and those that fail while
 * others answer are left out for some hours.
 */
export async function readMachineParts(
  send: Send,
  { id, memory }: Wanted,
  call: Call,
): Promise<MachineParts | null> {
  const refused = (group: PartGroup) => (memory.refusedUntil.get(group) ?? 0) > memory.now();
  const groups = PART_GROUPS.filter((group) => !refused(group));
  const untold = PART_GROUPS.filter(refused);
  try {
    const machine = await readGroups(send, { id, groups }, call);
    return machine && { machine, untold };
  } catch (error) {
    if (!mayBeRelation(error)) throw error;
    const found = await readOneByOne(send, { id, memory, groups }, call);
    if (found === null) throw error;
    return { machine: found.machine, untold: [...untold, ...found.failed] };
  }
}

/** Which statuses an appliance gives for a shaping that it cannot serve. */
function mayBeRelation(error: unknown): boolean {
  return error instanceof UpstreamHttpError && [400, 500].includes(error.status);
}

function readGroups(
  send: Send,
  { id, groups }: { id: string; groups: readonly PartGroup[] },
  call: Call,
): Promise<PartsWire | null> {
  const shaping = ["machine all", ...groups.map((group) => RELATIONS[group])].join(",");
  const reading = { operation: "machines.read", shape: PartsWire, path: { id } } as const;
  return readOne(send, { ...reading, query: { shaping } }, call);
}

/** `null` when nothing could be read at all: then it was no relation that failed. */
async function readOneByOne(
  send: Send,
  { id, memory, groups }: Wanted & { groups: readonly PartGroup[] },
  call: Call,
): Promise<{ machine: PartsWire; failed: PartGroup[] } | null> {
  const told: PartsWire[] = [];
  const failed: PartGroup[] = [];
  for (const group of groups) {
    try {
      const part = await readGroups(send, { id, groups: [group] }, call);
      if (part) told.push(part);
    } catch (error) {
      if (!mayBeRelation(error)) throw error;
      failed.push(group);
    }
  }
  const machine = told.reduce<PartsWire | null>(
    (whole, part) => (whole === null ? part : mergeTold(whole, part)),
    null,
  );
  if (machine === null) return null;
  for (const group of failed) memory.refusedUntil.set(group, memory.now() + REFUSAL_LASTS_MS);
  log.warn({ source: "kace", failed }, "the appliance refuses some parts of machines");
  return { machine, failed };
}

/** What `whole` does not tell, `part` does. */
function mergeTold(whole: PartsWire, part: PartsWire): PartsWire {
  const isTold = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== null);
  const told = Object.entries(part).filter(([, value]) => isTold(value));
  return PartsWire.parse({ ...whole, ...Object.fromEntries(told) });
}
