"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { draftKeys } from "../keys";
import { currentDraft, onDrafts } from "./draft-memory";
import { flushOnLeaving, openBox, pullDraft, typeDraft } from "./draft-sync";
import { giveBack, parseDraft } from "./drafts";
import type { SentComment } from "./ticket-acts";

/** The unsent comment of a ticket; `null` when nobody typed one. Another tab's typing shows too. */
export function useDraft(ref: string): SentComment | null {
  const spelled = useSyncExternalStore(
    onDrafts,
    () => spell(currentDraft(ref)),
    () => "null",
  );
  return useMemo(() => parseDraft(spelled), [spelled]);
}

function spell(draft: SentComment | null): string {
  return JSON.stringify(draft && { text: draft.text, internal: draft.internal });
}

/**
 * Brings the draft of an open ticket together with the one that the server holds for the same account: on opening,
 * when another browser changed it, and when the page is left. `owner`: the account, or `null` where there is none.
 */
export function useDraftOnServer(ref: string, owner: string | null): void {
  useEffect(() => {
    openBox(ref);
    const onVisibility = () => {
      if (document.hidden) flushOnLeaving();
    };
    window.addEventListener("pagehide", flushOnLeaving);
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      window.removeEventListener("pagehide", flushOnLeaving);
      document.removeEventListener("visibilitychange", onVisibility);
      flushOnLeaving();
    };
  }, [ref]);
  useQuery({
    queryKey: draftKeys.of(ref),
    // What it answers belongs to the box, which listens by itself; the cache only knows when to ask.
    queryFn: async ({ signal }) => {
      if (owner !== null) await pullDraft(ref, owner, signal);
      return null;
    },
    enabled: owner !== null,
    staleTime: 0,
    gcTime: 0,
  });
}

/** Keeps what is typed, at every key. */
export function changeDraft(ref: string, draft: SentComment): void {
  typeDraft(ref, draft);
}

/** A comment has arrived: forgets it, unless something else was typed since. */
export function forgetSent(ref: string, sent: SentComment): void {
  if (currentDraft(ref)?.text.trim() === sent.text.trim()) changeDraft(ref, { ...sent, text: "" });
}

/** A comment has not arrived: it stands in the box again, before what was typed since. */
export function returnSent(ref: string, sent: SentComment): void {
  changeDraft(ref, { ...sent, text: giveBack(sent.text, currentDraft(ref)?.text ?? "") });
}
