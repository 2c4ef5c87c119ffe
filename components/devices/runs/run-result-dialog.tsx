"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { usePlace } from "@/components/ui/clock";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Textarea } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { tellDone } from "@/components/ui/toaster";
import { useWriteRunResult } from "@/lib/client/devices/runs/use-ticket-runs";
import type { RunRow, RunTargetRow } from "@/lib/contracts/runs";
import { WORK_MINUTES_MAX, WORK_NOTE_CHARACTERS_MAX } from "@/lib/contracts/ticket-work-fields";
import { formatExact, type Place } from "@/lib/format/dates";
import { JOB_STATE_DISPLAYS } from "@/lib/format/job-words";

const MINUTE_MS = 60_000;

/** Shows the result of a run as it will stand in the ticket, to be looked at and changed first. */
export function RunResultDialog({
  run,
  targets,
  ticketRef,
  onClose,
}: {
  run: RunRow;
  targets: readonly RunTargetRow[];
  ticketRef: string;
  onClose: () => void;
}) {
  const place = usePlace();
  const [text, setText] = useState(() => resultText(run, targets, place));
  const [minutes, setMinutes] = useState(() => String(minutesOf(run)));
  const write = useWriteRunResult(run.id, ticketRef);
  const count = Number(minutes);
  const isCount = Number.isInteger(count) && count >= 1 && count <= WORK_MINUTES_MAX;
  const note = text.trim();
  const refusal =
    note === "" ? "Say what was done." : isCount ? null : "Minutes are a whole number from 1.";
  const send = () => {
    const startedAt = run.startedAt;
    const endedAt = new Date(Date.parse(startedAt) + count * MINUTE_MS).toISOString();
    write.mutate(
      { note, startedAt, endedAt },
      {
        onSuccess: () => {
          onClose();
          tellDone("Written into the ticket");
        },
      },
    );
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Write the result into the ticket"
      description="As your own time there: work in KACE, an activity in SysAid. Written once."
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            Leave
          </Button>
          <Button look="primary" busy={write.isPending} refusedBecause={refusal} onClick={send}>
            Write it
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Field label="Result">
          {(control) => (
            <Textarea
              {...control}
              rows={7}
              maxLength={WORK_NOTE_CHARACTERS_MAX}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          )}
        </Field>
        <Field label="Minutes" hint="From the start of the run.">
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              className="max-w-32"
              value={minutes}
              onChange={({ target }) => setMinutes(target.value)}
            />
          )}
        </Field>
        {write.error ? (
          <p role="alert" className="text-sm text-bad">
            {readProblem(write.error).title}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}

const endOf = ({ endedAt, stoppedAt, startedAt }: RunRow) => endedAt ?? stoppedAt ?? startedAt;

/** Both systems keep whole minutes, and at least one. */
function minutesOf(run: RunRow): number {
  const spent = Date.parse(endOf(run)) - Date.parse(run.startedAt);
  return Math.min(Math.max(Math.ceil(spent / MINUTE_MS), 1), WORK_MINUTES_MAX);
}

/** What was run, what came of it on each device in KACE's words, and when. */
function resultText(run: RunRow, targets: readonly RunTargetRow[], place: Place): string {
  const rows = targets.map(({ name, state, message }) => {
    const { label } = JOB_STATE_DISPLAYS[state];
    return message === null ? `${name}: ${label}` : `${name}: ${label} (${message})`;
  });
  return [
    `${run.title}, run by KACE`,
    ...rows,
    `Started ${formatExact(run.startedAt, place)}, ended ${formatExact(endOf(run), place)}.`,
    ...(run.note === null ? [] : [run.note]),
  ].join("\n");
}
