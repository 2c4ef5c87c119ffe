import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { TimelineKind } from "@/lib/domain/device-timeline";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { Db } from "../db";
import type { AuditOutcome } from "../schema/app-tables";
import type { HistoryKind } from "../schema/index-tables";
import type { JobRowState } from "@/lib/domain/job";
import type { VisibleDevice } from "./visible-device";
import { texts, ticketsInSight, type Sight } from "./visibility";

// Everything that happened to a device, out of five tables, each read by an index and cut to one page before they
// are laid together. What tells of a source only comes where the viewer sees that source's part of the device.

/** A place in the timeline: everything before it is older, or as old with a smaller key. */
export interface TimelinePlace {
  /** ISO, to the millisecond. */
  at: string;
  key: string;
}

interface Happening {
  at: string;
  /** Unique among the lines of one device, and the order of those of one moment. */
  key: string;
  source: Source | null;
  ref: Ref;
}

/** One line, by kind. */
export type StoredHappening = Happening &
  (
    | {
        kind: "change" | "ci";
        what: HistoryKind;
        name: string | null;
        fields: Record<string, [unknown, unknown]>;
      }
    | {
        kind: "ticket";
        what: "opened" | "closed";
        number: string;
        title: string;
        who: string | null;
      }
    | {
        kind: "run";
        runId: string;
        runKind: string;
        title: string;
        state: JobRowState;
        message: string | null;
        who: string;
      }
    | {
        kind: "join";
        verdict: "same" | "different";
        other: Ref;
        otherName: string | null;
        reason: string;
        who: string;
      }
    | { kind: "write"; operation: string; outcome: AuditOutcome; who: string }
  );

interface Question {
  kinds: readonly TimelineKind[];
  before: TimelinePlace | null;
  limit: number;
}

/** Lines of one moment beyond a page, so that a page's last moment is whole. */
const SPARE = 60;

/** One page of what happened, newest first. */
export async function readTimeline(
  db: Db,
  device: VisibleDevice,
  { kinds, before, limit }: Question,
): Promise<StoredHappening[]> {
  const parts = kinds.map((kind) => READERS[kind](db, device, { before, rows: limit + SPARE }));
  const all = (await Promise.all(parts)).flat();
  return all
    .filter((one) => before === null || isBefore(one, before))
    .sort((a, b) => (isBefore(a, b) ? 1 : -1))
    .slice(0, limit);
}

function isBefore(a: TimelinePlace, b: TimelinePlace): boolean {
  return a.at < b.at || (a.at === b.at && a.key < b.key);
}

interface Cut {
  before: TimelinePlace | null;
  rows: number;
}
type Reader = (db: Db, device: VisibleDevice, cut: Cut) => Promise<StoredHappening[]>;

const READERS: Record<TimelineKind, Reader> = {
  change: readChanges,
  ci: readCiChanges,
  ticket: readTicketMoves,
  run: readRuns,
  join: readJoins,
  write: readWrites,
};

/** Up to the end of the cut's millisecond: moments are kept finer than they are told. */
function upTo(column: SQL, { before }: Cut): SQL {
  if (before === null) return sql`true`;
  return sql`${column} < ${before.at}::timestamptz + interval '1 millisecond'`;
}

const toMs = (text: string) => new Date(text).toISOString();
const refsOf = ({ records }: VisibleDevice) => records.map(({ ref }) => ref);
const seesAll = (sight: Sight) => SOURCES.filter((source) => sight[source] === "all");

/** The records of those sources that the viewer sees all of: what people did with one is told of these alone. */
function fullySeenRefsOf(device: VisibleDevice): Ref[] {
  const sources = seesAll(device.sight);
  return refsOf(device).filter((ref) => sources.includes(splitRef(ref).source));
}

interface HistoryRow extends Record<string, unknown> {
  id: string;
  at: string;
  source: Source;
  ref: Ref;
  what: HistoryKind;
  name: string | null;
  fields: Record<string, [unknown, unknown]>;
}

async function readHistoryOf(
  db: Db,
  refs: readonly Ref[],
  entity: "device" | "ci",
  cut: Cut,
): Promise<StoredHappening[]> {
  if (refs.length === 0) return [];
  const name =
    entity === "ci"
      ? sql`(select c.name from cis c where c.ref = h.ref)`
      : sql`(select d.name from device_records d where d.ref = h.ref)`;
  const found = await db.execute<HistoryRow>(sql`
    select h.id::text as id, to_char(h.at at time zone 'UTC', ${ISO}) as at, h.source, h.ref, h.what,
      ${name} as name, h.fields
    from history h where h.ref = any(${texts(refs)}) and h.entity = ${entity} and ${upTo(sql`h.at`, cut)}
    order by h.at desc, h.id desc limit ${cut.rows}`);
  const kind = entity === "ci" ? "ci" : "change";
  return found.rows.map(({ id, at, ...row }) => ({
    ...row,
    kind,
    at: toMs(at),
    key: `history:${id.padStart(12, "0")}`,
  }));
}

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

function readChanges(db: Db, device: VisibleDevice, cut: Cut): Promise<StoredHappening[]> {
  return readHistoryOf(db, refsOf(device), "device", cut);
}

/** Of the CIs among the records: that one sees those was found out with the device. */
function readCiChanges(db: Db, device: VisibleDevice, cut: Cut): Promise<StoredHappening[]> {
  const cis = refsOf(device).filter((ref) => splitRef(ref).entity === "ci");
  return readHistoryOf(db, cis, "ci", cut);
}

interface TicketMove extends Record<string, unknown> {
  ref: Ref;
  source: Source;
  number: string;
  title: string;
  at: string;
  who: string | null;
}

