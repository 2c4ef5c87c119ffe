"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import type { TicketEventRow } from "@/lib/contracts/tickets";
import { anchorOf, entryInHash, openFor, openedMore, OPEN_ENTRIES } from "./entries";

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** The entry that the page's address leads to; `null` for none. */
function useEntryInAddress(): string | null {
  return useSyncExternalStore(
    subscribe,
    () => entryInHash(window.location.hash),
    () => null,
  );
}

/**
 * Which entries of a conversation stand open: the newest, those that were asked for, those up to the one that the
 * address leads to, and on paper all.
 */
export function useOpenEntries(events: readonly TicketEventRow[]) {
  const wanted = useEntryInAddress();
  const [asked, setAsked] = useState(OPEN_ENTRIES);
  const isPrinted = useIsPrinted();
  const open = isPrinted ? events.length : Math.max(asked, openFor(events, wanted));
  const folded = Math.max(0, events.length - open);
  const isThere = wanted !== null && events.some(({ id }) => id === wanted);
  useEffect(() => {
    if (isThere) document.getElementById(anchorOf(wanted))?.scrollIntoView({ block: "center" });
  }, [isThere, wanted]);
  return {
    shown: folded === 0 ? events : events.slice(folded),
    folded,
    wanted,
    openMore: () => setAsked(openedMore(open)),
  };
}

/** Whether the page is being put on paper, which shows what is there at that moment. */
function useIsPrinted(): boolean {
  const [isPrinted, setPrinted] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinted(true));
    const after = () => setPrinted(false);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return isPrinted;
}
