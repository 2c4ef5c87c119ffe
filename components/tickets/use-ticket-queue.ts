"use client";

import { createParser, useQueryState } from "nuqs";
import { useCallback, useMemo } from "react";
import { useUrlState, type UrlState } from "@/components/grid/use-url-state";
import {
  TICKET_FILTER_NAMES,
  type QueueGrouping,
  type TicketViewId,
} from "@/lib/contracts/ticket-fields";
import { TICKET_COLUMNS } from "./ticket-columns";
import {
  currentKey,
  keptIdIn,
  markOf,
  readAges,
  readView,
  searchOf,
  writeAges,
  writeView,
  type Queue,
} from "./ticket-views";

const OWN: readonly string[] = ["flag", "minAgeDays", "maxAgeDays"];
const WORDS = { group: "layout", shape: "layout", folded: "passing" } as const;
const mark = createParser({ parse: (raw: string) => raw, serialize: (value: string) => value });

/** The list's state in its address: the list's own, with its flags told apart into a view and what narrows it. */
export interface TicketQueue extends UrlState {
  /** The ready-made view that the flags stand for, also below a kept one. */
  view: TicketViewId;
  /** The kept view that the address names, whether it stands or not. */
  keptId: string | null;
  /** Which of the sidebar's queues is shown. */
  current: string;
  open: (queue: Queue) => void;
  hrefOf: (queue: Queue) => string;
  /** Names what is shown by a kept view, or by none; its filters stay. */
  setKeptId: (id: string | null) => void;
}

/** Reads and writes the list's state. The filters `flag` and `age` of its values are those that people see as chips; `by`: what groups the sidebar shows. */
export function useTicketQueue(by: QueueGrouping): TicketQueue {
  const url = useUrlState({
    columns: TICKET_COLUMNS,
    facets: TICKET_FILTER_NAMES,
    defaultSort: null,
    words: WORDS,
  });
  const [marked, setMark] = useQueryState("view", mark.withOptions({ history: "push" }));
  const { values, setValues, setText, show, spelled } = url;
  const keptId = keptIdIn(marked);
  const flags = useMemo(() => values["flag"] ?? [], [values]);
  const { view, more } = readView(flags, values["status"]);
  // What a kept view asks for stands in no label, so that all of it must stand in the chips.
  const base: TicketViewId = keptId === null ? view : "all";
  const chips = keptId === null ? more.join() : flags.join();
  const shown = useMemo(() => toChips(values, chips), [values, chips]);

  const setFlags = useCallback(
    (next: readonly string[]) => {
      setValues("flag", next);
      if (keptId === null) void setMark(next.length === 0 ? "all" : null);
    },
    [setValues, setMark, keptId],
  );
  const change = useCallback(
    (id: string, next: readonly string[]) => {
      if (id === "flag") return setFlags(writeView(base, next));
      // An address without anything would be the bare page, which begins with what is open.
      if (keptId === null && flags.length === 0) void setMark("all");
      if (id !== "age") return setValues(id, next);
      const span = writeAges(next);
      setValues("minAgeDays", span.minAgeDays === null ? [] : [span.minAgeDays]);
      setValues("maxAgeDays", span.maxAgeDays === null ? [] : [span.maxAgeDays]);
    },
    [setFlags, setMark, setValues, base, flags, keptId],
  );
  const clear = useCallback(() => {
    for (const id of TICKET_FILTER_NAMES) if (!OWN.includes(id)) setValues(id, []);
    change("age", []);
    setFlags(writeView(base, []));
    setText("");
  }, [change, setFlags, setText, setValues, base]);

  const layout = useMemo(() => (keptId === null ? pickLayout(spelled) : {}), [keptId, spelled]);
  const open = useCallback(
    (queue: Queue) => {
      show(queue.kind === "kept" ? searchOf(queue) : { ...layout, ...searchOf(queue) });
      void setMark(markOf(queue));
    },
    [show, setMark, layout],
  );
  const hrefOf = useCallback((queue: Queue) => hrefFor(queue, layout), [layout]);
  const setKeptId = useCallback(
    (id: string | null) => void setMark(id ?? (flags.length === 0 ? "all" : null)),
    [setMark, flags],
  );
  return {
    ...url,
    values: shown,
    setValues: change,
    clear,
    view,
    keptId,
    current: currentKey(values, keptId, by),
    open,
    hrefOf,
    setKeptId,
  };
}

/** The values as chips show them: `flags` instead of the address's own, ages instead of their bounds. */
function toChips(values: UrlState["values"], flags: string): UrlState["values"] {
  const { flag: _flag, minAgeDays, maxAgeDays, ...rest } = values;
  const age = readAges({
    minAgeDays: minAgeDays?.[0] ?? null,
    maxAgeDays: maxAgeDays?.[0] ?? null,
  });
  return { ...rest, flag: flags === "" ? [] : flags.split(","), age };
}

/** Order, columns, headings and shape, which stay while somebody goes from queue to queue. A kept view brings its own and takes them along. */
function pickLayout({ sort, cols, group, shape }: UrlState["spelled"]): Record<string, string> {
  const layout = { sort, cols, group, shape };
  return Object.fromEntries(
    Object.entries(layout).flatMap(([name, word]) => (word ? [[name, word]] : [])),
  );
}

function hrefFor(queue: Queue, layout: Readonly<Record<string, string>>): string {
  const marked = markOf(queue);
  const search = new URLSearchParams({
    ...(queue.kind === "kept" ? {} : layout),
    ...searchOf(queue),
    ...(marked === null ? {} : { view: marked }),
  });
  return `?${search}`;
}
