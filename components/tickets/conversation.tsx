"use client";

import { Button } from "@/components/ui/button";
import type { SentComment } from "@/lib/client/tickets/ticket-acts";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatMinutes } from "@/lib/format/durations";
import { formatCount } from "@/lib/format/numbers";
import { countShown, entriesShown, totalMinutes } from "./talk/entries";
import { Entry, Message } from "./talk/entry";
import { EntryFilter, useShownEntries } from "./talk/entry-filter";
import { LogWork } from "./talk/log-work";
import { useOpenEntries } from "./talk/use-open-entries";

/** What was said and done about a ticket, oldest first, with what is on its way at the end. */
export function Conversation({
  ticket,
  sending,
}: {
  ticket: TicketDetail;
  sending: readonly SentComment[];
}) {
  const { events } = ticket;
  const [choice, choose] = useShownEntries();
  const chosen = entriesShown(events, choice);
  const { shown, folded, wanted, openMore } = useOpenEntries(chosen);
  const minutes = totalMinutes(events);
  return (
    <div className="grid min-w-0 gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <EntryFilter shown={choice} counts={countShown(events)} onChoose={choose} />
        {minutes === 0 ? null : (
          <p className="text-xs text-ink-soft">
            Work: <span className="font-medium text-ink figures">{formatMinutes(minutes)}</span>
          </p>
        )}
        <span className="ms-auto" data-print="hide">
          <LogWork ticket={ticket} />
        </span>
      </div>
      {folded === 0 ? null : (
        <Button look="quiet" className="justify-self-center" onClick={openMore}>
          Show older entries ({formatCount(folded, DISPLAY_LOCALE)} more)
        </Button>
      )}
      {shown.length === 0 && sending.length === 0 ? (
        <p className="text-ink-soft">
          {events.length === 0
            ? "Nobody has written anything yet."
            : "There is nothing of this kind."}
        </p>
      ) : (
        <ol className="grid min-w-0 gap-2" aria-label="Conversation">
          {shown.map((event) => (
            <Entry key={event.id} event={event} ticket={ticket} isWanted={event.id === wanted} />
          ))}
          {sending.map((comment, at) => (
            <Message
              key={`sending ${at}`}
              kind={comment.internal ? "internal" : "comment"}
              author="You"
              when={<span className="text-ink-faint">Sending</span>}
              busy
            >
              <p className="wrap-anywhere whitespace-pre-wrap">{comment.text}</p>
            </Message>
          ))}
        </ol>
      )}
    </div>
  );
}
