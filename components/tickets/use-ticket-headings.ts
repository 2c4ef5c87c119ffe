"use client";

import { useCallback, useMemo } from "react";
import { useHeldGroups, type GridGrouping } from "@/components/grid/use-grouping";
import type { WindowedRows } from "@/components/grid/use-windowed-rows";
import { toSearchString, type Search } from "@/lib/client/keys";
import { headingsIn } from "@/lib/client/tickets/ticket-search";
import { joinCsv, splitCsv } from "@/lib/contracts/csv";
import type { ListTicketsResult, TicketRow } from "@/lib/contracts/tickets";
import { nameHeading } from "./ticket-headings";
import type { TicketQueue } from "./use-ticket-queue";

/** The headings over the list's rows, as the address asks for them; undefined for a list without. */
export function useTicketHeadings(
  queue: Pick<TicketQueue, "words" | "setWord">,
  rows: WindowedRows<TicketRow, ListTicketsResult>,
  search: Search,
): GridGrouping | undefined {
  const { words, setWord } = queue;
  const by = headingsIn(words["group"]);
  const newest = rows.firstPage?.groups;
  const named = useMemo(
    () => (by === null ? undefined : newest?.map((group) => nameHeading(by, group))),
    [by, newest],
  );
  const groups = useHeldGroups(rows, named);
  const folded = words["folded"] ?? "";
  const onFold = useCallback(
    (value: string, isFolded: boolean) => {
      const others = splitCsv(folded).filter((one) => one !== value);
      setWord("folded", joinCsv(isFolded ? [...others, value] : others));
    },
    [folded, setWord],
  );
  return useMemo(() => {
    if (by === null) return undefined;
    const { folded: _, ...question } = search;
    return { groups, question: toSearchString(question), onFold };
  }, [by, groups, search, onFold]);
}
