"use client";

import { CircleStop, Play, RotateCcw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { tellFailed } from "@/components/ui/toaster";
import { failedRefs, unclearRefs } from "@/lib/client/jobs/progress";
import { useRunAct } from "@/lib/client/devices/runs/use-runs";
import type { RunResult } from "@/lib/contracts/runs";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { useRunDialog } from "./use-run-dialog";

const countWords = (count: number) => formatCounted(count, "device", DISPLAY_LOCALE);

/** Stop, go on, try again: what can be done about a run, each offered only where it makes sense. */
export function RunButtons({ result: { run, targets } }: { result: RunResult }) {
  const act = useRunAct(run.id);
  const { ask, dialog } = useRunDialog();
  const failed = failedRefs(targets);
  const unclear = unclearRefs(targets);
  const isOpen = run.endedAt === null;
  const isStopped = run.stoppedAt !== null;
  const waits = (run.counts.waiting ?? 0) > 0;
  const send = (what: "stop" | "resume") => act.mutate(what, { onError: tellFailed });
  const retry = (refs: readonly string[]) =>
    ask({
      kind: run.kind,
      refs,
      retryOf: run.id,
      ...(run.subjectRef === null ? {} : { subjectRef: run.subjectRef }),
      ...(run.reason === null ? {} : { reason: run.reason }),
    });
  if (!isOpen && failed.length === 0 && unclear.length === 0) return dialog;
  return (
    <div role="group" aria-label="About this run" className="flex flex-wrap items-center gap-2">
      {isOpen && !isStopped ? (
        <Button busy={act.isPending} onClick={() => send("stop")}>
          <CircleStop size={14} aria-hidden />
          {waits ? "Stop sending" : "Stop watching"}
        </Button>
      ) : null}
      {isOpen && isStopped ? (
        <Button
          look="primary"
          busy={act.isPending}
          refusedBecause={run.isMine ? null : "Only who started a run goes on with it."}
          onClick={() => send("resume")}
        >
          <Play size={14} aria-hidden />
          {waits ? "Go on" : "Watch again"}
        </Button>
      ) : null}
      {failed.length > 0 ? (
        <Button onClick={() => retry(failed)}>
          <RotateCcw size={14} aria-hidden />
          Try {countWords(failed.length)} again
        </Button>
      ) : null}
      {unclear.length > 0 && !isOpen ? (
        <Button
          look="quiet"
          title="It may have happened there. Look in KACE first."
          onClick={() => retry(unclear)}
        >
          Try the {countWords(unclear.length)} of unknown outcome again
        </Button>
      ) : null}
      {dialog}
    </div>
  );
}
