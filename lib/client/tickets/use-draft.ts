"use client";

import { useMemo, useSyncExternalStore } from "react";
import { giveBack, keepDraft, parseDraft, readDraft } from "./drafts";
import type { SentComment } from "./ticket-acts";

// What is typed lives here first, so that it survives a full or forbidden storage for as long as the page does.
const typed = new Map<string, SentComment>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const onStorage = () => {
    typed.clear();
    listener();
  };
  listeners.add(listener);
  window.addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", onStorage);
  };
}

function current(ref: string): SentComment | null {
  const own = typed.get(ref);
  return own === undefined ? readDraft(localStorage, ref, Date.now()) : own;
}

/** The unsent comment of a ticket; `null` when nobody typed one. Another tab's typing shows too. */
export function useDraft(ref: string): SentComment | null {
  const spelled = useSyncExternalStore(
    subscribe,
    () => JSON.stringify(current(ref)),
    () => "null",
  );
  return useMemo(() => parseDraft(spelled), [spelled]);
}

/** Keeps what is typed, at every key. */
export function changeDraft(ref: string, draft: SentComment): void {
  // Also when it is empty: who wrote internally goes on internally until they choose otherwise.
  typed.set(ref, draft);
  keepDraft(localStorage, ref, draft, Date.now());
  tell();
}

/** A comment has arrived: forgets it, unless something else was typed since. */
export function forgetSent(ref: string, sent: SentComment): void {
  if (current(ref)?.text.trim() === sent.text) changeDraft(ref, { ...sent, text: "" });
}

/** A comment has not arrived: it stands in the box again, before what was typed since. */
export function returnSent(ref: string, sent: SentComment): void {
  changeDraft(ref, { ...sent, text: giveBack(sent.text, current(ref)?.text ?? "") });
}
