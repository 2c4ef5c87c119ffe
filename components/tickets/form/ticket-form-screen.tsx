"use client";

import { ArrowLeft } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { EditRecordForm } from "@/components/forms/edit-record-form";
import { FieldList } from "@/components/forms/field-list";
import { useActions } from "@/components/ui/actions";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { Screen } from "@/components/ui/screen";
import { useMe } from "@/lib/client/account/use-me";
import { draftKey } from "@/lib/client/forms/form-drafts";
import { useRecordForm } from "@/lib/client/forms/use-record-form";
import { ticketFormPlace } from "@/lib/client/tickets/new-ticket/requests";
import { ticketHref } from "@/lib/client/tickets/ticket-links";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { ViewChoice } from "./view-choice";

/** A ticket as its own system's form, every field of it. Esc leads back to the ticket. */
export function TicketFormScreen({ ticketRef }: { ticketRef: string }) {
  const router = useRouter();
  const [view, setView] = useQueryState("view", parseAsString.withDefault(""));
  const place = ticketFormPlace(ticketRef, view);
  const query = useRecordForm(place, { anew: true });
  const me = useMe();
  const form = query.data?.form;
  const back = () => router.push(ticketHref(ticketRef));
  useActions([
    { id: "back", label: "Back to the ticket", group: "Here", keys: "Escape", run: back },
  ]);
  const userName = me.data?.connections.find(({ source }) => source === form?.source)?.userName;
  return (
    <Screen
      title={form === undefined ? "Edit fields" : form.title}
      showTitle
      toolbar={
        <div className="flex min-h-8 flex-wrap items-center gap-2">
          {form === undefined ? null : (
            <ProvenanceMark provenance={SOURCE_LABELS[form.source]} withName />
          )}
          {form?.source === "sysaid" ? (
            <ViewChoice key={view} value={view} onChange={(next) => void setView(next || null)} />
          ) : null}
          <Button look="quiet" className="ms-auto" onClick={back}>
            <ArrowLeft size={14} aria-hidden />
            Back to the ticket
          </Button>
        </div>
      }
    >
      <Panel
        title={form === undefined ? "Fields" : form.typeLabel}
        query={{ ...query, data: me.data === undefined ? undefined : query.data }}
        size="auto"
      >
        {({ form: held }) =>
          held.readOnly === null ? (
            <EditRecordForm
              key={view}
              place={place}
              form={held}
              // Another view has other fields: what was typed into one must not be dropped for them.
              draftKey={draftKey(userName ?? "", view === "" ? held.ref : `${held.ref} ${view}`)}
              onLeave={back}
            />
          ) : (
            <div className="grid gap-3">
              <p className="text-sm text-ink-soft">{held.readOnly}</p>
              <FieldList fields={held.fields} />
            </div>
          )
        }
      </Panel>
    </Screen>
  );
}
