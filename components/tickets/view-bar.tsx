"use client";

import { ChevronDown, PanelLeftClose, PanelLeftOpen, Plus } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import { Button, IconButton, buttonClass } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Popover } from "@/components/ui/popover";
import { usePreferences } from "@/components/ui/preferences";
import { RelativeTime } from "@/components/ui/relative-time";
import { holdsNew } from "@/lib/client/tickets/looks";
import { NEW_TICKET_PATH } from "@/lib/client/tickets/ticket-links";
import { SOURCES } from "@/lib/domain/source";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { QueueList, sayGroup, type QueueListProps } from "./queue-list";
import { VIEW_LABELS, queueKey } from "./ticket-views";
import type { NewLook } from "./use-new-look";
import type { TicketQueue } from "./use-ticket-queue";
import { ViewActs } from "./view-acts";

/** Above the list: which queue it is, the way to another one where none stands beside it, and what can be done with it. */
export function ViewBar({
  queue,
  list,
  newLook,
}: {
  queue: TicketQueue;
  list: QueueListProps;
  newLook: NewLook;
}) {
  const { sidebarFolded, set } = usePreferences();
  const here = nameOf(queue, list);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <IconButton
        label={sidebarFolded ? "Show the queues beside the list" : "Fold the queues away"}
        icon={
          sidebarFolded ? (
            <PanelLeftOpen size={16} aria-hidden />
          ) : (
            <PanelLeftClose size={16} aria-hidden />
          )
        }
        onClick={() => set("sidebarFolded", !sidebarFolded)}
        className="max-lg:hidden"
      />
      <div className={classNames("min-w-0", !sidebarFolded && "lg:hidden")}>
        <QueuePicker here={here} list={list} />
      </div>
      <h2
        className={classNames(
          "min-w-0 truncate text-base font-semibold max-lg:hidden",
          sidebarFolded && "hidden",
        )}
      >
        {here.label}
      </h2>
      <SinceNote newLook={newLook} />
      <ViewActs queue={queue} kept={list.queues?.kept} />
      <Link href={NEW_TICKET_PATH} className={buttonClass()} data-print="hide">
        <Plus size={14} aria-hidden />
        New ticket
      </Link>
    </div>
  );
}

interface Here {
  label: string;
  count: number | null;
}

/** What the shown queue is called, and how many rows it holds of itself. */
function nameOf(queue: TicketQueue, { queues }: QueueListProps): Here {
  const kept = queues?.kept.find((view) => view.id === queue.keptId);
  if (kept) return { label: kept.name, count: kept.count };
  if (queue.keptId !== null) return { label: "Filtered tickets", count: null };
  const group = queues?.groups.find(
    ({ value }) => queue.current === queueKey({ kind: "group", by: queues.by, value }),
  );
  if (group && queues) return { label: sayGroup(queues.by, group), count: group.count };
  const count = queues?.views.find(({ id }) => id === queue.view)?.count ?? null;
  return { label: VIEW_LABELS[queue.view], count };
}

function QueuePicker({ here, list }: { here: Here; list: QueueListProps }) {
  const [open, setOpen] = useState(false);
  const content = useRef<HTMLDivElement>(null);
  return (
    <Popover
      label="Queues"
      open={open}
      onOpenChange={setOpen}
      onOpenAutoFocus={(event) => {
        const here = content.current?.querySelector<HTMLElement>('[aria-current="page"]');
        if (!here) return;
        event.preventDefault();
        here.focus();
      }}
      className="max-h-(--radix-popover-content-available-height) overflow-y-auto"
      trigger={
        <Button className="max-w-full">
          <span className="sr-only">Queue:</span>
          <span className="truncate">{here.label}</span>
          {here.count === null ? null : (
            <span className="text-xs text-ink-soft figures">
              {formatCount(here.count, DISPLAY_LOCALE)}
            </span>
          )}
          <ChevronDown size={14} aria-hidden className="shrink-0" />
        </Button>
      }
    >
      <div ref={content}>
        <QueueList
          {...list}
          onOpen={(queue) => {
            setOpen(false);
            list.onOpen(queue);
          }}
        />
      </div>
    </Popover>
  );
}

/** Since when tickets count as new, and the way to say that they were seen. */
function SinceNote({ newLook }: { newLook: NewLook }) {
  const { look, seen, busy } = newLook;
  if (look === null) return null;
  const [since] = SOURCES.flatMap((source) => look.since[source] ?? []).sort();
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
      {since === undefined ? null : (
        <span>
          Created since <RelativeTime iso={since} />
        </span>
      )}
      {holdsNew(look) ? (
        <Button onClick={seen} busy={busy}>
          Seen
        </Button>
      ) : null}
    </div>
  );
}
