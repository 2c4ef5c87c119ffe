"use client";

import { createParser, useQueryState } from "nuqs";
import { useCallback, useMemo } from "react";
import { useUrlState, type UrlState } from "@/components/grid/use-url-state";
import { TICKET_FILTER_NAMES, type TicketViewId } from "@/lib/contracts/ticket-fields";
import { TICKET_COLUMNS } from "./ticket-columns";
import { readAges, readView, writeAges, writeView } from "./ticket-views";

const OWN: readonly string[] = ["flag", "minAgeDays", "maxAgeDays"];
const mark = createParser({ parse: (raw: string) => raw, serialize: (value: string) => value });

/** The queue's state in its address: the list's own, with its flags told apart into a view and what narrows it. */
export interface TicketQueue extends UrlState {
  view: TicketViewId;
  setView: (view: TicketViewId) => void;
  /** The address of a view under the present filters. */
  hrefOfView: (view: TicketViewId) => string;
}

/** Reads and writes the queue's state. The filters `flag` and `age` of its values are those that people see as chips. */
export function useTicketQueue(): TicketQueue {
  const url = useUrlState({
    columns: TICKET_COLUMNS,
    facets: TICKET_FILTER_NAMES,
    defaultSort: null,
  });
  // An address without any flag could also be that of the bare page, which begins with what is open.
  const [, setMark] = useQueryState("view", mark.withOptions({ history: "push" }));
  const { values, setValues, setText } = url;

  const { view, more } = useMemo(() => readView(values["flag"] ?? []), [values]);
  const shown = useMemo(() => {
    const { flag: _flag, minAgeDays, maxAgeDays, ...rest } = values;
    const age = readAges({
      minAgeDays: minAgeDays?.[0] ?? null,
      maxAgeDays: maxAgeDays?.[0] ?? null,
    });
    return { ...rest, flag: more, age };
  }, [values, more]);

  const setFlags = useCallback(
    (flags: readonly string[]) => {
      setValues("flag", flags);
      void setMark(flags.length === 0 ? "all" : null);
    },
    [setValues, setMark],
  );
  const change = useCallback(
    (id: string, next: readonly string[]) => {
      if (id === "flag") return setFlags(writeView(view, next));
      if (id !== "age") return setValues(id, next);
      const span = writeAges(next);
      setValues("minAgeDays", span.minAgeDays === null ? [] : [span.minAgeDays]);
      setValues("maxAgeDays", span.maxAgeDays === null ? [] : [span.maxAgeDays]);
    },
    [setFlags, setValues, view],
  );
  const clear = useCallback(() => {
    for (const id of TICKET_FILTER_NAMES) if (!OWN.includes(id)) setValues(id, []);
    change("age", []);
    setFlags(writeView(view, []));
    setText("");
  }, [change, setFlags, setText, setValues, view]);
  const setView = useCallback((to: TicketViewId) => setFlags(writeView(to, [])), [setFlags]);
  const hrefOfView = useCallback(
    (to: TicketViewId) => {
      const { flag: _, ...rest } = url.search;
      const flags = writeView(to, []);
      const own: [string, string] =
        flags.length === 0 ? ["view", "all"] : ["flag", flags.join(",")];
      return `?${new URLSearchParams([...Object.entries(rest), own])}`;
    },
    [url.search],
  );
  return { ...url, values: shown, setValues: change, clear, view, setView, hrefOfView };
}
