"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { toDeleteAct } from "@/lib/client/tickets/rarer-acts";
import { useTicketOptions } from "@/lib/client/tickets/use-ticket-parts";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { RarerWork } from "./use-rarer-work";

/** Asks before a ticket is deleted for good, having asked its system whether that is allowed. */
export function DeleteDialog({ rarer, ticket }: { rarer: RarerWork; ticket: TicketDetail }) {
  const options = useTicketOptions(ticket.ref, { pattern: "" });
  const { label } = SOURCE_LABELS[ticket.source];
  const removal = options.data?.removal;
  const problem = rarer.error ?? options.error;
  const refused =
    removal === undefined
      ? options.error === null
        ? `${label} is being asked whether it can be deleted.`
        : null
      : removal.allowed
        ? null
        : (removal.reason ?? "You may not delete it.");
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : rarer.open(null))}
      title={`Delete ${label} ${ticket.number}?`}
      description="This cannot be undone, neither here nor there."
      actions={
        <>
          <Button onClick={() => rarer.open(null)}>Keep it</Button>
          <Button
            look="danger"
            busy={rarer.isSending}
            refusedBecause={refused}
            onClick={() => rarer.act(toDeleteAct(ticket))}
          >
            Delete {label} {ticket.number}
          </Button>
        </>
      }
    >
      <p className="text-sm font-medium wrap-anywhere">{ticket.title}</p>
      <p className="pt-2 text-sm text-ink-soft" role="status">
        {refused ?? "Its conversation, its files and its history go with it."}
      </p>
      <FieldError>{problem === null ? null : readProblem(problem).title}</FieldError>
    </Dialog>
  );
}
