"use client";

import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldError, Textarea } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { REASON_LENGTH_MAX, REASON_LENGTH_MIN } from "@/lib/contracts/identity-fields";

/** Asks why before something is decided about records. What was typed stays when it fails. */
export function ReasonDialog({
  title,
  description,
  act,
  refusedBecause = null,
  busy,
  error,
  onAct,
  onClose,
  children,
}: {
  title: string;
  description: string;
  /** What the button does. */
  act: string;
  /** What is still missing beside the reason. */
  refusedBecause?: string | null;
  busy: boolean;
  error: Error | null;
  onAct: (reason: string) => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const missing = reason.trim().length < REASON_LENGTH_MIN ? "Say why, in a few words." : null;
  const submit = () => {
    setTried(true);
    if (missing === null && refusedBecause === null && !busy) onAct(reason.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open || busy ? undefined : onClose())}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" busy={busy} refusedBecause={refusedBecause} onClick={submit}>
            {act}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {children}
        <Field
          label="Reason"
          hint="Kept with the decision and shown to everybody who sees it."
          error={tried && missing !== null ? missing : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              required
              rows={3}
              maxLength={REASON_LENGTH_MAX}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <FieldError>{error === null ? null : readProblem(error).title}</FieldError>
      </form>
    </Dialog>
  );
}
