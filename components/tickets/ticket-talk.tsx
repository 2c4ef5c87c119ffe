"use client";

import type { ReactNode, RefObject } from "react";
import { SkeletonLines } from "@/components/ui/skeleton";
import { CommentBox } from "./comment-box";
import { Conversation } from "./conversation";
import { ConversationOrigin } from "./conversation-origin";
import { RichText } from "./rich-text";
import type { TicketWork } from "./use-ticket-work";

/** What the ticket is about, what was said since, and the box to say more. */
export function TicketTalk({
  work,
  box,
}: {
  work: TicketWork;
  box: RefObject<HTMLTextAreaElement | null>;
}) {
  const { ticket, reading, sending } = work;
  if (ticket === undefined) return <SkeletonLines lines={8} />;
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
      <Section title="Conversation">
        <ConversationOrigin ticket={ticket} isAsking={reading.isAsking} onAsk={reading.refetch} />
        <Conversation events={ticket.events} sending={sending} />
      </Section>
      <CommentBox
        key={ticket.ref}
        ticket={ticket}
        sending={sending}
        onSend={work.comment}
        box={box}
      />
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid min-w-0 gap-1.5">
      <h3 className="text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}
