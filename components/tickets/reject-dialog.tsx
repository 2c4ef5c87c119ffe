"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldError, Textarea } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import type { TicketApprovalRow } from "@/lib/contracts/ticket-acts";
import { APPROVAL_NOTE_MAX } from "@/lib/contracts/ticket-act-fields";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { RarerWork } from "./use-rarer-work";

/** Asks why something is rejected. What was typed stays until its system has taken it. */
export function RejectDialog({
  rarer,
  ticket,
  row,
}: {
  rarer: RarerWork;
  ticket: TicketDetail;
  row: TicketApprovalRow;
}) {
  const [note, setNote] = useState("");
  const { label } = SOURCE_LABELS[ticket.source];
  const keepsNotes = rarer.approvals.data?.keepsNotes ?? true;
  const reason = note.trim();
  const refused = keepsNotes && reason === "" ? "Say why first." : null;
  const reject = () => rarer.decide(row, "reject", keepsNotes ? note : null);
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : rarer.open(null))}
      title={`Reject ${row.title ?? `${label} ${ticket.number}`}?`}
      description={ticket.title}
      actions={
        <>
          <Button look="quiet" onClick={() => rarer.open(null)}>
            Leave
          </Button>
          <Button look="danger" busy={rarer.isSending} refusedBecause={refused} onClick={reject}>
            Reject
          </Button>
        </>
      }
    >
      {keepsNotes ? (
        <Field label="Reason" hint={hintFor(ticket)}>
          {(control) => (
            <Textarea
              {...control}
              autoFocus
              rows={3}
              maxLength={APPROVAL_NOTE_MAX}
              value={note}
              onChange={({ target }) => setNote(target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
                event.preventDefault();
                if (refused === null && !rarer.isSending) reject();
              }}
            />
          )}
        </Field>
      ) : (
        <p className="text-sm">{label} takes no reason with it. Tell those concerned yourself.</p>
      )}
      <FieldError>{rarer.error === null ? null : readProblem(rarer.error).title}</FieldError>
    </Dialog>
  );
}

/** Where the reason stands then. */
function hintFor({ source }: TicketDetail): string {
  return source === "kace"
    ? "Everybody who sees the ticket reads it."
    : "It is left as a note that its agents read.";
}
