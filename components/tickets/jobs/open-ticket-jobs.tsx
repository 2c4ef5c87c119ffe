"use client";

import { CircleCheck, LoaderCircle } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useActions } from "@/components/ui/actions";
import { Button } from "@/components/ui/button";
import { usePlace } from "@/components/ui/clock";
import { LiveRegion } from "@/components/ui/live-region";
import { tellFailed } from "@/components/ui/toaster";
import { newId } from "@/lib/client/new-id";
import { TICKET_JOBS_PATH, ticketJobHref } from "@/lib/client/tickets/jobs/job-links";
import {
  isOver,
  useOpenTicketJobs,
  useTicketJobAct,
} from "@/lib/client/tickets/jobs/use-ticket-jobs";
import type { TicketJobRow } from "@/lib/contracts/ticket-jobs";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { countTickets, endedOf, jobSummary, jobTitle, totalOf } from "./job-words";

/** A line for each of one's own jobs over tickets, wherever one is, until a moment after its end; and the way to all. */
export function OpenTicketJobs() {
  const router = useRouter();
  useActions([
    {
      id: "ticket-jobs",
      label: "Jobs over tickets",
      group: "Go to",
      run: () => router.push(TICKET_JOBS_PATH),
    },
  ]);
  const rows = useOpenTicketJobs().data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-label="Jobs over tickets">
      {rows.map((job) => (
        <JobLine key={job.id} job={job} />
      ))}
    </section>
  );
}

function JobLine({ job }: { job: TicketJobRow }) {
  const place = usePlace();
  const act = useTicketJobAct(job.id);
  const title = jobTitle(job, place);
  const over = isOver(job);
  const total = totalOf(job);
  const Icon = over ? CircleCheck : LoaderCircle;
  return (
    <div className="flex flex-wrap items-center gap-x-2 border-b bg-info-soft px-3 py-1 text-xs text-info sm:px-4">
      <Icon
        size={12}
        aria-hidden
        className={over ? "shrink-0" : "motion-safe:animate-spin shrink-0"}
      />
      <span>
        {title}:{" "}
        {over
          ? jobSummary(job)
          : `${formatCount(endedOf(job), DISPLAY_LOCALE)} of ${countTickets(total)}`}
      </span>
      <LiveRegion>{over ? `${title}: ${jobSummary(job)}` : ""}</LiveRegion>
      {job.undo === null ? null : (
        <Button
          busy={act.isPending}
          title={
            job.undo.left === 0 ? undefined : `${countTickets(job.undo.left)} cannot be undone`
          }
          onClick={() => act.mutate({ act: "undo", id: newId() }, { onError: tellFailed })}
        >
          Undo {countTickets(job.undo.rows)}
        </Button>
      )}
      <Link
        href={ticketJobHref(job.id)}
        className="inline-flex min-h-6 items-center font-medium underline"
      >
        Show the job
      </Link>
    </div>
  );
}
