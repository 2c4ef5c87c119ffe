"use client";

import { classNames } from "@/components/ui/class-names";
import { useNowMs } from "@/components/ui/clock";
import { TONE_TEXT } from "@/components/ui/badge";
import { DISPLAY_LOCALE, formatClock } from "@/lib/format/dates";
import { usePlace } from "@/components/ui/clock";
import { formatAge } from "@/lib/format/durations";
import { formatCount } from "@/lib/format/numbers";
import type { Tone } from "@/lib/format/tones";

interface HeroTileProps {
  title: string;
  /** `null` until the first answer. */
  count: number | null;
  tone?: Tone;
  /** Who the number comes from, in words. */
  origins: string;
  asOf: string | null;
  /** Why nothing newer came. The last value stays, greyed, with its time. */
  staleBecause?: string | null;
}

/** One number for a wall, legible from six metres, with its origin and its age. */
export function HeroTile({
  title,
  count,
  tone,
  origins,
  asOf,
  staleBecause = null,
}: HeroTileProps) {
  const nowMs = useNowMs();
  const place = usePlace();
  const stale = staleBecause !== null;
  const age = asOf === null ? "waiting for the first answer" : `${formatAge(asOf, nowMs)} old`;
  return (
    <section
      aria-label={title}
      className="wall-tile grid min-h-0 min-w-0 grid-rows-[auto_1fr_auto] gap-2 rounded-md border bg-surface p-4 xl:p-6"
    >
      <h2 className="truncate wall-title font-medium text-ink">{title}</h2>
      <p
        className={classNames(
          "self-center wall-figure font-semibold figures",
          stale
            ? "text-ink-faint"
            : tone === undefined || count === 0
              ? "text-ink"
              : TONE_TEXT[tone],
        )}
      >
        {count === null ? "–" : formatCount(count, DISPLAY_LOCALE)}
      </p>
      <p className="wall-note text-ink">
        {origins}
        {" · "}
        {stale && asOf !== null
          ? `last value of ${formatClock(asOf, place)} (${staleBecause})`
          : age}
      </p>
    </section>
  );
}