async function readTicketMoves(
  db: Db,
  device: VisibleDevice,
  cut: Cut,
): Promise<StoredHappening[]> {
  const { sight, deviceId } = device;
  const about =
    deviceId === null
      ? sql`t.device_record_ref = any(${texts(refsOf(device))})`
      : sql`t.device_id = ${deviceId}`;
  const sources = [...new Set(device.records.map(({ source }) => source))];
  const select = (moment: SQL, who: SQL, more: SQL) =>
    db.execute<TicketMove>(sql`
      select t.ref, t.source, t.number, t.title, ${who} as who,
        to_char(${moment} at time zone 'UTC', ${ISO}) as at
      from tickets t where ${about} and t.removed_at is null and ${more} and ${ticketsInSight(sight)}
        and t.source = any(${texts(sources)}) and ${upTo(moment, cut)}
      order by ${moment} desc limit ${cut.rows}`);
  const closing = sql`coalesce(t.closed_at, t.updated_at)`;
  const [opened, closed] = await Promise.all([
    select(sql`t.created_at`, sql`t.requester_name`, sql`true`),
    select(closing, sql`t.assignee_name`, sql`t.status_kind = 'closed'`),
  ]);
  const told = (rows: TicketMove[], what: "opened" | "closed") =>
    rows.map(({ at, ...row }) => ({
      ...row,
      kind: "ticket" as const,
      what,
      at: toMs(at),
      key: `ticket:${what}:${row.ref}`,
    }));
  return [...told(opened.rows, "opened"), ...told(closed.rows, "closed")];
}

/** Runs stand for those who see all of KACE, as the list of runs does. */
async function readRuns(db: Db, device: VisibleDevice, cut: Cut): Promise<StoredHappening[]> {
  const refs = fullySeenRefsOf(device);
  if (refs.length === 0) return [];
  const found = await db.execute<{
    ref: Ref;
    at: string;
    runId: string;
    runKind: string;
    title: string;
    state: JobRowState;
    message: string | null;
    who: string;
  }>(sql`
    select g.record_ref as ref, to_char(g.at at time zone 'UTC', ${ISO}) as at, r.id as "runId",
      r.kind as "runKind", r.title, g.state, g.message, r.started_by as who
    from run_targets g join runs r on r.id = g.run_id
    where g.record_ref = any(${texts(refs)}) and ${upTo(sql`g.at`, cut)}
    order by g.at desc limit ${cut.rows}`);
  return found.rows.map(({ at, ...row }) => ({
    ...row,
    kind: "run" as const,
    at: toMs(at),
    key: `run:${row.runId}:${row.ref}`,
    source: splitRef(row.ref).source,
  }));
}

/** What people decided about two records; only for those who see all of both their systems. */
async function readJoins(db: Db, device: VisibleDevice, cut: Cut): Promise<StoredHappening[]> {
  const sources = seesAll(device.sight);
  const refs = fullySeenRefsOf(device);
  if (refs.length === 0) return [];
  const found = await db.execute<{
    a: Ref;
    b: Ref;
    nameA: string | null;
    nameB: string | null;
    at: string;
    verdict: "same" | "different";
    reason: string;
    who: string;
  }>(sql`
    select m.record_a as a, m.record_b as b, m.verdict, m.reason, m.decided_by as who,
      to_char(m.decided_at at time zone 'UTC', ${ISO}) as at,
      (select name from device_records d where d.ref = m.record_a) as "nameA",
      (select name from device_records d where d.ref = m.record_b) as "nameB"
    from match_decisions m
    where (m.record_a = any(${texts(refs)}) or m.record_b = any(${texts(refs)}))
      and split_part(m.record_a, ':', 1) = any(${texts(sources)})
      and split_part(m.record_b, ':', 1) = any(${texts(sources)}) and ${upTo(sql`m.decided_at`, cut)}
    order by m.decided_at desc limit ${cut.rows}`);
  return found.rows.map(({ a, b, nameA, nameB, at, verdict, reason, who }) => {
    const isA = refs.includes(a);
    return {
      kind: "join" as const,
      at: toMs(at),
      key: `join:${a}:${b}`,
      source: null,
      ref: isA ? a : b,
      other: isA ? b : a,
      otherName: isA ? nameB : nameA,
      verdict,
      reason,
      who,
    };
  });
}

/** Acts of a run, by the names that the audit has for them. */
const RUN_OPERATIONS = [
  "devices.startRun",
  "devices.forceInventory",
  "devices.runScript",
  "devices.addToInstall",
  "devices.removeFromInstall",
  "devices.archive",
  "devices.cancelArchive",
];

/** Writes through Sightline. Who did what stands for those who see all of the source; runs have lines of their own. */
async function readWrites(db: Db, device: VisibleDevice, cut: Cut): Promise<StoredHappening[]> {
  const refs = fullySeenRefsOf(device);
  if (refs.length === 0) return [];
  const found = await db.execute<{
    id: string;
    at: string;
    ref: Ref;
    operation: string;
    outcome: AuditOutcome;
    who: string;
  }>(sql`
    select a.id::text as id, to_char(a.at at time zone 'UTC', ${ISO}) as at, a.target as ref, a.operation,
      a.outcome, a.who
    from audit a where a.target = any(${texts(refs)}) and a.operation <> all(${texts(RUN_OPERATIONS)}) and ${upTo(sql`a.at`, cut)}
    order by a.at desc limit ${cut.rows}`);
  return found.rows.map(({ id, at, ...row }) => ({
    ...row,
    kind: "write" as const,
    at: toMs(at),
    key: `write:${id.padStart(12, "0")}`,
    source: splitRef(row.ref).source,
  }));
}
