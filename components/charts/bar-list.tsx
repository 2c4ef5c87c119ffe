import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { barShare } from "./axis";
import { SERIES_BACKGROUND, type ChartBar, type SeriesColour } from "./series";

/** Horizontal bars, each a link to the rows that it counts. A list, so that every way of reading reaches it. */
export function BarList({
  label,
  bars,
  colour = 1,
}: {
  label: string;
  bars: readonly ChartBar[];
  colour?: SeriesColour;
}) {
  const max = Math.max(0, ...bars.map((bar) => bar.count));
  return (
    <ul aria-label={label} className="grid content-start gap-0.5">
      {bars.map((bar) => (
        <li key={bar.key}>
          <Link
            href={bar.href}
            prefetch={false}
            aria-label={`${bar.label}: ${formatCount(bar.count, DISPLAY_LOCALE)}`}
            className="group grid min-h-7 grid-cols-[minmax(5rem,2fr)_3fr_auto] items-center gap-3 rounded-sm px-1.5 hover:bg-hover"
          >
            <span className="truncate text-ink-soft group-hover:text-ink">{bar.label}</span>
            <span aria-hidden className="h-2 overflow-hidden rounded-xs bg-neutral-soft">
              <span
                style={{ "--share": `${barShare(bar.count, max) * 100}%` }}
                className={classNames(
                  "block h-full w-(--share) rounded-xs",
                  SERIES_BACKGROUND[colour],
                )}
              />
            </span>
            <span className="min-w-10 text-end font-medium figures">
              {formatCount(bar.count, DISPLAY_LOCALE)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
