import { deviceKeys } from "../../keys";

// No "use client": the page that prefetches builds the same key. Any change of a device makes it old.
export const coverageKey = [...deviceKeys.all, "coverage"] as const;
