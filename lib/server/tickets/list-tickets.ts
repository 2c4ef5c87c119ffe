import "server-only";
import type {
  ListTicketsQuery,
  ListTicketsResult,
  TicketFacetsResult,
  TicketLook,
} from "@/lib/contracts/tickets";
import { calendarOf, namedCalendars } from "@/lib/domain/sla/calendar-setting";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import { readCalendars } from "@/lib/server/store/calendars-repo";
import { readDueHorizon } from "@/lib/server/store/read/due-horizon";
import { ticketFacets } from "@/lib/server/store/read/ticket-facets";
import type { TicketFilter } from "@/lib/server/store/read/ticket-filters";
import { newestPerSource } from "@/lib/server/store/read/ticket-queues";
import * as store from "@/lib/server/store/read/tickets";
import { readSince } from "./looks";

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
    store.listTickets(runtime.store.db, visibilityOf(viewer), filter),
    readSourceStatesFor(runtime, viewer),
    readCalendars(runtime.store.db),
  ]);
  return {
    rows: page.rows.map((row) => ({ ...row, calendar: calendarOf(setting, row).key })),
    total: page.total,
    sources,
    calendars: namedCalendars(setting),
    ...(look === undefined ? {} : { look }),
  };
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
    query.flag?.includes("dueWithinHour")
      ? readDueHorizon(db, new Date().toISOString())
      : undefined,
  ]);
  return { ...query, since, horizon };
}

/** Whether nothing narrows what is new: who saw a part of it has not seen the rest. */
function isAllThatIsNew({
  limit: _l,
  offset: _o,
  sort: _s,
  zone: _z,
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
