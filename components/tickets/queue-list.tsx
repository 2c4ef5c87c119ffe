"use client";

import { useId, type MouseEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Select } from "@/components/ui/field";
import { usePreferences } from "@/components/ui/preferences";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { Skeleton } from "@/components/ui/skeleton";
import type { TicketGroup, TicketQueuesResult } from "@/lib/contracts/ticket-views";
import {
  QUEUE_GROUPINGS,
  TICKET_VIEW_IDS,
  type QueueGrouping,
} from "@/lib/contracts/ticket-fields";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { NO_PRIORITY, PRIORITY_DISPLAYS, STATUS_DISPLAYS } from "@/lib/format/displays";
import { formatCount } from "@/lib/format/numbers";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { VIEW_LABELS, queueKey, type Queue } from "./ticket-views";

export interface QueueListProps {
  /** What the reader wants the groups to be. */
  by: QueueGrouping;
  /** Undefined until they are known. */
  queues: TicketQueuesResult | undefined;
  /** The queues could not be read. */
  failed: boolean;
  onRetry: () => void;
  /** The key of the queue that is shown. */
  current: string;
  hrefOf: (queue: Queue) => string;
  onOpen: (queue: Queue) => void;
}

/** Every list of tickets that can be opened, each with the number of rows that it shows. */
export function QueueList(props: QueueListProps) {
  const { queues, failed, onRetry } = props;
  const shared = queues?.kept.filter((view) => view.isShared) ?? [];
  const own = queues?.kept.filter((view) => !view.isShared) ?? [];
  const countOf = (id: string) => queues?.views.find((view) => view.id === id)?.count;
  return (
    <nav aria-label="Queues" className="grid gap-3" aria-busy={queues === undefined || undefined}>
      <ul className="grid">
        {TICKET_VIEW_IDS.map((id) => (
          <QueueLink
            key={id}
            {...props}
            queue={{ kind: "view", id }}
            label={VIEW_LABELS[id]}
            count={countOf(id)}
          />
        ))}
      </ul>
      <Groups {...props} />
      <Section title="Shared views">
        {shared.map((view) => (
          <QueueLink
            key={view.id}
            {...props}
            queue={{ kind: "kept", view }}
            label={view.name}
            count={view.count}
          />
        ))}
      </Section>
      <Section title="My views">
        {own.map((view) => (
          <QueueLink
            key={view.id}
            {...props}
            queue={{ kind: "kept", view }}
            label={view.name}
            count={view.count}
          />
        ))}
      </Section>
      {failed ? (
        <div role="alert" className="grid justify-items-start gap-1 px-2 text-xs text-ink-soft">
          The counts cannot be read right now.
          <Button look="quiet" onClick={onRetry}>
            Try again
          </Button>
        </div>
      ) : null}
    </nav>
  );
}

const GROUPING_LABELS = {
  queue: "group",
  assignee: "assignee",
  priority: "priority",
  status: "status",
} as const satisfies Record<QueueGrouping, string>;

/** What a group of open tickets is called. */
export function sayGroup(by: QueueGrouping, { value, label }: TicketGroup): string {
  const displays: Readonly<Record<string, { label: string }>> = {
    ...(by === "status" ? STATUS_DISPLAYS : {}),
    ...(by === "priority" ? { ...PRIORITY_DISPLAYS, none: NO_PRIORITY } : {}),
  };
  return displays[value]?.label ?? label;
}

/** The open tickets, gathered by what their reader chooses. */
function Groups(props: QueueListProps) {
  const { queues, by: chosen } = props;
  const { set } = usePreferences();
  const id = useId();
  const by = queues?.by ?? chosen;
  return (
    <section aria-label={`Open by ${GROUPING_LABELS[by]}`}>
      <div className="flex items-center gap-1 px-2 text-xs text-ink-soft">
        <label htmlFor={id} className="font-medium">
          Open by
        </label>
        <Select
          id={id}
          value={chosen}
          onChange={(event) => set("sidebarGrouping", event.target.value)}
          options={QUEUE_GROUPINGS.map((value) => ({ value, label: GROUPING_LABELS[value] }))}
          className="h-7! w-auto! border-transparent! bg-transparent! px-1 text-xs"
        />
      </div>
      <ul className="grid">
        {(queues?.groups ?? []).map((group) => (
          <QueueLink
            key={group.value}
            {...props}
            queue={{ kind: "group", by, value: group.value }}
            label={sayGroup(by, group)}
            mark={
              group.source === null ? null : (
                <ProvenanceMark provenance={SOURCE_LABELS[group.source]} />
              )
            }
            count={group.count}
          />
        ))}
      </ul>
    </section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="px-2 py-1 text-xs font-medium text-ink-soft">{title}</h2>
      <ul className="grid">{children}</ul>
    </section>
  );
}

function QueueLink({
  queue,
  label,
  mark,
  count,
  current,
  hrefOf,
  onOpen,
}: Pick<QueueListProps, "current" | "hrefOf" | "onOpen"> & {
  queue: Queue;
  label: string;
  mark?: ReactNode;
  /** Undefined while it is not known, `null` where it cannot be. */
  count: number | null | undefined;
}) {
  const isCurrent = queueKey(queue) === current;
  const choose = (event: MouseEvent) => {
    // A new tab or window is the browser's own affair.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(queue);
  };
  return (
    <li>
      <a
        href={hrefOf(queue)}
        onClick={choose}
        aria-current={isCurrent ? "page" : undefined}
        className={classNames(
          "flex min-h-7 items-center gap-1.5 rounded-sm px-2 text-sm",
          isCurrent ? "bg-accent-soft font-medium text-accent" : "text-ink hover:bg-hover",
        )}
      >
        <span className="min-w-0 grow truncate" title={label}>
          {label}
        </span>
        {mark}
        <span className="shrink-0 text-xs text-ink-soft figures">
          {count === undefined ? <Skeleton className="h-3 w-6" /> : sayCount(count)}
        </span>
      </a>
    </li>
  );
}

function sayCount(count: number | null): string {
  return count === null ? "–" : formatCount(count, DISPLAY_LOCALE);
}
