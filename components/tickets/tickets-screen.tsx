"use client";

import { useCallback, useMemo, useState } from "react";
import { ListScreen } from "@/components/grid/list-screen";
import { useWindowedRows, type WindowedRows } from "@/components/grid/use-windowed-rows";
import { ticketKeys } from "@/lib/client/keys";
import { fetchTicketRows } from "@/lib/client/tickets/requests";
import { withPending, type TicketAct } from "@/lib/client/tickets/ticket-acts";
import { QUEUE_PATH, ticketHref } from "@/lib/client/tickets/ticket-links";
import { usePendingActs } from "@/lib/client/tickets/use-ticket-acts";
import { useTicketFacets } from "@/lib/client/tickets/use-ticket-facets";
import type { ListTicketsResult, TicketRow } from "@/lib/contracts/tickets";
import { toFreshness } from "@/lib/format/source-labels";
import { SelectionBar } from "./selection-bar";
import { TICKET_COLUMNS } from "./ticket-columns";
import { toTicketFacets } from "./ticket-facets";
import { TicketPreview } from "./ticket-preview";
import { VIEW_EMPTY } from "./ticket-views";
import { useTicketQueue } from "./use-ticket-queue";
import { ViewTabs } from "./view-tabs";

type Rows = WindowedRows<TicketRow, ListTicketsResult>;
const rowId = (row: TicketRow) => row.ref;
const NONE: ReadonlySet<string> = new Set();

/** Every KACE ticket and SysAid record in one queue. */
export function TicketsScreen() {
  const queue = useTicketQueue();
  const { search, values, view } = queue;
  const rows = useQueueRows(search);
  const facets = useTicketFacets(search).data?.facets;
  const [picked, setPicked] = useState(NONE);
  const first = rows.firstPage;
  const defs = useMemo(
    () => toTicketFacets(facets, values, namesIn(first?.rows ?? [], values)),
    [facets, values, first],
  );
  const isNarrowed = queue.text !== "" || Object.values(values).some((list) => list.length > 0);
  return (
    <ListScreen
      title="Tickets"
      path={QUEUE_PATH}
      unit="ticket"
      columns={TICKET_COLUMNS}
      rows={rows}
      url={queue}
      facets={defs}
      placeholder="Title, number, person, device"
      hrefOf={ticketHref}
      preview={(ref, row) => (
        <TicketPreview
          key={ref}
          ticketRef={ref}
          row={row}
          onLeave={(to) => queue.setOpenId(to === "next" ? refAfter(rows, ref) : null)}
        />
      )}
      freshness={first ? toFreshness(first.sources) : undefined}
      views={
        <>
          <ViewTabs
            view={view}
            counts={facets?.["view"]}
            hrefOf={queue.hrefOfView}
            onView={queue.setView}
          />
          <SelectionBar
            refs={picked}
            rowOf={(ref) => rows.rowAt(rows.indexOf(ref))}
            onClear={() => setPicked(NONE)}
          />
        </>
      }
      selection={picked}
      onSelectionChange={setPicked}
      {...(isNarrowed || view === "all" ? {} : { empty: { why: VIEW_EMPTY[view] } })}
    />
  );
}

/** The rows of a question, with acts that are on their way already done. */
function useQueueRows(search: Readonly<Record<string, string>>): Rows {
  const fetchPage = useCallback(
    (page: { offset: number; limit: number; signal: AbortSignal }) => fetchTicketRows(search, page),
    [search],
  );
  const rows = useWindowedRows<TicketRow, ListTicketsResult>({
    queryKey: ticketKeys.list(search),
    fetchPage,
    rowId,
  });
  const pending = usePendingActs();
  return useMemo(() => withActs(rows, pending), [rows, pending]);
}

/** The row below another one; `null` below the last. */
function refAfter(rows: Rows, ref: string): string | null {
  const at = rows.indexOf(ref);
  return at < 0 ? null : (rows.rowAt(at + 1)?.ref ?? null);
}

function withActs(rows: Rows, acts: readonly TicketAct[]): Rows {
  if (acts.length === 0) return rows;
  const rowAt: Rows["rowAt"] = (index) => {
    const row = rows.rowAt(index);
    return row === undefined ? undefined : withPending(row, acts);
  };
  return { ...rows, rowAt };
}

/** What the rows call a record that the address only names by its ref. */
function namesIn(
  rows: readonly TicketRow[],
  values: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const name = (id: string, read: (row: TicketRow) => string | null) => {
    const refs = values[id] ?? [];
    const found = new Set(rows.map(read));
    const [only] = found;
    // All rows of a filter for one record speak of that record.
    if (found.size === 1 && only) for (const ref of refs) names.set(ref, only);
  };
  name("requester", (row) => row.requesterName);
  name("assignee", (row) => row.assigneeName);
  name("queue", (row) => row.queueLabel);
  name("device", (row) => row.deviceName);
  return names;
}
