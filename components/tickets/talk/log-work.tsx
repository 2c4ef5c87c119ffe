"use client";

import { Clock } from "lucide-react";
import { useState } from "react";
import { useActions } from "@/components/ui/actions";
import { Button } from "@/components/ui/button";
import { usePlace } from "@/components/ui/clock";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldError, Input, Textarea } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { readProblem } from "@/components/ui/read-problem";
import { tellDone } from "@/components/ui/toaster";
import { useLogWork } from "@/lib/client/tickets/use-work-log";
import { WORK_NOTE_CHARACTERS_MAX } from "@/lib/contracts/ticket-work-fields";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { settleTimes, withEnds, withMinutes, workUntil, type WorkTimes } from "./work-times";

type Ticket = Pick<TicketDetail, "ref" | "source" | "permissions">;

/** Writes one's own time on a ticket. What is typed stays until it has arrived. */
export function LogWork({ ticket }: { ticket: Ticket }) {
  const { allowed, reason } = ticket.permissions.logWork;
  const refusedBecause = allowed ? null : (reason ?? "You may not do this.");
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState("");
  const [times, setTimes] = useState<WorkTimes | null>(null);
  const open = () => {
    if (!allowed) return;
    // What was typed before stays, its times too.
    setTimes((kept) => (kept !== null && (note !== "" || kept.minutes !== "") ? kept : null));
    setOpen(true);
  };
  useActions([
    { id: "ticket-log-work", label: "Log work", group: "Open ticket", keys: "w", run: open },
  ]);
  return (
    <>
      <Button refusedBecause={refusedBecause} onClick={open} className="h-7! px-2! text-xs!">
        <Clock size={12} aria-hidden />
        Log work
        <span aria-hidden className="hidden sm:inline">
          <Kbd keys="w" />
        </span>
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Log work"
        description={`Your own time on this ticket. ${SOURCE_LABELS[ticket.source].label} shows it to staff.`}
      >
        {isOpen ? (
          <WorkForm
            ticket={ticket}
            note={note}
            times={times}
            onNote={setNote}
            onTimes={setTimes}
            onDone={() => {
              setOpen(false);
              setNote("");
              setTimes(null);
            }}
          />
        ) : null}
      </Dialog>
    </>
  );
}

function WorkForm({
  ticket,
  note,
  times: typed,
  onNote,
  onTimes,
  onDone,
}: {
  ticket: Ticket;
  note: string;
  /** `null`: until now. */
  times: WorkTimes | null;
  onNote: (note: string) => void;
  onTimes: (times: WorkTimes) => void;
  onDone: () => void;
}) {
  const place = usePlace();
  const [now] = useState(() => workUntil(new Date()));
  const [isAsked, setAsked] = useState(false);
  const work = useLogWork(ticket.ref);
  const times = typed ?? now;
  const settled = settleTimes(times);
  const timeFault = "fault" in settled ? settled.fault : null;
  const noteFault = note.trim() === "" ? "Say what you did." : null;
  const send = () => {
    setAsked(true);
    if ("fault" in settled || noteFault !== null || work.isPending) return;
    work.mutate(
      { note, ...settled },
      {
        onSuccess: () => {
          tellDone("Work logged");
          onDone();
        },
      },
    );
  };
  return (
    <form
      aria-label="Log work"
      className="grid gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field label="Minutes">
        {(control) => (
          <Input
            {...control}
            autoFocus
            inputMode="numeric"
            value={times.minutes}
            onChange={(event) => onTimes(withMinutes(times, event.target.value))}
          />
        )}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="From">
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={times.from}
              onChange={(event) => onTimes(withEnds(times, { from: event.target.value }))}
            />
          )}
        </Field>
        <Field label="To" hint={`In ${place.zone}`}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={times.to}
              onChange={(event) => onTimes(withEnds(times, { to: event.target.value }))}
            />
          )}
        </Field>
      </div>
      <Field label="What you did" error={isAsked ? (noteFault ?? undefined) : undefined}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={WORK_NOTE_CHARACTERS_MAX}
            value={note}
            onChange={(event) => onNote(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              send();
            }}
          />
        )}
      </Field>
      <FieldError>{isAsked ? timeFault : null}</FieldError>
      <FieldError>{work.error === null ? null : readProblem(work.error).title}</FieldError>
      <Button type="submit" look="primary" busy={work.isPending} className="justify-self-end">
        Log work
      </Button>
    </form>
  );
}
