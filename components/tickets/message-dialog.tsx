"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Checkbox, Field, FieldError, Input, Select, Textarea } from "@/components/ui/field";
import { readProblem } from "@/components/ui/read-problem";
import { draftMessage, keepMessage, type MessageDraft } from "@/lib/client/tickets/message-drafts";
import { toMessageAct } from "@/lib/client/tickets/rarer-acts";
import {
  MESSAGE_METHODS,
  MESSAGE_SUBJECT_MAX,
  MESSAGE_TEXT_MAX,
  type MessageMethod,
} from "@/lib/contracts/ticket-act-fields";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { MessagePeople } from "./message-people";
import type { RarerWork } from "./use-rarer-work";

const METHOD_LABELS = { email: "E-mail", sms: "SMS" } as const satisfies Record<
  MessageMethod,
  string
>;

/** Writes to people and groups about a ticket, through its system. What is typed stays until it is sent. */
export function MessageDialog({ rarer, ticket }: { rarer: RarerWork; ticket: TicketDetail }) {
  const { ref } = ticket;
  const [draft, setDraft] = useState(() => draftMessage(localStorage, ref, Date.now()));
  const change = (more: Partial<MessageDraft>) => {
    const next = { ...draft, ...more };
    setDraft(next);
    keepMessage(localStorage, ref, next, Date.now());
  };
  const { label } = SOURCE_LABELS[ticket.source];
  const send = () => {
    const refsOf = (people: MessageDraft["to"]) => people.map((one) => one.ref);
    rarer.act(toMessageAct(ticket, { ...draft, to: refsOf(draft.to), cc: refsOf(draft.cc) }));
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => (open ? undefined : rarer.open(null))}
      title={`Message about ${label} ${ticket.number}`}
      description={`${label} sends it as you, and keeps it with the record.`}
      actions={
        <>
          <Button look="quiet" onClick={() => rarer.open(null)}>
            Leave
          </Button>
          <Button
            look="primary"
            busy={rarer.isSending}
            refusedBecause={refusalOf(draft)}
            onClick={send}
          >
            Send
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Field label="By">
          {(control) => (
            <Select
              {...control}
              options={MESSAGE_METHODS.map((value) => ({ value, label: METHOD_LABELS[value] }))}
              value={draft.method}
              onChange={({ target }) => {
                const method = MESSAGE_METHODS.find((one) => one === target.value);
                if (method !== undefined) change({ method });
              }}
            />
          )}
        </Field>
        <MessagePeople
          label="To"
          ticketRef={ref}
          picked={draft.to}
          onChange={(to) => change({ to })}
        />
        <MessagePeople
          label="Copy to"
          ticketRef={ref}
          picked={draft.cc}
          onChange={(cc) => change({ cc })}
        />
        <Field label="Subject">
          {(control) => (
            <Input
              {...control}
              maxLength={MESSAGE_SUBJECT_MAX}
              value={draft.subject}
              onChange={({ target }) => change({ subject: target.value })}
            />
          )}
        </Field>
        <Field label="Text">
          {(control) => (
            <Textarea
              {...control}
              rows={6}
              maxLength={MESSAGE_TEXT_MAX}
              value={draft.text}
              onChange={({ target }) => change({ text: target.value })}
            />
          )}
        </Field>
        <Checkbox
          label="With the details of the record"
          checked={draft.addDetails}
          onChange={({ target }) => change({ addDetails: target.checked })}
        />
        <FieldError>
          {rarer.error === null
            ? null
            : `${readProblem(rarer.error).title} What you wrote is kept here.`}
        </FieldError>
      </div>
    </Dialog>
  );
}

function refusalOf({ to, text, method, subject }: MessageDraft): string | null {
  if (to.length === 0) return "Choose somebody to send it to first.";
  if (method === "email" && subject.trim() === "") return "Give it a subject first.";
  return text.trim() === "" ? "Write something first." : null;
}
