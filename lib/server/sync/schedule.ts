import "server-only";
import type { CiClass } from "@/lib/domain/ci";
import type { Source } from "@/lib/domain/source";
import type { SyncEntity } from "../upstream/port";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How often one list of one source is read. */
export interface Rhythm {
  source: Source;
  entity: SyncEntity;
  /** The first fill goes wave by wave within a source; lists of one wave are read side by side. */
  wave: number;
  /** Rest between two readings of what changed; `null` where only whole readings are worth it. */
  deltaMs: number | null;
  /** From one whole reading to the next, which is what finds removals. */
  sweepMs: number;
  /** What people work with is whole without this list: a source that refuses it is neither unfilled nor stale. */
  isExtra?: true;
}

/** Lists of the inventory that come last, with the hours from one reading to the next, and their wave. */
const EXTRAS: readonly (readonly [SyncEntity, hours: number, wave: number])[] = [
  ["assetTypes", 6, 3],
  ["licenses", 2, 3],
  ["operatingSystems", 6, 3],
  ["scripts", 1, 3],
  ["nodes", 2, 3],
  ["managedInstalls", 2, 3],
  ["services", 12, 3],
  ["startupPrograms", 12, 3],
  ["processes", 12, 3],
  ["softwareUse", 12, 4],
];

// People and queues first: tickets and devices are shown with their names, and a viewer's rights come
// from them. Then what people work with, both systems side by side. Then what hangs on it.
// Tickets: a colleague's answer should be on the screen before one has asked for it. KACE allows it,
// and at SysAid 3 requests a minute are 15 of the 1,000 in five minutes.
// Machines: an agent checks in every few hours; two minutes show a new machine while it is set up.
// SysAid assets and CIs: no changed-since and no sort exist, so they are read whole, 500 a request.
// Software titles: a long list that nobody waits for.
export const RHYTHMS: readonly Rhythm[] = [
  { source: "kace", entity: "queues", wave: 0, deltaMs: null, sweepMs: HOUR },
  { source: "kace", entity: "accounts", wave: 0, deltaMs: null, sweepMs: HOUR },
  { source: "kace", entity: "tickets", wave: 1, deltaMs: 20 * SECOND, sweepMs: 6 * HOUR },
  { source: "kace", entity: "machines", wave: 1, deltaMs: 2 * MINUTE, sweepMs: 6 * HOUR },
  { source: "kace", entity: "assets", wave: 1, deltaMs: 5 * MINUTE, sweepMs: 6 * HOUR },
  { source: "kace", entity: "software", wave: 2, deltaMs: null, sweepMs: 12 * HOUR },
  { source: "sysaid", entity: "queues", wave: 0, deltaMs: null, sweepMs: HOUR },
  { source: "sysaid", entity: "accounts", wave: 0, deltaMs: null, sweepMs: HOUR },
  { source: "sysaid", entity: "tickets", wave: 1, deltaMs: 20 * SECOND, sweepMs: 6 * HOUR },
  { source: "sysaid", entity: "assets", wave: 1, deltaMs: null, sweepMs: 30 * MINUTE },
  { source: "sysaid", entity: "cis", wave: 2, deltaMs: null, sweepMs: 2 * HOUR },
  { source: "sysaid", entity: "relationTypes", wave: 2, deltaMs: null, sweepMs: 12 * HOUR },
  { source: "sysaid", entity: "software", wave: 2, deltaMs: null, sweepMs: 12 * HOUR },
  ...EXTRAS.map(([entity, hours, wave]): Rhythm => ({
    source: "kace",
    entity,
    wave,
    deltaMs: null,
    sweepMs: hours * HOUR,
    isExtra: true,
  })),
];

/** Read again this much before the last known change: clocks differ and commits come late. */
export const DELTA_OVERLAP_MS = 5 * MINUTE;
/** After a sweep that was not believed, look again sooner than usual. */
export const SUSPECT_SWEEP_MS = 15 * MINUTE;

/** What costs a request per record and is therefore read in the background. */
export const BACKGROUND_TASKS = ["conversations", "relations", "parts"] as const;
export type BackgroundTask = (typeof BACKGROUND_TASKS)[number];

/** SysAid sends a record's conversation only with the whole form, and its limit is needed for relations: on demand there. */
export const BACKGROUND: readonly { source: Source; task: BackgroundTask }[] = [
  { source: "kace", task: "conversations" },
  { source: "kace", task: "parts" },
  { source: "sysaid", task: "relations" },
];

/** Relations are crawled in this order: what many depend on first, desktops last. */
export const CRAWL_ORDER: readonly CiClass[] = [
  "service",
  "application",
  "database",
  "server",
  "network",
  "site",
  "other",
  "workstation",
  "person",
];
