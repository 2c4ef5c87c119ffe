"use client";

import { useSyncExternalStore } from "react";
import type { TicketSeen } from "@/lib/contracts/ticket-seen";
import type { TicketUnseen } from "@/lib/contracts/tickets";
import { ApiError } from "../api";

// Comments that were not sent because their ticket had changed: what was new, until the comment is sent or thrown away.

const held = new Map<string, { unseen: TicketUnseen; isOpen: boolean }>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is new to the author of a ticket's held comment; `null` when none is held or they have looked at it. */
export function useHeldSend(ref: string): TicketUnseen | null {
  return useSyncExternalStore(
    subscribe,
    () => openOne(ref),
    () => null,
  );
}

function openOne(ref: string): TicketUnseen | null {
  const one = held.get(ref);
  return one?.isOpen === true ? one.unseen : null;
}

/** Takes in a failure that says why a comment was held. Returns whether it did. */
export function holdSend(ref: string, error: Error): boolean {
  if (!(error instanceof ApiError) || !error.unseen) return false;
  held.set(ref, { unseen: error.unseen, isOpen: true });
  tell();
  return true;
}

/** Its author has looked at what was new; it stays known for when they send. */
export function closeHeld(ref: string): void {
  const one = held.get(ref);
  if (one !== undefined) held.set(ref, { ...one, isOpen: false });
  tell();
}

/** The comment was sent or thrown away. */
export function forgetHeld(ref: string): void {
  held.delete(ref);
  tell();
}

/** What counts as seen of a ticket since a comment was held, or `null`. */
export function seenWhenHeld(ref: string): TicketSeen | null {
  return held.get(ref)?.unseen.seen ?? null;
}
