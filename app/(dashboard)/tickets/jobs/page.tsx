import type { Metadata } from "next";
import { TicketJobsScreen } from "@/components/tickets/jobs/jobs-screen";
import { ticketJobsPageKey } from "@/lib/client/tickets/jobs/jobs-page-key";
import { TICKET_JOBS_PAGE } from "@/lib/contracts/ticket-job-fields";
import { ListTicketJobsQuery, ListTicketJobsResult } from "@/lib/contracts/ticket-jobs";
import { runtime } from "@/lib/server/runtime";
import { listJobs } from "@/lib/server/tickets/jobs/read-jobs";
import { readPage } from "../../_parts/page-number";
import { pageViewer } from "../../_parts/page-viewer";
import { Prefetched } from "../../_parts/prefetched";

export const metadata: Metadata = { title: "Jobs" };

type Asked = Record<string, string | string[] | undefined>;

/** What was given to many tickets at once. */
export default async function TicketJobsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const page = readPage((await searchParams)["page"]);
  const asker = { viewer: await pageViewer(), runtime: await runtime() };
  return (
    <Prefetched
      queries={[
        {
          queryKey: ticketJobsPageKey(page),
          queryFn: async () => {
            const window = { offset: page * TICKET_JOBS_PAGE, limit: TICKET_JOBS_PAGE };
            const query = ListTicketJobsQuery.parse(window);
            return ListTicketJobsResult.parse(await listJobs(asker, query));
          },
        },
      ]}
    >
      <TicketJobsScreen />
    </Prefetched>
  );
}
