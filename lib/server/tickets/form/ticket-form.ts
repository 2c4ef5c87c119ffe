import "server-only";
import type { FormChoicesResult, FormResult, FormWriteResult } from "@/lib/contracts/record-form";
import type { TicketFormWrite } from "@/lib/contracts/ticket-form";
import type { RecordForm } from "@/lib/domain/record-form";
import type { Actor } from "@/lib/server/api/route";
import { NotFound } from "@/lib/server/failures";
import { findFieldChoices } from "@/lib/server/forms/field-choices";
import { viewRecordForm } from "@/lib/server/forms/view-form";
import { writeRecordForm } from "@/lib/server/forms/write-record-form";
import { isSourceFault } from "@/lib/server/source-fault";
import { openTicketForm, readTicketAgain, type Asker } from "./open-ticket-form";

const FILES = {
  state: "impossible",
  reason: "A ticket’s files stand in its conversation.",
} as const;

const toView = (form: RecordForm) => viewRecordForm(form, FILES);

/** A ticket's form as its system shows it to the viewer now. Throws as `openTicketForm` does. */
export async function readTicketForm(
  asker: Asker,
  refText: string | undefined,
  { view }: { view?: string | undefined },
): Promise<FormResult> {
  const { form } = await openTicketForm(asker, refText, view);
  return { form: toView(form) };
}

/** The values that a field of a ticket's form can be set to, those whose name holds `search`. */
export async function readTicketChoices(
  asker: Asker,
  refText: string | undefined,
  {
    view,
    field,
    search = "",
  }: { view?: string | undefined; field: string; search?: string | undefined },
): Promise<FormChoicesResult> {
  const open = await openTicketForm(asker, refText, view);
  return findFieldChoices(asker, open, { key: field, search });
}

/** Writes changed fields of a ticket, or says what would be sent: see `writeRecordForm`. Throws as that and `openTicketForm` do. */
export async function writeTicketForm(
  actor: Actor,
  refText: string | undefined,
  { view, ...changes }: TicketFormWrite,
): Promise<FormWriteResult> {
  const { form, desk, hands, ref } = await openTicketForm(actor, refText, view);
  const work = {
    form,
    desk,
    operation: "tickets.edit",
    readAgain: () => readTicketAgain(actor, hands, ref),
    async readNow() {
      try {
        const asker = { ...actor, signal: new AbortController().signal };
        return (await openTicketForm(asker, ref, view)).form;
      } catch (error) {
        // A change can take a ticket out of its writer's sight.
        if (!isSourceFault(error) && !(error instanceof NotFound)) throw error;
        return null;
      }
    },
    view: toView,
  };
  return writeRecordForm(actor, work, changes);
}
