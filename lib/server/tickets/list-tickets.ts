import "server-only";
import type {
  ListTicketsQuery,
  ListTicketsResult,
  TicketFacetsResult,
} from "@/lib/contracts/tickets";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import { ticketFacets } from "@/lib/server/store/read/ticket-facets";
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

/** How many tickets stand behind each value of each filter. */
export async function countTickets(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  query: ListTicketsQuery,
): Promise<TicketFacetsResult> {
  const [facets, sources] = await Promise.all([
    ticketFacets(runtime.store.db, visibilityOf(viewer), query),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { facets, sources };
}
