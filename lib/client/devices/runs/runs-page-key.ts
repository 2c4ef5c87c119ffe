import { runKeys } from "../../keys";

/** The key of one page of runs, counted from 0. No "use client": the page prefetches it. */
export const runsPageKey = (page: number) => runKeys.list({ page: String(page) });
