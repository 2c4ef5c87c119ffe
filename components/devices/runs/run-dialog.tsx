"use client";

import { useState } from "react";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { readProblem } from "@/components/ui/read-problem";
import { tellDone } from "@/components/ui/toaster";
import { runHref } from "@/lib/client/devices/runs/run-links";
import { useRunPlan, useStartRun } from "@/lib/client/devices/runs/use-runs";
import { newId } from "@/lib/client/new-id";
import { RUN_CONFIRM_ABOVE } from "@/lib/contracts/run-fields";
import type { RunPlanResult, RunSubject } from "@/lib/contracts/runs";
import { KINDS_WITH_SUBJECT, type RunKind } from "@/lib/domain/run";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { RUN_KIND_EFFECTS, RUN_KIND_LABELS } from "@/lib/format/run-words";
import { PlanView } from "./plan-view";
import { RunInputs } from "./run-inputs";
import { SubjectChoice } from "./subject-choice";

/** What somebody wants done to which devices, as the dialog is opened with it. */
export interface RunWish {
  kind: RunKind;
  refs: readonly string[];
  /** The script or managed install, where it is known already. */
  subjectRef?: string;
  reason?: string;
  /** The run whose rows are tried again. */
  retryOf?: string;
  /** The ticket that it is done for. */
  ticketRef?: string;
}

interface Typed {
  reason: string;
  count: string;
}

/**
 * Asks before something is done to devices: what will happen, where, where not and why. Nothing is sent before its
 * button is pressed, and above ten devices their number has to be typed.
 */
export function RunDialog({
  wish,
  onClose,
  onStarted,
}: {
  wish: RunWish;
  onClose: () => void;
  /** After it was taken on. */
  onStarted?: () => void;
}) {
  const router = useRouter();
  // One id for as long as the dialog stands: pressed again after an answer was lost, it is still one run.
  const [id] = useState(newId);
  const [subject, setSubject] = useState<RunSubject | null>(null);
  const [typed, setTyped] = useState<Typed>({ reason: wish.reason ?? "", count: "" });
  const start = useStartRun();
  const subjectRef = subject?.ref ?? wish.subjectRef;
  const needsSubject = KINDS_WITH_SUBJECT.includes(wish.kind);
  const asked = { kind: wish.kind, refs: wish.refs, ...(subjectRef && { subjectRef }) };
  const plan = useRunPlan(asked, !needsSubject || subjectRef !== undefined);
  const count = plan.data?.targets.length ?? 0;
  const run = () =>
    start.mutate(
      {
        ...{ ...asked, id, confirmation: count },
        ...(wish.kind === "archive" && { reason: typed.reason.trim() }),
        ...(wish.retryOf && { retryOf: wish.retryOf }),
        ...(wish.ticketRef && { ticketRef: wish.ticketRef }),
      },
      {
        // What stands now may not be what was shown.
        onError: () => void plan.refetch(),
        onSuccess: ({ run: begun }) => {
          onStarted?.();
          onClose();
          tellDone(`${begun.title}: begun on ${countWords(count)}`, undefined, {
            label: "See how far it is",
            run: () => router.push(runHref(begun.id)),
          });
        },
      },
    );
  const refusal = refusalOf(wish.kind, plan.data, typed);
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={RUN_KIND_LABELS[wish.kind]}
      description={RUN_KIND_EFFECTS[wish.kind]}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            Leave
          </Button>
          <Button look="primary" busy={start.isPending} refusedBecause={refusal} onClick={run}>
            {count === 0
              ? RUN_KIND_LABELS[wish.kind]
              : `${verbOf(wish.kind)} on ${countWords(count)}`}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 text-sm">
        {needsSubject && wish.subjectRef === undefined ? (
          <SubjectChoice
            kind={wish.kind === "script" ? "script" : "install"}
            device={wish.refs.length === 1 ? (wish.refs[0] ?? null) : null}
            chosen={subject}
            onChoose={setSubject}
          />
        ) : null}
        {wish.subjectRef !== undefined && plan.data?.subjectName ? (
          <h3 className="font-semibold">{plan.data.subjectName}</h3>
        ) : null}
        {!needsSubject || subjectRef !== undefined ? <PlanView plan={plan} /> : null}
        {plan.data && plan.data.refusal === null && count > 0 ? (
          <RunInputs kind={wish.kind} count={count} typed={typed} onType={setTyped} />
        ) : null}
        {start.error ? (
          <p role="alert" className="text-bad">
            {readProblem(start.error).title}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}

const countWords = (count: number) => formatCounted(count, "device", DISPLAY_LOCALE);

function verbOf(kind: RunKind): string {
  switch (kind) {
    case "script":
      return "Run it";
    case "installAdd":
      return "Add it";
    case "installRemove":
      return "Remove it";
    default:
      return RUN_KIND_LABELS[kind];
  }
}

/** Why it cannot be started yet, in words; `null`: it can. */
function refusalOf(kind: RunKind, plan: RunPlanResult | undefined, typed: Typed): string | null {
  if (plan === undefined) return "It is not known yet on which devices this would be done.";
  const count = plan.targets.length;
  if (plan.refusal !== null) return plan.refusal;
  if (count === 0) return "It can be done on none of these devices.";
  if (count > plan.maxDevices) return `At most ${countWords(plan.maxDevices)} at once.`;
  if (kind === "archive" && typed.reason.trim() === "") return "Say why they are archived.";
  const isTyped = count <= RUN_CONFIRM_ABOVE || typed.count.trim() === String(count);
  return isTyped ? null : `Type ${count} to go on.`;
}
