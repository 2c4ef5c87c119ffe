"use client";

import { useEffect, useRef } from "react";

/**
 * Has a list's rows read again once the clock has carried a ticket over its due time, as the counts beside it are.
 * @param changesAt when the clock next changes a count, as the newest counts tell it; `null` when it changes none
 */
export function useDueRows(changesAt: string | null | undefined, refetch: () => void): void {
  const known = useRef<string | null>(null);
  useEffect(() => {
    const before = known.current;
    if (changesAt === undefined || changesAt === before) return;
    known.current = changesAt;
    // A moment that lies ahead was moved by a change of a ticket, which has the rows read again by itself.
    if (before !== null && Date.parse(before) <= Date.now()) refetch();
  }, [changesAt, refetch]);
}
