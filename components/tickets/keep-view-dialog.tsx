"use client";

import { useId, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Checkbox, Field, FieldError, Input } from "@/components/ui/field";
import { ApiError } from "@/lib/client/api";
import { VIEW_NAME_LENGTH_MAX } from "@/lib/contracts/ticket-fields";

/** What a view is called and who sees it. */
export interface ViewNaming {
  name: string;
  isShared: boolean;
}

/** Asks for a view's name and who sees it. What was typed stays when it is refused, with the reason beside it. */
export function KeepViewDialog({
  title,
  verb,
  start,
  busy,
  error,
  onSend,
  onClose,
}: {
  title: string;
  /** What the button does: `Keep`, `Rename`. */
  verb: string;
  start: ViewNaming;
  busy: boolean;
  error: Error | null;
  onSend: (naming: ViewNaming) => void;
  onClose: () => void;
}) {
  const formId = useId();
  const [name, setName] = useState(start.name);
  const [isShared, setShared] = useState(start.isShared);
  const [missing, setMissing] = useState(false);
  const refused = error instanceof ApiError ? error.fields["name"] : undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    const isMissing = name.trim() === "";
    setMissing(isMissing);
    if (!isMissing && !busy) onSend({ name: name.trim(), isShared });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} busy={busy}>
            {verb}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={send} className="grid gap-3" noValidate>
        <Field label="Name" error={missing ? "Give the view a name." : refused}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={VIEW_NAME_LENGTH_MAX}
              onChange={(event) => setName(event.target.value)}
              autoComplete="off"
              autoFocus
            />
          )}
        </Field>
        <Checkbox
          label="Share with everybody"
          checked={isShared}
          onChange={(event) => setShared(event.target.checked)}
        />
        <p className="text-xs text-ink-soft">
          Whoever opens a shared view finds the tickets that they may see themselves.
        </p>
        <FieldError>{error !== null && refused === undefined ? error.message : null}</FieldError>
      </form>
    </Dialog>
  );
}
