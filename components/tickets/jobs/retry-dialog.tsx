"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Textarea } from "@/components/ui/field";
import { COMMENT_CHARACTERS_MAX } from "@/lib/contracts/ticket-fields";
import type { TicketJobRow } from "@/lib/contracts/ticket-jobs";
import { countTickets } from "./job-words";

/** Asks for the words of a job again: they are forgotten when it has ended. */
export function RetryDialog({
  job,
  count,
  busy,
  onSend,
  onClose,
}: {
  job: Pick<TicketJobRow, "act">;
  count: number;
  busy: boolean;
  onSend: (text: string) => void;
  onClose: () => void;
}) {
  const [text, setText] = useState("");
  const words = text.trim();
  const send = `Try ${countTickets(count)} again`;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={send}
      description="What was typed is not kept after the end, so it is typed again."
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            Leave
          </Button>
          <Button
            look="primary"
            busy={busy}
            refusedBecause={words === "" ? "Type it first." : null}
            onClick={() => onSend(text)}
          >
            {send}
          </Button>
        </>
      }
    >
      <Field label={job.act === "close" ? "Solution" : "Comment"}>
        {(control) => (
          <Textarea
            {...control}
            rows={4}
            maxLength={COMMENT_CHARACTERS_MAX}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}
