import type { Metadata } from "next";
import { ticketKeys } from "@/lib/client/keys";
import { TicketDetailResult } from "@/lib/contracts/tickets";
import { decodeParam } from "@/lib/server/api/ref-param";
import { runtime } from "@/lib/server/runtime";
import { readTicket } from "@/lib/server/tickets/read-ticket";
import { pageViewer } from "../../_parts/page-viewer";
import { Prefetched } from "../../_parts/prefetched";
import { TicketWithRuns } from "./_parts/ticket-with-runs";

export const metadata: Metadata = { title: "Ticket" };

/** One ticket with its conversation. */
export default async function TicketPage({ params }: { params: Promise<{ ref: string }> }) {
  const viewer = await pageViewer();
  const server = await runtime();
  const ref = decodeParam((await params).ref);
  const asker = { viewer, runtime: server, signal: new AbortController().signal };
  return (
    <Prefetched
      queries={[
        {
          queryKey: ticketKeys.detail(ref),
          queryFn: async () => TicketDetailResult.parse(await readTicket(asker, ref, {})),
        },
      ]}
    >
      <TicketWithRuns key={ref} ticketRef={ref} />
    </Prefetched>
  );
}
