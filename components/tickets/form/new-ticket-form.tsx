"use client";

import { EditForm } from "@/components/forms/edit-form";
import { Checkbox } from "@/components/ui/field";
import { usePreferences } from "@/components/ui/preferences";
import { newTicketPlace, type NewTicketStart } from "@/lib/client/tickets/new-ticket/requests";
import type { NewTicketFormResult } from "@/lib/contracts/ticket-form";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { FoundTickets } from "./found-tickets";
import { useNewTicketEditing } from "./use-new-ticket-editing";

/** The form of a new ticket. Mount anew for another start, and after one was made. */
export function NewTicketForm({
  start,
  told: { form, notes },
  draftKey,
  onCreated,
  onLeave,
}: {
  start: NewTicketStart;
  told: NewTicketFormResult;
  draftKey: string;
  onCreated: (ref: string) => void;
  onLeave: () => void;
}) {
  const { afterCreate, set } = usePreferences();
  const editing = useNewTicketEditing({ start, form, draftKey, onCreated, onLeave });
  const words = {
    title: form.title,
    save: "Create",
    saving: "Creating",
    foot: `Goes to ${SOURCE_LABELS[form.source].label} as you.`,
  };
  return (
    <EditForm
      place={newTicketPlace(start)}
      form={form}
      editing={editing}
      words={words}
      keepsFocus
      beside={
        <Checkbox
          label="Create another"
          checked={afterCreate === "another"}
          onChange={(event) => set("afterCreate", event.target.checked ? "another" : "open")}
        />
      }
    >
      <FoundTickets editing={editing} />
      {notes.length === 0 ? null : (
        <ul className="grid gap-1 rounded-sm bg-sunken px-3 py-2 text-sm text-ink-soft">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </EditForm>
  );
}
