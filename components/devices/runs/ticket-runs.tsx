"use client";

import Link from "next/link";
import { useState } from "react";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { LiveRegion } from "@/components/ui/live-region";
import { ProgressBar } from "@/components/ui/progress-bar";
import { RelativeTime } from "@/components/ui/relative-time";
import { progressOf, standingOf } from "@/lib/client/jobs/progress";
import { runHref } from "@/lib/client/devices/runs/run-links";
import { useRun } from "@/lib/client/devices/runs/use-runs";
import { useTicketRuns } from "@/lib/client/devices/runs/use-ticket-runs";
import type { RunRow, RunTargetRow } from "@/lib/contracts/runs";
import { JOB_STANDING_DISPLAYS, JOB_STATE_DISPLAYS } from "@/lib/format/job-words";
import { RunResultDialog } from "./run-result-dialog";

/** What was run for a ticket, how far it is, and the writing of its result; nothing where nothing was. */
export function TicketRuns({ ticketRef }: { ticketRef: string }) {
  const rows = useTicketRuns(ticketRef).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-label="Runs for this ticket" className="grid min-w-0 gap-2 border-b pb-3">
      <h3 className="text-sm font-semibold">Run for this ticket</h3>
      <ul className="grid gap-3">
        {rows.map((run) => (
          <li key={run.id}>
            <TicketRun run={run} ticketRef={ticketRef} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function TicketRun({ run, ticketRef }: { run: RunRow; ticketRef: string }) {
  const targets = useRun(run.id).data?.targets ?? [];
  const [isWriting, setIsWriting] = useState(false);
  const { total, ended } = progressOf(run);
  const standing = JOB_STANDING_DISPLAYS[standingOf(run)];
  const isOver = run.endedAt !== null || run.stoppedAt !== null;
  return (
    <div className="grid min-w-0 gap-1.5 text-sm">
      <p className="flex flex-wrap items-center gap-x-2">
        <Link
          href={runHref(run.id)}
          prefetch={false}
          className="wrap-anywhere text-accent underline-offset-2 hover:underline"
        >
          {run.title}
        </Link>
        <StatusBadge display={standing} plain />
        <span className="text-xs text-ink-soft">
          <RelativeTime iso={run.startedAt} /> by {run.isMine ? "you" : run.startedBy}
        </span>
      </p>
      {isOver ? null : <ProgressBar label="Devices that have ended" done={ended} total={total} />}
      <LiveRegion>{isOver ? `${run.title}: ${standing.label}` : ""}</LiveRegion>
      <ul className="grid gap-0.5 text-xs text-ink-soft">
        {targets.map((target) => (
          <li key={target.ref} className="wrap-anywhere">
            {targetWords(target)}
          </li>
        ))}
      </ul>
      {isOver ? <Written run={run} onWrite={() => setIsWriting(true)} /> : null}
      {isWriting ? (
        <RunResultDialog
          run={run}
          targets={targets}
          ticketRef={ticketRef}
          onClose={() => setIsWriting(false)}
        />
      ) : null}
    </div>
  );
}

/** Whether the result stands in the ticket; where it does not, the way to write it. */
function Written({ run, onWrite }: { run: RunRow; onWrite: () => void }) {
  switch (run.written) {
    case "done":
      return <p className="text-xs text-ink-soft">Its result is written in the ticket.</p>;
    case "sending":
      return <p className="text-xs text-ink-soft">Its result is being written.</p>;
    case "unknown":
      return (
        <p className="text-xs text-warn">
          Its result was sent and got no clear answer. Look in the ticket whether it is there.
        </p>
      );
    case null:
      return run.isMine ? (
        <p data-print="hide">
          <Button onClick={onWrite}>Write the result into the ticket</Button>
        </p>
      ) : null;
  }
}

/** `PC-01: Done, completed`. */
function targetWords({ name, state, message }: RunTargetRow): string {
  const { label } = JOB_STATE_DISPLAYS[state];
  return message === null || message.toLowerCase() === label.toLowerCase()
    ? `${name}: ${label}`
    : `${name}: ${label}, ${message}`;
}
