"use client";

import { formatAge } from "@/lib/format/durations";
import { formatExact } from "@/lib/format/dates";
import type { Display } from "@/lib/format/tones";
import { TONE_TEXT } from "./badge";
import { classNames } from "./class-names";
import { useNowMs, usePlace } from "./clock";
import { ShapeMark } from "./shape-mark";

/** How current one origin's data is. Times are ISO 8601 in UTC. */
export type FreshnessItem = { key: string; label: string } & (
  | { state: "fresh"; asOf: string }
  | { state: "stale"; asOf: string; reason: string }
  | { state: "missing"; reason: string }
);

const DISPLAYS = {
  fresh: { label: "fresh", tone: "good", shape: "circle" },
  stale: { label: "saved data", tone: "warn", shape: "half" },
  missing: { label: "missing", tone: "bad", shape: "cross" },
} as const satisfies Record<FreshnessItem["state"], Display>;

/** The line at the foot of a screen: per origin how old its data is, and why nothing newer, in words. */
export function FreshnessFoot({ items }: { items: readonly FreshnessItem[] }) {
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-xs text-ink-soft">
      {items.map((item) => (
        <FreshnessLine key={item.key} item={item} />
      ))}
    </div>
  );
}

function FreshnessLine({ item }: { item: FreshnessItem }) {
  const nowMs = useNowMs();
  const place = usePlace();
  const display = DISPLAYS[item.state];
  // Only the state is announced when it changes; an age that ticks must not be read out every second.
  return (
    <span
      role="status"
      aria-live="polite"
      aria-atomic="false"
      aria-relevant="additions"
      aria-label={item.label}
      title={item.state === "missing" ? item.reason : `As of ${formatExact(item.asOf, place)}`}
      className="inline-flex items-center gap-1.5"
    >
      <span className={TONE_TEXT[display.tone]}>
        <ShapeMark shape={display.shape} size={9} />
      </span>
      <span className="font-medium text-ink">{item.label}</span>
      <span className={classNames(item.state !== "fresh" && TONE_TEXT[display.tone])}>
        {display.label}
      </span>
      {item.state === "missing" ? null : (
        <span aria-live="off" className="figures">
          {item.state === "fresh"
            ? formatAge(item.asOf, nowMs)
            : `${formatAge(item.asOf, nowMs)} old`}
        </span>
      )}
      {item.state === "fresh" ? null : <span>({item.reason})</span>}
    </span>
  );
}
