import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { readListSearch, type PageSearch } from "@/components/grid/url-state";
import { PAGE_ROWS, pageKey } from "@/components/grid/windows";
import { TicketsScreen } from "@/components/tickets/tickets-screen";
import { PREFERENCE_COOKIES } from "@/components/ui/preference-values";
import { ticketKeys, ticketQueueKeys, withoutOrder } from "@/lib/client/keys";
import { QUEUE_START } from "@/lib/client/tickets/ticket-links";
import { groupingIn, inZone, underHeadings } from "@/lib/client/tickets/ticket-search";
import { ZONE_COOKIE, readZone } from "@/lib/client/zone-cookie";
import { TICKET_FILTER_NAMES, TICKET_SORT_FIELDS } from "@/lib/contracts/ticket-fields";
import { TicketQueuesResult } from "@/lib/contracts/ticket-views";
import { ListTicketsQuery, ListTicketsResult, TicketFacetsResult } from "@/lib/contracts/tickets";
import { runtime } from "@/lib/server/runtime";
import { listQueues } from "@/lib/server/tickets/list-queues";
import { countTickets, listTickets } from "@/lib/server/tickets/list-tickets";
import { pageViewer } from "../_parts/page-viewer";
import { Prefetched } from "../_parts/prefetched";

export const metadata: Metadata = { title: "Tickets" };

/** The queue, with its first rows in the page itself. Who asks for nothing in particular begins with what is open. */
export default async function TicketsPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  const asked = await searchParams;
  if (Object.keys(asked).length === 0) redirect(QUEUE_START);
  const viewer = await pageViewer();
  const asker = { viewer, runtime: await runtime() };
  const jar = await cookies();
  const zone = readZone(jar.get(ZONE_COOKIE)?.value);
  const by = groupingIn(jar.get(PREFERENCE_COOKIES.sidebarGrouping)?.value);
  const told = readListSearch(asked, {
    facets: TICKET_FILTER_NAMES,
    sortFields: TICKET_SORT_FIELDS,
  });
  const word = (name: string) => [asked[name]].flat()[0];
  const isBoard = word("shape") === "board";
  const headings = { group: isBoard ? undefined : word("group"), folded: word("folded") };
  const search = inZone(underHeadings(told, headings), zone);
  const filters = inZone(withoutOrder(told), zone);
  return (
    <Prefetched
      queries={[
        {
          queryKey: pageKey(ticketKeys.list(search), 0),
          queryFn: async () => {
            const query = ListTicketsQuery.parse({ ...search, limit: PAGE_ROWS });
            return ListTicketsResult.parse(await listTickets(asker, query));
          },
        },
        {
          queryKey: ticketKeys.facets(filters),
          queryFn: async () =>
            TicketFacetsResult.parse(await countTickets(asker, ListTicketsQuery.parse(filters))),
        },
        {
          queryKey: ticketQueueKeys.of({ zone, by }),
          queryFn: async () => TicketQueuesResult.parse(await listQueues(asker, { zone, by })),
        },
      ]}
    >
      <TicketsScreen zone={zone} />
    </Prefetched>
  );
}
