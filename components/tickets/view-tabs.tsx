"use client";

import type { MouseEvent } from "react";
import { classNames } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/skeleton";
import type { Facets } from "@/lib/contracts/list";
import { TICKET_VIEW_IDS, type TicketViewId } from "@/lib/contracts/ticket-fields";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { VIEW_LABELS } from "./ticket-views";

/** The ready-made views of the queue, each with the number of rows that it would show under the present filters. */
export function ViewTabs({
  view,
  counts,
  hrefOf,
  onView,
}: {
  view: TicketViewId;
  /** Undefined until they are known. */
  counts: Facets[string] | undefined;
  hrefOf: (view: TicketViewId) => string;
  onView: (view: TicketViewId) => void;
}) {
  const choose = (id: TicketViewId) => (event: MouseEvent) => {
    // A new tab or window is the browser's own affair.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onView(id);
  };
  return (
    <nav
      aria-label="Views"
      className="flex shrink-0 gap-1 overflow-x-auto border-b"
      data-print="hide"
    >
      {TICKET_VIEW_IDS.map((id) => (
        <a
          key={id}
          href={hrefOf(id)}
          onClick={choose(id)}
          aria-current={id === view ? "page" : undefined}
          className={classNames(
            "-mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 px-2.5 text-sm -outline-offset-2",
            id === view
              ? "border-accent font-medium text-ink"
              : "border-transparent text-ink-soft hover:text-ink",
          )}
        >
          {VIEW_LABELS[id]}
          <span className="min-w-6 text-xs text-ink-soft figures">
            {counts === undefined ? (
              <Skeleton className="h-3 w-6" />
            ) : (
              formatCount(counts.find((one) => one.value === id)?.count ?? 0, DISPLAY_LOCALE)
            )}
          </span>
        </a>
      ))}
    </nav>
  );
}
