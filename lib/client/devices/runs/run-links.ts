// No "use client": pages use them too.

export const RUNS_PATH = "/devices/runs";

/** A run's own address. */
export const runHref = (id: string) => `${RUNS_PATH}?${new URLSearchParams({ open: id })}`;
