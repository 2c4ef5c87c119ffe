import "server-only";
import { TICKET_VIEW_FLAGS } from "@/lib/contracts/ticket-fields";
import type {
  ListTicketsQuery,
  ListTicketsResult,
  TicketFacetsResult,
} from "@/lib/contracts/tickets";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import { countByFlags, ticketFacets } from "@/lib/server/store/read/ticket-facets";
import * as store from "@/lib/server/store/read/tickets";

/** One window of the tickets that the viewer sees, with the true total. */
export async function listTickets(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  query: ListTicketsQuery,
): Promise<ListTicketsResult> {
  const [page, sources] = await Promise.all([
    store.listTickets(runtime.store.db, visibilityOf(viewer), query),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { ...page, sources };
}

/** How many tickets stand behind each value of each filter, and behind each ready-made view. */
export async function countTickets(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  query: ListTicketsQuery,
): Promise<TicketFacetsResult> {
  const { db } = runtime.store;
  const visibility = visibilityOf(viewer);
  const [facets, view, sources] = await Promise.all([
    ticketFacets(db, visibility, query),
    countByFlags(db, visibility, query, { sets: TICKET_VIEW_FLAGS }),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { facets: { ...facets, view }, sources };
}
