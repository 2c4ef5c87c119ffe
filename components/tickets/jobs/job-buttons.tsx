"use client";

import { CircleStop, Play, RotateCcw, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { ticketJobHref } from "@/lib/client/tickets/jobs/job-links";
import { useTicketJobAct } from "@/lib/client/tickets/jobs/use-ticket-jobs";
import { newId } from "@/lib/client/new-id";
import type { TicketJobActBody, TicketJobRow } from "@/lib/contracts/ticket-jobs";
import { countTickets } from "./job-words";
import { RetryDialog } from "./retry-dialog";

/** Stop, go on, try again, undo: what can be done about a job, each offered only where it makes sense. */
export function JobButtons({ job }: { job: TicketJobRow }) {
  const router = useRouter();
  const act = useTicketJobAct(job.id);
  const [isTyping, setIsTyping] = useState(false);
  const failed = (job.counts.failed ?? 0) + (job.counts.refused ?? 0);
  const isStopped = job.endedAt === null && job.stoppedAt !== null;
  const isOpen = job.endedAt === null && !isStopped;
  const foreign = job.isMine ? null : "Only who started a job goes on with it.";
  const send = (body: TicketJobActBody) =>
    act.mutate(body, {
      onError: tellFailed,
      onSuccess: ({ job: next }) => {
        if (next.id === job.id) return;
        setIsTyping(false);
        tellDone(body.act === "undo" ? "Being undone" : "Being tried again");
        router.push(ticketJobHref(next.id));
      },
    });
  const canRetry = !isOpen && failed > 0;
  if (!isOpen && !isStopped && !canRetry && job.undo === null) return null;
  return (
    <div role="group" aria-label="About this job" className="flex flex-wrap items-center gap-2">
      {isOpen ? (
        <Button busy={act.isPending} onClick={() => send({ act: "stop" })}>
          <CircleStop size={14} aria-hidden />
          Stop
        </Button>
      ) : null}
      {isStopped ? (
        <Button
          look="primary"
          busy={act.isPending}
          refusedBecause={foreign}
          onClick={() => send({ act: "resume" })}
        >
          <Play size={14} aria-hidden />
          Go on
        </Button>
      ) : null}
      {canRetry ? (
        <Button
          busy={act.isPending}
          refusedBecause={foreign}
          onClick={() => (job.asksText ? setIsTyping(true) : send({ act: "retry", id: newId() }))}
        >
          <RotateCcw size={14} aria-hidden />
          Try {countTickets(failed)} again
        </Button>
      ) : null}
      {job.undo === null ? null : (
        <Button
          busy={act.isPending}
          refusedBecause={foreign}
          onClick={() => send({ act: "undo", id: newId() })}
        >
          <Undo2 size={14} aria-hidden />
          Undo {countTickets(job.undo.rows)}
        </Button>
      )}
      {isTyping ? (
        <RetryDialog
          job={job}
          count={failed}
          busy={act.isPending}
          onSend={(text) => send({ act: "retry", id: newId(), text })}
          onClose={() => setIsTyping(false)}
        />
      ) : null}
    </div>
  );
}
