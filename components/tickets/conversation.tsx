"use client";

import { Clock, Lock, MessageSquare, type LucideIcon } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { Checkbox } from "@/components/ui/field";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SentComment } from "@/lib/client/tickets/ticket-acts";
import type { TicketDetail } from "@/lib/contracts/tickets";
import type { TicketEventKind } from "@/lib/domain/ticket";
import { formatMinutes } from "@/lib/format/durations";
import type { Tone } from "@/lib/format/tones";
import { RichText } from "./rich-text";

type Event = TicketDetail["events"][number];

const KINDS = {
  comment: { label: "Public", tone: "info", icon: MessageSquare },
  internal: { label: "Internal, staff only", tone: "warn", icon: Lock },
  work: { label: "Work", tone: "neutral", icon: Clock },
} as const satisfies Record<
  Exclude<TicketEventKind, "change">,
  { label: string; tone: Tone; icon: LucideIcon }
>;

/** What was said and done about a ticket, oldest first, with what is on its way at the end. */
export function Conversation({
  events,
  sending,
}: {
  events: TicketDetail["events"];
  sending: readonly SentComment[];
}) {
  const [withChanges, setWithChanges] = useState(true);
  const changes = events.filter((event) => event.kind === "change").length;
  const shown = withChanges ? events : events.filter((event) => event.kind !== "change");
  return (
    <div className="grid min-w-0 gap-2">
      {changes === 0 ? null : (
        <Checkbox
          className="justify-self-end text-xs text-ink-soft"
          label={changes === 1 ? "Show 1 change" : `Show ${changes} changes`}
          checked={withChanges}
          onChange={(event) => setWithChanges(event.target.checked)}
        />
      )}
      {shown.length === 0 && sending.length === 0 ? (
        <p className="text-ink-soft">Nobody has written anything yet.</p>
      ) : (
        <ol className="grid min-w-0 gap-2" aria-label="Conversation">
          {shown.map((event) => (
            <EventItem key={event.id} event={event} />
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

function EventItem({ event }: { event: Event }) {
  const { kind, authorName, at, minutes, html } = event;
  const author = authorName ?? "Somebody";
  if (kind === "change") {
    return (
      <li className="flex min-w-0 items-baseline gap-2 px-3 text-xs text-ink-soft">
        <span aria-hidden className="text-ink-faint">
          •
        </span>
        <div className="flex min-w-0 grow flex-wrap gap-x-1.5">
          <span className="font-medium">{author}</span>
          <RichText html={html} small />
        </div>
        <span className="shrink-0 text-ink-faint">
          <RelativeTime iso={at} />
        </span>
      </li>
    );
  }
  return (
    <Message
      kind={kind}
      author={author}
      when={<RelativeTime iso={at} />}
      note={minutes === null ? null : formatMinutes(minutes)}
    >
      <RichText html={html} />
    </Message>
  );
}

/** One message. Internal ones are told apart by word, mark, colour and outline. */
function Message({
  kind,
  author,
  when,
  note = null,
  busy = false,
  children,
}: {
  kind: keyof typeof KINDS;
  author: string;
  when: ReactNode;
  note?: string | null;
  busy?: boolean;
  children: ReactNode;
}) {
  const { label, tone, icon: Icon } = KINDS[kind];
  return (
    <li
      aria-busy={busy || undefined}
      className={classNames(
        "grid min-w-0 gap-1.5 rounded-md border px-3 py-2",
        kind === "internal" && "border-dashed border-warn/50 bg-warn-soft/40",
      )}
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs">
        <span className="text-sm font-medium">{author}</span>
        <Badge tone={tone}>
          <Icon size={11} aria-hidden />
          {label}
        </Badge>
        {note === null ? null : <span className="text-ink-soft">{note}</span>}
        <span className="ms-auto text-ink-soft">{when}</span>
      </header>
      {children}
    </li>
  );
}
