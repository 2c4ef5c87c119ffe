import type { LiveEvent } from "@/lib/contracts/account";
import {
  ciKeys,
  connectionKeys,
  deviceKeys,
  draftKeys,
  healthKeys,
  homeKeys,
  inventoryKeys,
  presenceKeys,
  searchKeys,
  teamKeys,
  ticketJobKeys,
  ticketKeys,
  ticketQueueKeys,
  walkKeys,
  wallKeys,
  runKeys,
} from "./keys";

type Key = readonly unknown[];

const TICKETS = [ticketKeys.all, homeKeys.all, teamKeys.all, wallKeys.all];
const DEVICES = [deviceKeys.all, homeKeys.all, teamKeys.all, wallKeys.all];
const CIS = [ciKeys.all];
const EVERYTHING = [
  ...TICKETS,
  draftKeys.all,
  presenceKeys.all,
  deviceKeys.all,
  runKeys.all,
  ticketJobKeys.all,
  walkKeys.all,
  ciKeys.all,
  inventoryKeys.all,
  searchKeys.all,
  healthKeys.all,
  // Not what its add-ons are: only people change those, and looking costs SysAid a request.
  connectionKeys.list(),
];

const KEYS_BY_ENTITY: Readonly<Record<string, readonly Key[]>> = {
  ticket: TICKETS,
  record: TICKETS,
  queue: TICKETS,
  ticketview: [ticketQueueKeys.all],
  machine: DEVICES,
  asset: DEVICES,
  device: DEVICES,
  node: DEVICES,
  software: [deviceKeys.all, inventoryKeys.all],
  inventory: [inventoryKeys.all],
  license: [inventoryKeys.all],
  ci: CIS,
  relation: CIS,
  user: [teamKeys.all],
  person: [teamKeys.all],
  run: [runKeys.all],
  ticketjob: [ticketJobKeys.all],
  walk: [walkKeys.all],
  draft: [draftKeys.all],
  presence: [presenceKeys.all],
};

/** The event that a line of the stream spells, or `null` for anything that is none. */
export function parseLiveEvent(text: string): LiveEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
  return isLiveEvent(value) ? value : null;
}

function isLiveEvent(value: unknown): value is LiveEvent {
  if (typeof value !== "object" || value === null || !("type" in value)) return false;
  if (value.type === "sync") return true;
  if (!("entity" in value) || typeof value.entity !== "string") return false;
  if (value.type === "bulk") return "count" in value && typeof value.count === "number";
  return value.type === "changed" && "refs" in value && Array.isArray(value.refs);
}

/**
 * Which parts of the query cache an event makes old. An entity that no row names makes everything old, and
 * so does "sync": changes may have been missed, or a source went or came back, which every answer tells.
 */
export function keysFor(event: LiveEvent): readonly Key[] {
  if (event.type === "sync") return EVERYTHING;
  const name = event.entity.toLowerCase();
  // Who looks at which ticket changes all day; only a page that shows that ticket has to ask.
  if (name === "presence" && event.type === "changed") return event.refs.map(presenceKeys.of);
  return KEYS_BY_ENTITY[name] ?? KEYS_BY_ENTITY[name.replace(/s$/, "")] ?? EVERYTHING;
}

/** Everything that a pause in the stream may have missed. */
export const keysAfterPause: readonly Key[] = EVERYTHING;

/** How long to wait before the n-th reconnection (from 0): doubles from one second to half a minute, half of it random. */
export function reconnectDelayMs(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(30_000, 1000 * 2 ** Math.min(attempt, 10));
  return ceiling / 2 + random() * (ceiling / 2);
}
