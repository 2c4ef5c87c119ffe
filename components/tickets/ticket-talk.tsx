"use client";

import type { ReactNode, RefObject } from "react";
import { SkeletonLines } from "@/components/ui/skeleton";
import { usePresence } from "@/lib/client/tickets/use-presence";
import { CommentBox } from "./comment-box";
import { Conversation } from "./conversation";
import { ConversationOrigin } from "./conversation-origin";
import { PresenceLine } from "./presence-line";
import { RichText } from "./rich-text";
import type { TicketDetail } from "@/lib/contracts/tickets";
import type { TicketWork } from "./use-ticket-work";

/** What the ticket is about, what was said since, and the box to say more. */
export function TicketTalk({
  work,
  box,
}: {
  work: TicketWork;
  box: RefObject<HTMLTextAreaElement | null>;
}) {
  const { ticket } = work;
  if (ticket === undefined) return <SkeletonLines lines={8} />;
  return <Talk work={work} ticket={ticket} box={box} />;
}

function Talk({
  work: { reading, sending, comment, seen },
  ticket,
  box,
}: {
  work: TicketWork;
  ticket: TicketDetail;
  box: RefObject<HTMLTextAreaElement | null>;
}) {
  const people = usePresence(ticket.ref);
  return (
    <div className="grid min-w-0 gap-4">
      <Section title="Description">
        {ticket.descriptionHtml ? (
          <RichText html={ticket.descriptionHtml} />
        ) : (
          <p className="text-ink-soft">There is no description.</p>
        )}
      </Section>
      {ticket.resolutionHtml ? (
        <Section title="Resolution">
          <RichText html={ticket.resolutionHtml} />
        </Section>
      ) : null}
      <Section title="Conversation" aside={<PresenceLine key={ticket.ref} people={people} />}>
        <ConversationOrigin ticket={ticket} isAsking={reading.isAsking} onAsk={reading.refetch} />
        <Conversation key={ticket.ref} ticket={ticket} sending={sending} />
      </Section>
      <CommentBox
        key={ticket.ref}
        ticket={ticket}
        sending={sending}
        onSend={comment}
        seen={seen}
        box={box}
      />
    </div>
  );
}

function Section({
  title,
  aside = null,
  children,
}: {
  title: string;
  /** Beside the title, at the end of its line. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="grid min-w-0 gap-1.5">
      <div className="flex min-w-0 items-center gap-3">
        <h3 className="text-sm font-semibold">{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
