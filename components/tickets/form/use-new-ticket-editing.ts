"use client";

import { useState } from "react";
import { NO_FAULT, wholeFault, type Fault } from "@/components/forms/faults";
import { useFormDraft } from "@/components/forms/use-form-draft";
import type { FormEditing } from "@/components/forms/use-form-editing";
import { readProblem } from "@/components/ui/read-problem";
import { ApiError } from "@/lib/client/api";
import {
  NO_DRAFT,
  changeField,
  fitDraft,
  isUntouched,
  type FormDraft,
} from "@/lib/client/forms/form-drafts";
import type { NewTicketStart } from "@/lib/client/tickets/new-ticket/requests";
import { useCreateTicket } from "@/lib/client/tickets/new-ticket/use-new-ticket";
import type { FormLayoutView } from "@/lib/contracts/record-form";
import type { CreateTicketResult } from "@/lib/contracts/ticket-form";
import type { FormValue } from "@/lib/domain/record-form";

type Unknown = Extract<CreateTicketResult, { outcome: "unknown" }>;

/** The work on a new ticket: as on every form, and what became of one whose answer was lost. */
export interface NewTicketEditing extends FormEditing {
  unknown: Unknown | null;
  /** Sends it although one of its title may have been made. */
  sendAnyway: () => void;
  /** One of those that were found is it: what was typed is done with. */
  settle: () => void;
}

export function useNewTicketEditing({
  start,
  form,
  draftKey,
  onCreated,
  onLeave,
}: {
  start: NewTicketStart;
  form: FormLayoutView;
  draftKey: string;
  onCreated: (ref: string) => void;
  onLeave: () => void;
}): NewTicketEditing {
  const [kept, setKept] = useFormDraft(draftKey);
  const [isBack] = useState(() => !isUntouched(kept));
  const [fault, setFault] = useState<Fault>(NO_FAULT);
  const [unknown, setUnknown] = useState<Unknown | null>(null);
  const creating = useCreateTicket(start);
  const preview = useCreateTicket(start);
  const draft = fitDraft(kept, form.fields);
  const hear = (result: CreateTicketResult, before: FormDraft) => {
    setUnknown(result.outcome === "unknown" ? result : null);
    if (result.outcome === "created") {
      setKept(NO_DRAFT);
      return onCreated(result.ref);
    }
    if (result.outcome === "unknown") setKept({ ...draft, sentAt: result.sentAt });
    if (result.outcome === "refused") {
      setKept(before);
      setFault({ message: result.message, fields: result.fields, allowed: result.allowed });
    } else setFault(NO_FAULT);
  };
  const fail = (error: Error, before: FormDraft) => {
    // Sightline itself did not answer: whether it sent the ticket on is as unknown as can be.
    if (!(error instanceof ApiError && isLost(error))) setKept(before);
    setFault(wholeFault(readProblem(error).title));
  };
  const send = ({ sentBefore }: { sentBefore: string | undefined }) => {
    if (creating.isPending) return;
    // Kept before it goes: a reload meanwhile must not send it a second time without looking.
    setKept({ ...draft, sentAt: draft.sentAt ?? new Date().toISOString() });
    creating.mutate(
      { values: valuesOf(form, draft), ...(sentBefore === undefined ? {} : { sentBefore }) },
      { onSuccess: (result) => hear(result, draft), onError: (error) => fail(error, draft) },
    );
  };
  return {
    draft,
    isBack,
    fault,
    differences: [],
    nothing: null,
    whyNot: null,
    isSaving: creating.isPending,
    isPreviewing: preview.isPending,
    preview: preview.data?.outcome === "preview" ? preview.data : null,
    setField: (field, value) => {
      setKept(changeField(draft, field, value));
      preview.reset();
    },
    keepMine: () => undefined,
    takeTheirs: () => undefined,
    submit: () => send({ sentBefore: draft.sentAt }),
    sendAnyway: () => send({ sentBefore: undefined }),
    settle: () => setKept(NO_DRAFT),
    unknown,
    ask: () =>
      preview.mutate(
        { values: valuesOf(form, draft), preview: true },
        {
          onSuccess: (said) =>
            setFault(
              said.outcome === "refused"
                ? { message: said.message, fields: said.fields, allowed: said.allowed }
                : NO_FAULT,
            ),
          onError: (error) => setFault(wholeFault(readProblem(error).title)),
        },
      ),
    leave: () => {
      setKept(NO_DRAFT);
      onLeave();
    },
  };
}

const isLost = ({ code }: ApiError) => code === "network" || code === "unreadable";

/** Everything that the form holds: what was filled in for its author goes as much as what they typed. */
function valuesOf(form: FormLayoutView, draft: FormDraft): Record<string, FormValue> {
  const open = form.fields.filter(({ readOnly, kind }) => readOnly === null && kind !== "file");
  return Object.fromEntries(open.map(({ key, value }) => [key, draft.values[key] ?? value]));
}
