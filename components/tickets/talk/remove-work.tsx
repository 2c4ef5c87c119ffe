"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { useRemoveWork } from "@/lib/client/tickets/use-work-log";
import type { TicketDetail, TicketEventRow } from "@/lib/contracts/tickets";
import type { Source } from "@/lib/domain/source";
import { formatMinutes } from "@/lib/format/durations";

const WHAT_HAPPENS = {
  kace: "KACE voids the entry: it counts no more, and nobody can bring it back from here.",
  sysaid: "SysAid deletes the activity, and nobody can bring it back.",
} as const satisfies Record<Source, string>;

/** Takes a work entry back, after asking. Nothing where its reader may not. */
export function RemoveWork({
  ticket,
  event,
}: {
  ticket: Pick<TicketDetail, "ref" | "source" | "permissions">;
  event: TicketEventRow;
}) {
  const [isAsking, setAsking] = useState(false);
  const remove = useRemoveWork(ticket.ref);
  if (!ticket.permissions.logWork.allowed) return null;
  const time = formatMinutes(event.minutes ?? 0);
  const act = () =>
    remove.mutate(event.id, {
      onSuccess: () => tellDone(`Work of ${time} is taken back`),
      onError: tellFailed,
      onSettled: () => setAsking(false),
    });
  return (
    <span data-print="hide">
      <IconButton
        label={`Take back work of ${time}`}
        icon={<Trash2 size={14} aria-hidden />}
        className="size-6!"
        onClick={() => setAsking(true)}
      />
      <Dialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Take back work of ${time}?`}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button look="danger" busy={remove.isPending} onClick={act}>
              Take it back
            </Button>
          </>
        }
      >
        <p className="text-sm">{WHAT_HAPPENS[ticket.source]}</p>
      </Dialog>
    </span>
  );
}
