"use client";

import { ArrowLeft } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import { useActions } from "@/components/ui/actions";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { usePreferences } from "@/components/ui/preferences";
import { Screen } from "@/components/ui/screen";
import { tellDone } from "@/components/ui/toaster";
import { useMe } from "@/lib/client/account/use-me";
import { draftKey } from "@/lib/client/forms/form-drafts";
import { wayBack } from "@/lib/client/list-places";
import { startParams, type NewTicketStart } from "@/lib/client/tickets/new-ticket/requests";
import { useNewTicketForm, useTicketStarts } from "@/lib/client/tickets/new-ticket/use-new-ticket";
import { QUEUE_PATH, ticketHref } from "@/lib/client/tickets/ticket-links";
import { toSearchString } from "@/lib/client/keys";
import type { NewTicketStarts } from "@/lib/contracts/ticket-form";
import { SOURCES } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { NewTicketForm } from "./new-ticket-form";
import { StartChoice } from "./start-choice";
import { ViewChoice } from "./view-choice";

const text = parseAsString.withDefault("");
const ADDRESS = {
  source: text,
  kind: text,
  template: text,
  view: text,
  device: text,
  person: text,
};

/** A new ticket in either system: where, as what, from which template, and its form. The address holds all but what is typed. */
export function NewTicketScreen() {
  const router = useRouter();
  const [address, setAddress] = useQueryStates(ADDRESS, { history: "replace" });
  const starts = useTicketStarts();
  const back = () => router.push(wayBack(QUEUE_PATH));
  useActions([
    { id: "back", label: "Back to the tickets", group: "Here", keys: "Escape", run: back },
  ]);
  const wish = { ...address, source: address.source || onlySystem(starts.data) };
  const start = toStart(wish);
  return (
    <Screen
      title="New ticket"
      showTitle
      toolbar={
        <div className="flex min-h-8 flex-wrap items-center gap-2">
          {wish.source === "sysaid" ? (
            <ViewChoice
              key={address.view}
              value={address.view}
              onChange={(view) => void setAddress({ view: view || null })}
            />
          ) : null}
          <Button look="quiet" className="ms-auto" onClick={back}>
            <ArrowLeft size={14} aria-hidden />
            All tickets
          </Button>
        </div>
      }
    >
      <Panel title="What it begins as" query={starts} size="auto">
        {(told) => (
          <StartChoice starts={told} wish={wish} onChange={(next) => void setAddress(next)} />
        )}
      </Panel>
      {start === null ? null : <FormPanel start={start} onLeave={back} />}
    </Screen>
  );
}

/** The form, once it is known whose it is: what was typed before is found by its author's name. */
function FormPanel({ start, onLeave }: { start: NewTicketStart; onLeave: () => void }) {
  const router = useRouter();
  const { afterCreate } = usePreferences();
  const form = useNewTicketForm(start);
  const me = useMe();
  const [round, setRound] = useState(0);
  const userName = me.data?.connections.find(({ source }) => source === start.source)?.userName;
  const key = draftKey(userName ?? "", `new ${toSearchString(startParams(start))}`);
  const onCreated = (ref: string) => {
    const open = () => router.push(ticketHref(ref));
    const { label } = SOURCE_LABELS[start.source];
    tellDone(`The ticket was made in ${label}`, undefined, { label: "Open it", run: open });
    if (afterCreate === "another") setRound(round + 1);
    else open();
  };
  return (
    <Panel
      title={form.data?.form.title ?? "Its form"}
      query={{ ...form, data: me.data === undefined ? undefined : form.data }}
      size="auto"
    >
      {(told) => (
        <NewTicketForm
          key={`${key} ${round}`}
          start={start}
          told={told}
          draftKey={key}
          onCreated={onCreated}
          onLeave={onLeave}
        />
      )}
    </Panel>
  );
}

/** The system of who can make tickets in one alone. */
function onlySystem(starts: NewTicketStarts | undefined): string {
  const open = starts?.systems.filter(({ permission }) => permission.allowed) ?? [];
  return open.length === 1 ? (open[0]?.source ?? "") : "";
}

function toStart(address: Record<keyof typeof ADDRESS, string>): NewTicketStart | null {
  const source = SOURCES.find((one) => one === address.source);
  if (source === undefined || address.kind === "") return null;
  return { ...address, source };
}
