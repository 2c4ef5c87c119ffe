"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { tellDone } from "@/components/ui/toaster";
import { newId } from "@/lib/client/new-id";
import { useSamples } from "@/lib/client/tickets/bulk/use-samples";
import { samplesOf } from "@/lib/client/tickets/bulk/wish";
import { ticketJobHref } from "@/lib/client/tickets/jobs/job-links";
import type { Among } from "@/lib/client/tickets/jobs/requests";
import { useStartTicketJob } from "@/lib/client/tickets/jobs/use-ticket-jobs";
import { TICKET_JOB_CONFIRM_ABOVE } from "@/lib/contracts/ticket-job-fields";
import type { TicketRow } from "@/lib/contracts/tickets";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { BulkForm, NO_CHOICE, toWish } from "./bulk-form";

/** Which tickets are to be changed, as somebody has seen them. */
export interface BulkAim {
  among: Among;
  count: number;
  /** Some of them, by which is told what their queues know. */
  known: readonly string[];
}

/**
 * Gives many tickets one act, each through its own system as the reader. Nothing is sent before its button is pressed;
 * from then on the server does it, whether or not anybody looks.
 */
export function BulkDialog({
  aim,
  rowOf,
  onClose,
  onStarted,
}: {
  aim: BulkAim;
  rowOf: (ref: string) => TicketRow | undefined;
  onClose: () => void;
  onStarted: () => void;
}) {
  const router = useRouter();
  // One id for as long as the dialog stands: pressed again after an answer was lost, it is still one job.
  const [id] = useState(newId);
  const [samples] = useState(() => samplesOf(aim.known, rowOf));
  const [choice, setChoice] = useState(NO_CHOICE);
  const [typed, setTyped] = useState("");
  const { tickets, isRead } = useSamples(samples);
  const start = useStartTicketJob();
  const wish = toWish(choice);
  const { count } = aim;
  const counted = formatCounted(count, "ticket", DISPLAY_LOCALE);
  const mustType = count > TICKET_JOB_CONFIRM_ABOVE;
  const refusal =
    wish === null
      ? "Choose a value first."
      : mustType && typed.trim() !== String(count)
        ? `Type ${count} to go on.`
        : null;
  const begin = () => {
    if (wish === null) return;
    start.mutate(
      { id, wish, among: aim.among, confirmation: count },
      {
        onSuccess: ({ job }) => {
          onStarted();
          onClose();
          tellDone(`Begun on ${counted}`, "It goes on by itself, also when you close this page.", {
            label: "Show the job",
            run: () => router.push(ticketJobHref(job.id)),
          });
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Change ${counted}`}
      description="Each in its own system as you. It goes on when you close this page."
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            Leave
          </Button>
          <Button look="primary" busy={start.isPending} refusedBecause={refusal} onClick={begin}>
            Change {counted}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <BulkForm choice={choice} onChoose={setChoice} samples={tickets} isRead={isRead} />
        {mustType ? (
          <Field label={`Type ${count} to confirm`} hint="So many tickets will be changed.">
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                autoComplete="off"
                className="max-w-32"
                value={typed}
                onChange={({ target }) => setTyped(target.value)}
              />
            )}
          </Field>
        ) : null}
        {start.error ? (
          <p role="alert" className="text-sm text-bad">
            {readProblem(start.error).title}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
