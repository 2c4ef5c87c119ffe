import Link from "next/link";
import { StatusBadge } from "@/components/ui/badge";
import { PlainTable } from "@/components/ui/plain-table";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { ticketHref } from "@/lib/client/tickets/ticket-links";
import type { TicketJobTarget } from "@/lib/contracts/ticket-jobs";
import { JOB_STATE_DISPLAYS } from "@/lib/format/job-words";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

const COLUMNS = ["Ticket", "State", "When"];
const HEAD = "px-4 py-2 text-start text-xs font-medium text-ink-soft";
const CELL = "px-4 py-2 align-middle";

/** What came of each ticket, with the words of whoever refused it. */
export function JobRows({ title, rows }: { title: string; rows: readonly TicketJobTarget[] }) {
  if (rows.length === 0) {
    return <p className="border-t p-4 text-sm text-ink-soft">No ticket of this job stands so.</p>;
  }
  return (
    <PlainTable
      label={`Tickets of ${title}`}
      columns={COLUMNS}
      headClass={HEAD}
      className="max-h-150 overflow-auto border-t"
    >
      {rows.map((row) => (
        <tr key={row.ref}>
          <th scope="row" className={`${CELL} text-start font-medium`}>
            <Link
              href={ticketHref(row.ref)}
              prefetch={false}
              className="inline-flex min-h-6 items-center gap-1.5 text-accent underline-offset-2 hover:underline"
            >
              <ProvenanceMark provenance={SOURCE_LABELS[row.source]} />
              <span className="figures">{row.number}</span>
              <span className="wrap-anywhere">{row.title}</span>
            </Link>
            {row.message === null ? null : (
              <span className="block max-w-prose text-xs font-normal break-words text-ink-soft">
                {row.message}
              </span>
            )}
          </th>
          <td className={CELL}>
            <StatusBadge display={JOB_STATE_DISPLAYS[row.state]} plain />
          </td>
          <td className={CELL}>
            <RelativeTime iso={row.at} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
