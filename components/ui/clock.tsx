"use client";

import { createContext, useContext, useSyncExternalStore, type ReactNode } from "react";
import { DISPLAY_LOCALE, type Place } from "@/lib/format/dates";

const TICK_MS = 1000;

// One timer for the whole page: a hundred ages in a grid tick together and cost one interval.
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = 0;

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) timer = setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

const readNow = () => {
  const current = Date.now();
  // Steady between ticks, as React asks of a snapshot; also right after a pause without listeners.
  if (current - now >= TICK_MS) now = current;
  return now;
};

const ServerTime = createContext(0);

/** Tells the first paint in the browser what time it was on the server, so that both draw the same words. */
export function ClockProvider({
  serverNowMs,
  children,
}: {
  serverNowMs: number;
  children: ReactNode;
}) {
  return <ServerTime value={serverNowMs}>{children}</ServerTime>;
}

/** The time in milliseconds, to the second, shared by everything that shows an age. */
export function useNowMs(): number {
  const serverNowMs = useContext(ServerTime);
  return useSyncExternalStore(subscribe, readNow, () => serverNowMs);
}

/**
 * The time as `map` sees it. Redraws only when its result changes: an age in minutes draws once a minute.
 * `map` must return a plain text or number.
 */
export function useFromNow<Value extends string | number | boolean>(
  map: (nowMs: number) => Value,
): Value {
  const serverNowMs = useContext(ServerTime);
  return useSyncExternalStore(
    subscribe,
    () => map(readNow()),
    () => map(serverNowMs),
  );
}

const never = () => () => undefined;
const readZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The reader's language and time zone. UTC until the browser has told its own. */
export function usePlace(): Place {
  const zone = useSyncExternalStore(never, readZone, () => "UTC");
  return { locale: DISPLAY_LOCALE, zone };
}
