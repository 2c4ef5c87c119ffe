"use client";

import { createParser, parseAsInteger, useQueryStates } from "nuqs";

const text = createParser({ parse: (raw: string) => raw, serialize: (value: string) => value });
const STATE = { open: text, page: parseAsInteger };

/** The state of the page of runs, kept in its address. Opening a run makes a step for "back". */
export function useRunsAddress() {
  const [state, setState] = useQueryStates(STATE, { history: "push" });
  return {
    openId: state.open,
    setOpenId: (id: string | null) => void setState({ open: id }),
    /** Counted from 0. */
    page: Math.max(0, (state.page ?? 1) - 1),
    setPage: (page: number) => void setState({ page: page === 0 ? null : page + 1 }),
  };
}
