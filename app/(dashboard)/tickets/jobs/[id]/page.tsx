import type { Metadata } from "next";
import { TicketJobScreen } from "@/components/tickets/jobs/job-screen";
import { ticketJobRowsKey } from "@/lib/client/tickets/jobs/jobs-page-key";
import { TICKET_JOB_ROWS_PAGE } from "@/lib/contracts/ticket-job-fields";
import { TicketJobQuery, TicketJobResult } from "@/lib/contracts/ticket-jobs";
import { runtime } from "@/lib/server/runtime";
import { readJobWithRows } from "@/lib/server/tickets/jobs/read-jobs";
import { readPage } from "../../../_parts/page-number";
import { pageViewer } from "../../../_parts/page-viewer";
import { Prefetched } from "../../../_parts/prefetched";

export const metadata: Metadata = { title: "Job" };

type Asked = Record<string, string | string[] | undefined>;

/** One job over tickets, with what came of each. */
export default async function TicketJobPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<Asked>;
}) {
  const { id } = await params;
  const asked = await searchParams;
  const asker = { viewer: await pageViewer(), runtime: await runtime() };
  const page = readPage(asked["page"]);
  const window = { offset: page * TICKET_JOB_ROWS_PAGE, limit: TICKET_JOB_ROWS_PAGE };
  const told = TicketJobQuery.safeParse({ ...window, rows: asked["rows"] });
  const query = told.success ? told.data : TicketJobQuery.parse(window);
  return (
    <Prefetched
      queries={[
        {
          queryKey: ticketJobRowsKey(id, query.rows ?? null, page),
          queryFn: async () => TicketJobResult.parse(await readJobWithRows(asker, id, query)),
        },
      ]}
    >
      <TicketJobScreen key={id} id={id} />
    </Prefetched>
  );
}
