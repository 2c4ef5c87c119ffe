import "server-only";
import { z } from "zod";
import type { Ticket } from "@/lib/domain/ticket";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { Call, Page, SyncReader } from "@/lib/server/upstream/port";
import { ARCHIVE_FIELDS, TICKET_FIELDS } from "./fields";
import { flagOf, numberOf } from "./item";
import type { Knowledge } from "./knowledge";
import { toTicket } from "./map";
import { parseOffsetCursor, readOffsetPage } from "./paging";
import type { ListQuery } from "./query";
import type { Caller } from "./session";
import { withApprovers } from "./tickets/action-items";
import { type WireRecord, parseCount, parseRecords } from "./wire";

// A full reading goes from the newest record to the oldest: what people work on comes first, and a record
// that is made meanwhile moves the others back, so that one may come twice but none is missed.
// Archived records are left out unless `archive=1` is sent, which on some servers adds them to the others and on some
// asks for them alone; one request finds out which, and the reading then has one part or two.

const PARTS = ["all", "live", "archived"] as const;
type Part = (typeof PARTS)[number];

const SweepCursor = z.object({
  part: z.enum(PARTS),
  total: z.number().nullable(),
  read: z.number(),
  at: z.unknown(),
});
type SweepCursor = z.infer<typeof SweepCursor>;

/** The reader of service records of every type, templates left out. */
export function createTicketReader(caller: Caller, knowledge: Knowledge): SyncReader<"tickets"> {
  const list = async (query: ListQuery, call: Call): Promise<WireRecord[]> => {
    const input = { query: { fields: TICKET_FIELDS, type: "all", ...query } as const };
    const records = parseRecords(await caller.send("sr.list", input, call), "sr.list");
    knowledge.learnStatuses(records);
    return records;
  };
  const toTickets = (records: readonly WireRecord[], call: Call): Promise<Ticket[]> => {
    const tickets = records
      .map((record) => toTicket(record, knowledge.statusClasses))
      .filter((ticket) => ticket !== null);
    return withApprovers(caller, knowledge, tickets, call);
  };

  return {
    entity: "tickets",
    async readPage(cursor, call) {
      const parsed = SweepCursor.safeParse(cursor);
      const at = parsed.success ? parsed.data : await startSweep(caller, call);
      const archived = at.part !== "live";
      const { rows, next } = await readOffsetPage({
        operation: "sr.list",
        cursor: parseOffsetCursor(at.at),
        lengths: knowledge.lengths,
        fetch: (page) => list({ archived, sort: "id", dir: "desc", ...page }, call),
      });
      return toSweepPage(await toTickets(rows, call), at, next);
    },
    async readChangedSince(since, cursor, call) {
      const from = Date.parse(since);
      const { rows, next } = await readOffsetPage({
        operation: "sr.list",
        cursor: parseOffsetCursor(cursor),
        lengths: knowledge.lengths,
        fetch: (page) =>
          list(
            {
              filters: [{ key: "update_time", from, to: null }],
              sort: "update_time",
              dir: "desc",
              ...page,
            },
            call,
          ),
      });
      return toDeltaPage(rows, from, next, (changed) => toTickets(changed, call));
    },
  };
}

function toSweepPage(
  rows: Ticket[],
  at: SweepCursor,
  next: z.infer<typeof SweepCursor>["at"],
): Page<Ticket> {
  const read = at.read + rows.length;
  // A count that the rows have passed was a count of something else.
  const total = at.total !== null && at.total >= read ? at.total : null;
  if (next !== null) return { done: false, rows, total, cursor: { ...at, total, read, at: next } };
  if (at.part !== "live") return { done: true, rows, total };
  return { done: false, rows, total, cursor: { part: "archived", total, read, at: null } };
}

/**
 * Newest change first. Whether a server knows the filter on `update_time` is told nowhere, and one that does
 * not sends everything: so what is older is dropped here, and where it begins the reading ends.
 */
async function toDeltaPage(
  records: readonly WireRecord[],
  from: number,
  next: z.infer<typeof SweepCursor>["at"],
  toTickets: (records: readonly WireRecord[]) => Promise<Ticket[]>,
): Promise<Page<Ticket>> {
  const times = records.map((record) => numberOf(record, "update_time"));
  const changed = records.filter((_, index) => (times[index] ?? from) >= from);
  const isSorted = times.every((time, i) => i === 0 || (time ?? 0) <= (times[i - 1] ?? Infinity));
  const isPast = isSorted && changed.length < records.length;
  const rows = await toTickets(changed);
  const cursor = parseOffsetCursor(next);
  if (next === null || isPast) return { done: true, rows, total: null };
  return { done: false, rows, total: null, cursor };
}

async function startSweep(caller: Caller, call: Call): Promise<SweepCursor> {
  const query = {
    fields: ARCHIVE_FIELDS,
    type: "all",
    archived: true,
    sort: "update_time",
    dir: "desc",
    limit: 1,
  } as const;
  const [newest] = parseRecords(await caller.send("sr.list", { query }, call), "sr.list");
  // The latest change of all is hardly one of an archived record.
  const addsArchived = newest !== undefined && flagOf(newest, "archive") === false;
  const part: Part = addsArchived ? "all" : "live";
  const counts = await Promise.all(
    (addsArchived ? [true] : [false, true]).map((archived) => count(caller, archived, call)),
  );
  const total = counts.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
  return { part, total, read: 0, at: null };
}

/** For the progress shown to people; a reading goes on without it. */
async function count(caller: Caller, archived: boolean, call: Call): Promise<number | null> {
  try {
    return parseCount(await caller.send("sr.count", { query: { type: "all", archived } }, call));
  } catch (error) {
    if (error instanceof UpstreamHttpError && error.status < 500 && error.status !== 429)
      return null;
    throw error;
  }
}
