"use client";

import { Clock, Lock, MessageSquare, type LucideIcon } from "lucide-react";
import { memo, type ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TicketDetail, TicketEventRow } from "@/lib/contracts/tickets";
import type { TicketEventKind } from "@/lib/domain/ticket";
import { formatMinutes } from "@/lib/format/durations";
import type { Tone } from "@/lib/format/tones";
import { RichText } from "../rich-text";
import { Attachments } from "./attachments";
import { anchorOf } from "./entries";
import { RemoveWork } from "./remove-work";

const KINDS = {
  comment: { label: "Public", tone: "info", icon: MessageSquare },
  internal: { label: "Internal, staff only", tone: "warn", icon: Lock },
  work: { label: "Work", tone: "neutral", icon: Clock },
} as const satisfies Record<
  Exclude<TicketEventKind, "change">,
  { label: string; tone: Tone; icon: LucideIcon }
>;

interface EntryProps {
  event: TicketEventRow;
  ticket: Pick<TicketDetail, "ref" | "source" | "permissions">;
  /** The address of the page leads here. */
  isWanted: boolean;
}

/** One entry of a conversation. Its time is the address under which it is found again. */
export const Entry = memo(function Entry({ event, ticket, isWanted }: EntryProps) {
  const { id, kind, authorName, at, minutes, html, attachments } = event;
  const author = authorName ?? (isFileAlone(event) ? "A file was added" : "Somebody");
  const when = (
    <a href={`#${encodeURIComponent(anchorOf(id))}`} className="hover:underline">
      <RelativeTime iso={at} />
    </a>
  );
  if (kind === "change") {
    return <ChangeLine event={event} author={author} when={when} isWanted={isWanted} />;
  }
  return (
    <Message
      id={anchorOf(id)}
      kind={kind}
      author={author}
      when={when}
      note={minutes === null ? null : formatMinutes(minutes)}
      isWanted={isWanted}
      act={kind === "work" ? <RemoveWork ticket={ticket} event={event} /> : null}
    >
      {html === "" ? null : <RichText html={html} />}
      <Attachments ticket={ticket} files={attachments} />
    </Message>
  );
});

/** SysAid tells of a file neither who added it nor with which words. */
const isFileAlone = ({ html, attachments }: TicketEventRow) =>
  html === "" && attachments.length > 0;

/** What became of which field, where that is understood; else the vendor's own words. */
function ChangeLine({
  event: { id, html, steps },
  author,
  when,
  isWanted,
}: {
  event: TicketEventRow;
  author: string;
  when: ReactNode;
  isWanted: boolean;
}) {
  return (
    <li
      id={anchorOf(id)}
      className={classNames(
        "flex min-w-0 items-baseline gap-2 rounded-sm px-3 text-xs text-ink-soft",
        isWanted && "bg-selected",
      )}
    >
      <span aria-hidden className="text-ink-faint">
        •
      </span>
      <div className="flex min-w-0 grow flex-wrap gap-x-1.5">
        <span className="font-medium">{author}</span>
        {steps.length === 0 ? (
          <RichText html={html} small />
        ) : (
          <ul className="min-w-0">
            {steps.map(({ field, before, after }, nth) => (
              <li key={`${nth} ${field}`} className="wrap-anywhere">
                {field}: <bdi>{before ?? "–"}</bdi>{" "}
                <span aria-hidden className="text-ink-faint">
                  →
                </span>
                <span className="sr-only">became</span>{" "}
                <bdi className="font-medium text-ink">{after ?? "–"}</bdi>
              </li>
            ))}
          </ul>
        )}
      </div>
      <span className="shrink-0 text-ink-faint">{when}</span>
    </li>
  );
}

/** One message. Internal ones are told apart by word, mark, colour and outline. */
export function Message({
  id,
  kind,
  author,
  when,
  note = null,
  busy = false,
  isWanted = false,
  act = null,
  children,
}: {
  id?: string;
  kind: keyof typeof KINDS;
  author: string;
  when: ReactNode;
  note?: string | null;
  busy?: boolean;
  isWanted?: boolean;
  /** What can be done with it. */
  act?: ReactNode;
  children: ReactNode;
}) {
  const { label, tone, icon: Icon } = KINDS[kind];
  return (
    <li
      id={id}
      aria-busy={busy || undefined}
      className={classNames(
        "grid min-w-0 gap-1.5 rounded-md border px-3 py-2",
        kind === "internal" && "border-dashed border-warn/50 bg-warn-soft/40",
        isWanted && "border-accent",
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
        {act}
      </header>
      {children}
    </li>
  );
}
