"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from "nuqs";
import { StatusBadge } from "@/components/ui/badge";
import { Button, buttonClass } from "@/components/ui/button";
import { usePlace } from "@/components/ui/clock";
import { LiveRegion } from "@/components/ui/live-region";
import { Panel } from "@/components/ui/panel";
import { ProgressBar } from "@/components/ui/progress-bar";
import { RelativeTime } from "@/components/ui/relative-time";
import { Screen } from "@/components/ui/screen";
import { standingOf } from "@/lib/client/jobs/progress";
import { TICKET_JOBS_PATH, ticketJobHref } from "@/lib/client/tickets/jobs/job-links";
import { isOver, useTicketJob } from "@/lib/client/tickets/jobs/use-ticket-jobs";
import { TICKET_JOB_ROWS_PAGE } from "@/lib/contracts/ticket-job-fields";
import type { TicketJobRow } from "@/lib/contracts/ticket-jobs";
import { JOB_STANDING_DISPLAYS } from "@/lib/format/job-words";
import { JobButtons } from "./job-buttons";
import { JobFilter, ROW_FILTERS } from "./job-filter";
import { JobRows } from "./job-rows";
import { countTickets, endedOf, jobSummary, jobTitle, totalOf } from "./job-words";

const STATE = { rows: parseAsStringLiteral(ROW_FILTERS), page: parseAsInteger };

/** One job over tickets: how far it is, what came of each ticket, and what can be done about it. */
export function TicketJobScreen({ id }: { id: string }) {
  const [state, setState] = useQueryStates(STATE, { history: "push" });
  const page = Math.max(0, (state.page ?? 1) - 1);
  const query = useTicketJob(id, state.rows, page);
  const place = usePlace();
  const job = query.data?.job;
  const title = job === undefined ? "Job" : jobTitle(job, place);
  const total = query.data?.total ?? 0;
  const goTo = (next: number) => void setState({ page: next === 0 ? null : next + 1 });
  return (
    <Screen
      title={title}
      toolbar={
        <Link href={TICKET_JOBS_PATH} className={buttonClass("quiet")}>
          <ArrowLeft size={14} aria-hidden />
          All jobs
        </Link>
      }
    >
      <Panel
        title={title}
        query={query}
        size="auto"
        flush
        actions={
          job === undefined ? undefined : (
            <JobFilter
              counts={job.counts}
              value={state.rows}
              onChange={(rows) => void setState({ rows, page: null })}
            />
          )
        }
      >
        {(value) => (
          <>
            <JobHead job={value.job} />
            <JobRows title={title} rows={value.rows} />
          </>
        )}
      </Panel>
      {total > TICKET_JOB_ROWS_PAGE ? (
        <nav aria-label="Pages of tickets" className="flex flex-wrap gap-2">
          <Button
            refusedBecause={page === 0 ? "This is the first page." : null}
            onClick={() => goTo(page - 1)}
          >
            Back
          </Button>
          <Button
            refusedBecause={
              (page + 1) * TICKET_JOB_ROWS_PAGE >= total ? "This is the last page." : null
            }
            onClick={() => goTo(page + 1)}
          >
            Further
          </Button>
        </nav>
      ) : null}
    </Screen>
  );
}

function JobHead({ job }: { job: TicketJobRow }) {
  const standing = JOB_STANDING_DISPLAYS[standingOf(job)];
  const before = job.retryOf ?? job.undoes;
  const words = jobSummary(job);
  return (
    <div className="grid gap-3 p-4 text-sm">
      <LiveRegion>{isOver(job) ? `${standing.label}. ${words}` : ""}</LiveRegion>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft">
        <StatusBadge display={standing} />
        <span>
          Started <RelativeTime iso={job.startedAt} /> by {job.isMine ? "you" : job.startedBy}
        </span>
        {job.endedAt === null ? null : (
          <span>
            Ended <RelativeTime iso={job.endedAt} />
          </span>
        )}
        {before === null ? null : (
          <Link href={ticketJobHref(before)} className="text-accent underline">
            {job.undoes === null ? "Tries an earlier job again" : "Takes an earlier job back"}
          </Link>
        )}
      </div>
      <ProgressBar label="Tickets that have ended" done={endedOf(job)} total={totalOf(job)} />
      {isOver(job) ? <p className="font-medium">{words}</p> : null}
      {job.endedAt !== null || job.stoppedAt === null ? null : (
        <p className="rounded-sm bg-warn-soft px-2.5 py-1.5 text-warn">
          {job.note ?? "Stopped. What was sent stays as it is; what waits was not sent."}
        </p>
      )}
      {job.undo === null || job.undo.left === 0 ? null : (
        <p className="text-ink-soft">
          {countTickets(job.undo.left)} cannot be undone: what they had is not known.
        </p>
      )}
      {(job.counts.unknown ?? 0) === 0 ? null : (
        <p className="text-ink-soft">
          What is unknown was sent and got no clear answer. It is not sent again; open the ticket
          and look.
        </p>
      )}
      <JobButtons job={job} />
    </div>
  );
}
