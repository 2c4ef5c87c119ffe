import "server-only";
import type {
  ListTicketsQuery,
  ListTicketsResult,
  TicketFacetsResult,
  TicketLook,
} from "@/lib/contracts/tickets";
import { conditionsIn } from "@/lib/domain/conditions";
import { calendarOf, namedCalendars } from "@/lib/domain/sla/calendar-setting";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import { readCalendars } from "@/lib/server/store/calendars-repo";
import { readDueHorizon } from "@/lib/server/store/read/due-horizon";
import { ticketFacets } from "@/lib/server/store/read/ticket-facets";
import type { TicketFilter } from "@/lib/server/store/read/ticket-filters";
import { listGroupedTickets } from "@/lib/server/store/read/ticket-groups";
import { newestPerSource } from "@/lib/server/store/read/ticket-queues";
import * as store from "@/lib/server/store/read/tickets";
import { readSince } from "./looks";

const HOUR = "dueWithinHour";

type Asker = Pick<Actor, "runtime" | "viewer">;

/** One window of the tickets that the viewer sees, with the true total. */
export async function listTickets(
  asker: Asker,
  query: ListTicketsQuery,
): Promise<ListTicketsResult> {
  const { runtime, viewer } = asker;
  const filter = await withMeaning(asker, query);
  // Before the rows: what is noted as the newest must be among them.
  const look = isAllThatIsNew(query) ? await readLook(asker, filter) : undefined;
  const [page, sources, setting] = await Promise.all([
    readPage(asker, filter),
    readSourceStatesFor(runtime, viewer),
    readCalendars(runtime.store.db),
  ]);
  return {
    ...page,
    rows: page.rows.map((row) => ({ ...row, calendar: calendarOf(setting, row).key })),
    sources,
    calendars: namedCalendars(setting),
    ...(look === undefined ? {} : { look }),
  };
}

/** Headings are told once, with the first window: the rows of all others stand where those say. */
async function readPage({ runtime, viewer }: Asker, filter: ListTicketsQuery & TicketFilter) {
  const { group, ...rest } = filter;
  const { db } = runtime.store;
  const visibility = visibilityOf(viewer);
  if (group === undefined) return store.listTickets(db, visibility, rest);
  const { groups, ...page } = await listGroupedTickets(db, visibility, { ...rest, group });
  return rest.offset === 0 ? { ...page, groups } : page;
}

/** How many tickets stand behind each value of each filter. */
export async function countTickets(
  asker: Asker,
  query: ListTicketsQuery,
): Promise<TicketFacetsResult> {
  const { runtime, viewer } = asker;
  const filter = await withMeaning(asker, query);
  const [facets, sources] = await Promise.all([
    ticketFacets(runtime.store.db, visibilityOf(viewer), filter),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { facets, sources };
}

/** A question with what "new" means to the viewer, and "within the hour" by the calendars. */
async function withMeaning<Query extends ListTicketsQuery>(
  { runtime, viewer }: Asker,
  query: Query,
): Promise<Query & Pick<TicketFilter, "since" | "horizon">> {
  const { db } = runtime.store;
  const [since, horizon] = await Promise.all([
    query.flag?.includes("newSince") ? readSince(db, viewer) : undefined,
    asksForHour(query) ? readDueHorizon(db, new Date().toISOString()) : undefined,
  ]);
  return { ...query, since, horizon };
}

function asksForHour({ flag = [], where }: Pick<ListTicketsQuery, "flag" | "where">): boolean {
  const asked = where === undefined ? [] : conditionsIn(where);
  const isAsked = asked.some(({ column, values }) => column === "flag" && values.includes(HOUR));
  return isAsked || flag.includes(HOUR);
}

/** Whether nothing narrows what is new: who saw a part of it has not seen the rest. */
function isAllThatIsNew({
  limit: _l,
  offset: _o,
  sort: _s,
  zone: _z,
  group: _g,
  folded: _f,
  ...filters
}: ListTicketsQuery) {
  const told = Object.entries(filters).filter(([, value]) => value !== undefined && value !== "");
  return told.length === 1 && filters.flag?.join() === "newSince";
}

async function readLook({ runtime, viewer }: Asker, filter: TicketFilter): Promise<TicketLook> {
  const newest = await newestPerSource(runtime.store.db, visibilityOf(viewer), filter);
  const both = (moments: NonNullable<TicketFilter["since"]>) => ({
    kace: moments.kace ?? null,
    sysaid: moments.sysaid ?? null,
  });
  return { since: both(filter.since ?? {}), newest: both(newest) };
}
