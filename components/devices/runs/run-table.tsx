"use client";

import { StatusBadge } from "@/components/ui/badge";
import { PlainTable } from "@/components/ui/plain-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { progressOf, standingOf } from "@/lib/client/jobs/progress";
import type { RunRow } from "@/lib/contracts/runs";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { JOB_STANDING_DISPLAYS } from "@/lib/format/job-words";
import { RUN_KIND_LABELS } from "@/lib/format/run-words";
import { RUN_ICONS } from "./run-menu";

const COLUMNS = ["Run", "State", "Devices", "Started", "By"];
const HEAD = "px-4 py-2 text-start text-xs font-medium text-ink-soft";
const CELL = "px-4 py-2 align-middle";

/** Runs, newest first. */
export function RunTable({
  runs,
  openId,
  onOpen,
}: {
  runs: readonly RunRow[];
  openId: string | null;
  onOpen: (id: string) => void;
}) {
  return (
    <PlainTable label="Table of runs" columns={COLUMNS} headClass={HEAD} tableClass="min-w-2xl">
      {runs.map((run) => (
        <RunLine key={run.id} run={run} isOpen={run.id === openId} onOpen={() => onOpen(run.id)} />
      ))}
    </PlainTable>
  );
}

function RunLine({ run, isOpen, onOpen }: { run: RunRow; isOpen: boolean; onOpen: () => void }) {
  const kind = RUN_KIND_LABELS[run.kind];
  return (
    <tr className={isOpen ? "bg-selected" : undefined}>
      <th scope="row" className={`${CELL} text-start font-medium`}>
        <button
          type="button"
          aria-current={isOpen || undefined}
          onClick={onOpen}
          className="inline-flex min-h-6 items-center gap-2 text-start text-accent underline-offset-2 hover:underline"
        >
          <span className="shrink-0 text-ink-soft">{RUN_ICONS[run.kind]}</span>
          {run.title}
        </button>
        {run.title === kind ? null : (
          <span className="block text-xs font-normal text-ink-soft">{kind}</span>
        )}
      </th>
      <td className={CELL}>
        <StatusBadge display={JOB_STANDING_DISPLAYS[standingOf(run)]} />
      </td>
      <td className={`${CELL} figures`}>{progressWords(run)}</td>
      <td className={CELL}>
        <RelativeTime iso={run.startedAt} />
      </td>
      <td className={CELL}>{run.isMine ? "You" : run.startedBy}</td>
    </tr>
  );
}

function progressWords(run: RunRow): string {
  const { total, ended, failed } = progressOf(run);
  const count = (value: number) => formatCount(value, DISPLAY_LOCALE);
  const parts = [ended === total ? count(total) : `${count(ended)} of ${count(total)}`];
  if (failed > 0) parts.push(`${count(failed)} failed`);
  return parts.join(", ");
}
