"use client";

import { useState } from "react";
import { ConditionFilter } from "@/components/grid/condition-filter";
import { spellValues } from "@/components/grid/url-state";
import type { WindowedRows } from "@/components/grid/use-windowed-rows";
import type { Search } from "@/lib/client/keys";
import { useRecordFinder } from "@/lib/client/tickets/use-record-finder";
import { useTicketFacets } from "@/lib/client/tickets/use-ticket-facets";
import type { TicketRow } from "@/lib/contracts/tickets";
import { toAskedColumns } from "./ticket-conditions";
import type { TicketQueue } from "./use-ticket-queue";

/** The list's conditions. What can be picked is counted without them: they must not hide what else could be asked. */
export function TicketConditions({
  queue,
  search,
  rows,
  names,
}: {
  queue: TicketQueue;
  /** The list's request. */
  search: Search;
  rows: Pick<WindowedRows<TicketRow>, "isFetching">;
  /** What refs are called, as far as rows tell. */
  names: ReadonlyMap<string, string>;
}) {
  const [open, setOpen] = useState(false);
  const text = spellValues(queue.values["where"] ?? []);
  const { where: _, ...others } = search;
  const isIdle = !open && text === "";
  const facets = useTicketFacets(others, rows.isFetching || isIdle).data?.facets;
  const device = useRecordFinder("device");
  const ci = useRecordFinder("ci");
  const columns = toAskedColumns(text, facets, names, { device, ci });
  return (
    <ConditionFilter
      columns={columns}
      text={text}
      onChange={(next) => queue.setValues("where", next === "" ? [] : [next])}
      onOpenChange={setOpen}
    />
  );
}
