"use client";

import dynamic from "next/dynamic";
import { useCallback, useMemo, useState } from "react";
import { ListScreen } from "@/components/grid/list-screen";
import { countUnder } from "@/components/grid/use-grouping";
import { useWindowedRows, type WindowedRows } from "@/components/grid/use-windowed-rows";
import { usePreferences } from "@/components/ui/preferences";
import { SkeletonLines } from "@/components/ui/skeleton";
import { ticketKeys, withoutOrder } from "@/lib/client/keys";
import { fetchTicketRows } from "@/lib/client/tickets/requests";
import { withPending, type TicketAct } from "@/lib/client/tickets/ticket-acts";
import { QUEUE_PATH, ticketHref } from "@/lib/client/tickets/ticket-links";
import { groupingIn, inZone, underHeadings } from "@/lib/client/tickets/ticket-search";
import { usePendingActs } from "@/lib/client/tickets/use-ticket-acts";
import { useTicketFacets } from "@/lib/client/tickets/use-ticket-facets";
import { useTicketQueues } from "@/lib/client/tickets/use-ticket-queues";
import { useZone } from "@/lib/client/zone";
import type { QueueGrouping } from "@/lib/contracts/ticket-fields";
import type { ListTicketsResult, TicketRow } from "@/lib/contracts/tickets";
import { toFreshness } from "@/lib/format/source-labels";
import { ShapeSwitch } from "./board/shape-switch";
import { GroupMenu } from "./group-menu";
import { QueueList, type QueueListProps } from "./queue-list";
import { SelectionBar } from "./selection-bar";
import { CalendarsProvider } from "./sla/hours-context";
import { TicketConditions } from "./ticket-conditions-filter";
import { TICKET_COLUMNS } from "./ticket-columns";
import { toTicketFacets } from "./ticket-facets";
import { TicketPreview } from "./ticket-preview";
import { VIEW_EMPTY, queueKey, sameSearch, searchOf } from "./ticket-views";
import { useTicketHeadings } from "./use-ticket-headings";
import { useDueRows } from "./use-due-rows";
import { useNewLook } from "./use-new-look";
import { useTicketQueue, type TicketQueue } from "./use-ticket-queue";
import { ViewBar } from "./view-bar";

// A shape that few choose; not part of the first load.
const TicketBoard = dynamic(() => import("./board/ticket-board").then((one) => one.TicketBoard), {
  ssr: false,
  loading: () => <SkeletonLines lines={8} />,
});

type Rows = WindowedRows<TicketRow, ListTicketsResult>;
const rowId = (row: TicketRow) => row.ref;
const NONE: ReadonlySet<string> = new Set();

/**
 * Every KACE ticket and SysAid record in one list, and the queues that it can be.
 * @param zone the time zone that the page was made for
 */
export function TicketsScreen({ zone: told }: { zone: string }) {
  const { sidebarFolded, sidebarGrouping } = usePreferences();
  const by = groupingIn(sidebarGrouping);
  const queue = useTicketQueue(by);
  const { values, view, words } = queue;
  const zone = useZone(told);
  const search = useMemo(() => inZone(queue.search, zone), [queue.search, zone]);
  const [round, setRound] = useState(0);
  const isBoard = words["shape"] === "board";
  const asked = useMemo(() => {
    const headings = { group: isBoard ? undefined : words["group"], folded: words["folded"] };
    return inZone(underHeadings(queue.search, headings), zone);
  }, [queue.search, words, isBoard, zone]);
  const rows = useQueueRows(asked, round, isBoard);
  const headings = useTicketHeadings(queue, rows, asked);
  const grouping = isBoard ? undefined : headings;
  const newLook = useNewLook(rows, () => setRound((before) => before + 1));
  const facets = useTicketFacets(search, rows.isFetching).data?.facets;
  const list = useQueueList(queue, { zone, by }, newLook.leave);
  useDueRows(list.queues?.changesAt, rows.refetch);
  const [picked, setPicked] = useState(NONE);
  const first = rows.firstPage;
  const names = useMemo(() => namesIn(first?.rows ?? [], values), [first, values]);
  const defs = useMemo(() => toTicketFacets(facets, values, names), [facets, values, names]);
  const isWhole =
    queue.keptId === null &&
    sameSearch(searchOf({ kind: "view", id: view }), withoutOrder(queue.search));
  const isGrouped = grouping !== undefined && rows.total !== null;
  const total = isGrouped ? countUnder(grouping.groups) : rows.total;
  return (
    <CalendarsProvider calendars={first?.calendars}>
      <ListScreen
        title="Tickets"
        path={QUEUE_PATH}
        unit="ticket"
        columns={TICKET_COLUMNS}
        rows={rows}
        url={queue}
        grouping={grouping}
        total={total}
        controls={
          <>
            {isBoard ? null : <GroupMenu queue={queue} />}
            <ShapeSwitch queue={queue} />
          </>
        }
        instead={
          isBoard ? (
            <TicketBoard
              search={search}
              zone={zone}
              openId={queue.openId}
              onOpenChange={queue.setOpenId}
            />
          ) : undefined
        }
        facets={defs}
        moreFilters={<TicketConditions queue={queue} search={search} rows={rows} names={names} />}
        isMoreSet={(values["where"] ?? []).length > 0}
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
            <ViewBar queue={queue} list={list} newLook={newLook} />
            <SelectionBar
              refs={picked}
              all={total === null ? null : { search, total }}
              rowOf={(ref) => rows.rowAt(rows.indexOf(ref))}
              onClear={() => setPicked(NONE)}
            />
          </>
        }
        side={
          sidebarFolded ? null : (
            <div className="w-50 shrink-0 overflow-y-auto max-lg:hidden" data-print="hide">
              <QueueList {...list} />
            </div>
          )
        }
        selection={picked}
        onSelectionChange={setPicked}
        {...(isWhole && view !== "all" ? { empty: { why: VIEW_EMPTY[view] } } : {})}
      />
    </CalendarsProvider>
  );
}

/** The queues with their counts, and the ways between them. */
function useQueueList(
  queue: TicketQueue,
  search: { zone: string; by: QueueGrouping },
  onLeave: () => void,
): QueueListProps {
  const { data, isError, refetch } = useTicketQueues(search);
  const { current, hrefOf, open } = queue;
  return {
    queues: data,
    by: search.by,
    failed: isError,
    onRetry: () => void refetch(),
    current,
    hrefOf,
    onOpen: (next) => {
      if (queueKey(next) !== current) onLeave();
      open(next);
    },
  };
}

/** The rows of a question, with acts that are on their way already done. Another `round` asks the same question anew. */
function useQueueRows(
  search: Readonly<Record<string, string>>,
  round: number,
  isHidden: boolean,
): Rows {
  const fetchPage = useCallback(
    (page: { offset: number; limit: number; signal: AbortSignal }) => fetchTicketRows(search, page),
    [search],
  );
  const key = ticketKeys.list(search);
  const rows = useWindowedRows<TicketRow, ListTicketsResult>({
    queryKey: round === 0 ? key : [...key, round],
    fetchPage,
    rowId,
  });
  const pending = usePendingActs();
  return useMemo(() => {
    const told = withActs(rows, pending);
    // The columns of a board offer their own news.
    return isHidden ? { ...told, pending: null } : told;
  }, [rows, pending, isHidden]);
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
