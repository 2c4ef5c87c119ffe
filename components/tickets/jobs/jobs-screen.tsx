"use client";

import { parseAsInteger, useQueryState } from "nuqs";
import Link from "next/link";
import { StatusBadge } from "@/components/ui/badge";
import { Button, buttonClass } from "@/components/ui/button";
import { usePlace } from "@/components/ui/clock";
import { Panel } from "@/components/ui/panel";
import { PlainTable } from "@/components/ui/plain-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { Screen } from "@/components/ui/screen";
import { standingOf } from "@/lib/client/jobs/progress";
import { QUEUE_START } from "@/lib/client/tickets/ticket-links";
import { ticketJobHref } from "@/lib/client/tickets/jobs/job-links";
import { useTicketJobs } from "@/lib/client/tickets/jobs/use-ticket-jobs";
import { TICKET_JOBS_PAGE } from "@/lib/contracts/ticket-job-fields";
import type { TicketJobRow } from "@/lib/contracts/ticket-jobs";
import { JOB_STANDING_DISPLAYS } from "@/lib/format/job-words";
import { jobSummary, jobTitle } from "./job-words";

const COLUMNS = ["Job", "State", "Tickets", "Started", "By"];
const HEAD = "px-4 py-2 text-start text-xs font-medium text-ink-soft";
const CELL = "px-4 py-2 align-middle";
const EMPTY =
  "Nothing was given to many tickets at once yet. Pick tickets in the list and choose “Change them”.";

/** What was given to many tickets at once, newest first. */
export function TicketJobsScreen() {
  const [number, setNumber] = useQueryState(
    "page",
    parseAsInteger.withOptions({ history: "push" }),
  );
  const page = Math.max(0, (number ?? 1) - 1);
  const jobs = useTicketJobs(page);
  const total = jobs.data?.total ?? 0;
  const goTo = (next: number) => void setNumber(next === 0 ? null : next + 1);
  return (
    <Screen title="Jobs">
      <Panel
        title="Jobs over tickets"
        query={jobs}
        size="auto"
        flush
        emptyOf={({ rows }) =>
          rows.length > 0
            ? null
            : {
                why: page === 0 ? EMPTY : "There are no jobs this far back.",
                action: (
                  <Link href={QUEUE_START} className={buttonClass()}>
                    To the tickets
                  </Link>
                ),
              }
        }
      >
        {({ rows }) => (
          <PlainTable
            label="Table of jobs"
            columns={COLUMNS}
            headClass={HEAD}
            tableClass="min-w-2xl"
          >
            {rows.map((job) => (
              <JobLine key={job.id} job={job} />
            ))}
          </PlainTable>
        )}
      </Panel>
      {total > TICKET_JOBS_PAGE ? (
        <nav aria-label="Pages of jobs" className="flex flex-wrap gap-2">
          <Button
            refusedBecause={page === 0 ? "These are the newest." : null}
            onClick={() => goTo(page - 1)}
          >
            Newer
          </Button>
          <Button
            refusedBecause={(page + 1) * TICKET_JOBS_PAGE >= total ? "These are the oldest." : null}
            onClick={() => goTo(page + 1)}
          >
            Older
          </Button>
        </nav>
      ) : null}
    </Screen>
  );
}

function JobLine({ job }: { job: TicketJobRow }) {
  const place = usePlace();
  return (
    <tr>
      <th scope="row" className={`${CELL} text-start font-medium`}>
        <Link
          href={ticketJobHref(job.id)}
          prefetch={false}
          className="inline-flex min-h-6 items-center text-accent underline-offset-2 hover:underline"
        >
          {jobTitle(job, place)}
        </Link>
      </th>
      <td className={CELL}>
        <StatusBadge display={JOB_STANDING_DISPLAYS[standingOf(job)]} />
      </td>
      <td className={`${CELL} figures`}>{jobSummary(job)}</td>
      <td className={CELL}>
        <RelativeTime iso={job.startedAt} />
      </td>
      <td className={CELL}>{job.isMine ? "You" : job.startedBy}</td>
    </tr>
  );
}
