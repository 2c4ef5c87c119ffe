"use client";

import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { LiveEvent } from "@/lib/contracts/account";
import { keysAfterPause, keysFor, parseLiveEvent, reconnectDelayMs } from "./live-events";

type Key = readonly unknown[];

/** Many rows change at once when a sync lands; one refresh for all of them is enough. */
const GATHER_MS = 250;

/** Collects keys for a moment, then marks each of them old once. */
function createRefresher(client: QueryClient) {
  const waiting = new Map<string, Key>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const keys = [...waiting.values()];
    waiting.clear();
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  };
  return {
    add: (keys: readonly Key[]) => {
      for (const key of keys) waiting.set(JSON.stringify(key), key);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

/**
 * Listens to the stream of changes and marks what changed as old. Returns what ends it.
 * A hidden page does not listen; when it comes back, everything counts as old once.
 * @param toKeys which parts of the cache an event makes old, where a page knows better than the usual table.
 */
export function listenForChanges(
  client: QueryClient,
  path: string,
  toKeys: (event: LiveEvent) => readonly Key[] = keysFor,
): () => void {
  const refresher = createRefresher(client);
  let stream: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let missed = false;

  const close = () => {
    clearTimeout(retry);
    stream?.close();
    stream = null;
  };
  const open = () => {
    close();
    stream = new EventSource(path);
    stream.onopen = () => {
      attempt = 0;
      if (missed) refresher.add(keysAfterPause);
      missed = false;
    };
    stream.onmessage = (message: MessageEvent<unknown>) => {
      const event = typeof message.data === "string" ? parseLiveEvent(message.data) : null;
      if (event) refresher.add(toKeys(event));
    };
    // The browser's own reconnection has no backoff and gives up for good on an HTTP error.
    stream.onerror = () => {
      close();
      missed = true;
      retry = setTimeout(open, reconnectDelayMs(attempt));
      attempt += 1;
    };
  };
  const onVisibility = () => {
    if (document.hidden) {
      close();
      missed = true;
    } else if (!stream) open();
  };

  if (!document.hidden) open();
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    close();
    refresher.stop();
  };
}

/** Keeps every query of the page current while it is shown. Use once, in the signed-in frame or on a wall. */
export function useLiveUpdates(path = "/api/events"): void {
  const client = useQueryClient();
  useEffect(() => listenForChanges(client, path), [client, path]);
}
