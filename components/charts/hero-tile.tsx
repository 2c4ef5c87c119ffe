"use client";

import type { ReactNode } from "react";
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
  /** Takes two places beside each other, with a drawing next to the number. */
  wide?: boolean;
  /** A drawing of where the number comes from. */
  children?: ReactNode;
}

/** Shorter numbers are not drawn larger, so that neighbours look alike. */
const FIGURE_LENGTH_MIN = 5;

/** One number for a wall, legible from six metres, with its origin and its age. */
export function HeroTile({
  title,
  count,
  tone,
  origins,
  asOf,
  staleBecause = null,
  wide = false,
  children,
}: HeroTileProps) {
  const nowMs = useNowMs();
  const place = usePlace();
  const stale = staleBecause !== null;
  const figure = count === null ? "–" : formatCount(count, DISPLAY_LOCALE);
  const age = asOf === null ? "waiting for the first answer" : `${formatAge(asOf, nowMs)} old`;
  return (
    <section
      aria-label={title}
      className={classNames(
        "wall-tile grid min-h-0 min-w-0 grid-rows-[auto_1fr_auto] gap-[1vmin] rounded-md border bg-surface p-[2.5vmin]",
        wide && "col-span-2",
      )}
    >
      <h2 className="truncate wall-title font-medium text-ink">{title}</h2>
      <div className={classNames("grid min-h-0 min-w-0", wide && "grid-cols-2 gap-[3vmin]")}>
        <div className="wall-tile grid min-h-0 min-w-0">
          <p
            style={{ "--figure-length": Math.max(figure.length, FIGURE_LENGTH_MIN) }}
            className={classNames(
              "self-center wall-figure font-semibold figures",
              stale || count === null
                ? "text-ink-soft"
                : tone === undefined || count === 0
                  ? "text-ink"
                  : TONE_TEXT[tone],
            )}
          >
            {figure}
          </p>
        </div>
        {children}
      </div>
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
