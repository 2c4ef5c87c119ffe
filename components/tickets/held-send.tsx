"use client";

import type { RefObject } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TicketUnseen } from "@/lib/contracts/tickets";
import { RichText } from "./rich-text";

const FIELDS = { status: "Status", assignee: "Assignee" } as const satisfies Record<
  TicketUnseen["changes"][number]["field"],
  string
>;

/** What came in while somebody wrote, over the box with their text: it was not sent, and they decide. */
export function HeldSend({
  unseen,
  anyway,
  onSend,
  onKeep,
  onDiscard,
}: {
  unseen: TicketUnseen;
  /** The button that sends all the same. */
  anyway: RefObject<HTMLButtonElement | null>;
  onSend: () => void;
  onKeep: () => void;
  onDiscard: () => void;
}) {
  return (
    <section
      aria-label="Not sent yet"
      className="grid min-w-0 gap-2 rounded-md border border-warn/50 bg-warn-soft/40 p-3"
    >
      <p className="text-sm font-semibold">Not sent yet. This is new since you looked:</p>
      <ul
        aria-label="What is new"
        tabIndex={0}
        className="grid max-h-60 min-w-0 gap-2 overflow-y-auto text-sm"
      >
        {unseen.changes.map(({ field, before, after }) => (
          <li key={field}>{`${FIELDS[field]}: ${before ?? "nobody"} → ${after ?? "nobody"}`}</li>
        ))}
        {unseen.entries.map(({ id, kind, authorName, at, html }) => (
          <li key={id} className="grid min-w-0 gap-0.5">
            <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-ink-soft">
              <span>
                <span className="font-medium text-ink">{authorName ?? "Somebody"}</span> wrote{" "}
                <RelativeTime iso={at} />:
              </span>
              {kind === "internal" ? <Badge tone="warn">Internal</Badge> : null}
            </p>
            <RichText html={html} />
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button ref={anyway} look="primary" onClick={onSend}>
          Send anyway
        </Button>
        <Button onClick={onKeep}>Keep editing</Button>
        <Button look="quiet" onClick={onDiscard}>
          Discard
        </Button>
      </div>
    </section>
  );
}

/** What a screen reader says when a comment is held. */
export function heldWords({ entries, changes }: TicketUnseen): string {
  const said = entries.map(({ authorName }) => `${authorName ?? "Somebody"} wrote something`);
  const changed = changes.map(({ field, after }) => `${FIELDS[field]} is now ${after ?? "nobody"}`);
  return `Not sent yet. ${[...changed, ...said].join(". ")}.`;
}
