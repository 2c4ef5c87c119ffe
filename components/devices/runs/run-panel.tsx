"use client";

import { X } from "lucide-react";
import Link from "next/link";
import type { UseQueryResult } from "@tanstack/react-query";
import { StatusBadge } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button";
import { LiveRegion } from "@/components/ui/live-region";
import { Panel } from "@/components/ui/panel";
import { PlainTable } from "@/components/ui/plain-table";
import { ProgressBar } from "@/components/ui/progress-bar";
import { RelativeTime } from "@/components/ui/relative-time";
import { deviceHref } from "@/lib/client/devices/device-links";
import { progressOf, standingOf } from "@/lib/client/jobs/progress";
import { useRun } from "@/lib/client/devices/runs/use-runs";
import type { RunResult, RunRow, RunTargetRow } from "@/lib/contracts/runs";
import { JOB_STANDING_DISPLAYS, JOB_STATE_DISPLAYS } from "@/lib/format/job-words";
import { RUN_KIND_LABELS } from "@/lib/format/run-words";
import { RunButtons } from "./run-buttons";

const COLUMNS = ["Device", "State", "When"];
const HEAD = "px-4 py-2 text-start text-xs font-medium text-ink-soft";
const CELL = "px-4 py-2 align-middle";

/** One run: how far it is on each device, and what can be done about it. */
export function RunPanel({
  id,
  onClose,
  onOpen,
}: {
  id: string;
  onClose: () => void;
  onOpen: (id: string) => void;
}) {
  const run: UseQueryResult<RunResult> = useRun(id);
  const title = run.data?.run.title ?? "Run";
  return (
    <Panel
      title={title}
      query={run}
      size="auto"
      flush
      actions={
        <IconButton label="Close the run" icon={<X size={16} aria-hidden />} onClick={onClose} />
      }
    >
      {(value) => (
        <>
          <RunHead result={value} onOpen={onOpen} />
          <PlainTable
            label={`Devices of ${title}`}
            columns={COLUMNS}
            headClass={HEAD}
            className="max-h-96 overflow-auto border-t"
          >
            {value.targets.map((target) => (
              <TargetLine key={target.ref} target={target} />
            ))}
          </PlainTable>
        </>
      )}
    </Panel>
  );
}

function RunHead({ result, onOpen }: { result: RunResult; onOpen: (id: string) => void }) {
  const { run } = result;
  const { total, ended } = progressOf(run);
  const standing = JOB_STANDING_DISPLAYS[standingOf(run)];
  const { retryOf } = run;
  return (
    <div className="grid gap-3 p-4 text-sm">
      <LiveRegion>{`${standing.label}: ${ended} of ${total} devices have ended.`}</LiveRegion>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft">
        <StatusBadge display={standing} />
        {run.title === RUN_KIND_LABELS[run.kind] ? null : <span>{RUN_KIND_LABELS[run.kind]}</span>}
        <span>
          Started <RelativeTime iso={run.startedAt} /> by {run.isMine ? "you" : run.startedBy}
        </span>
        {run.endedAt === null ? null : (
          <span>
            Ended <RelativeTime iso={run.endedAt} />
          </span>
        )}
        {retryOf === null ? null : (
          <Button look="quiet" onClick={() => onOpen(retryOf)}>
            Tries an earlier run again
          </Button>
        )}
      </div>
      <ProgressBar label="Devices that have ended" done={ended} total={total} />
      {run.reason === null ? null : <p className="break-words">Reason: {run.reason}</p>}
      <StopNote run={run} />
      <RunButtons result={result} />
    </div>
  );
}

function StopNote({ run }: { run: RunRow }) {
  if (run.endedAt !== null || run.stoppedAt === null) return null;
  const left = (run.counts.waiting ?? 0) > 0;
  const plain = left
    ? "Stopped. What was sent goes on in KACE; what waits was not sent."
    : "Nobody watches it. What was sent goes on in KACE.";
  return <p className="rounded-sm bg-warn-soft px-2.5 py-1.5 text-warn">{run.note ?? plain}</p>;
}

/** What KACE says of a device, where it is more than the state's own word. */
function isWorthTelling({ state, message }: RunTargetRow): boolean {
  if (message === null) return false;
  const plain: readonly string[] = [JOB_STATE_DISPLAYS[state].label, state, "completed"];
  return !plain.some((word) => word.toLowerCase() === message.toLowerCase());
}

function TargetLine({ target }: { target: RunTargetRow }) {
  return (
    <tr>
      <th scope="row" className={`${CELL} text-start font-medium`}>
        <Link
          href={deviceHref(target.ref)}
          prefetch={false}
          className="inline-block min-h-6 text-accent underline-offset-2 hover:underline"
        >
          {target.name}
        </Link>
        {isWorthTelling(target) ? (
          <span className="block max-w-prose text-xs font-normal break-words text-ink-soft">
            {target.message}
          </span>
        ) : null}
      </th>
      <td className={CELL}>
        <StatusBadge display={JOB_STATE_DISPLAYS[target.state]} plain />
      </td>
      <td className={CELL}>
        <RelativeTime iso={target.at} />
      </td>
    </tr>
  );
}
