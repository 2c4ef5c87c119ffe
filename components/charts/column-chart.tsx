"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { CHART_HEIGHTS_PX, type ChartBar, type ChartSize, type SeriesColour } from "./series";

const ColumnFrame = dynamic(() => import("./column-frame").then((module) => module.ColumnFrame), {
  ssr: false,
});

/** Upright bars for few, ordered groups. A click opens a bar's rows; keys and readers use the links below the drawing. */
export function ColumnChart({
  label,
  bars,
  size = "md",
  colour = 1,
}: {
  label: string;
  bars: readonly ChartBar[];
  size?: ChartSize;
  colour?: SeriesColour;
}) {
  const router = useRouter();
  return (
    <figure aria-label={label} className="relative min-w-0">
      <div aria-hidden style={{ height: CHART_HEIGHTS_PX[size] }} className="cursor-pointer">
        <ColumnFrame
          bars={bars}
          size={size}
          colour={colour}
          onPick={(bar) => router.push(bar.href)}
        />
      </div>
      <ul className="absolute inset-x-0 bottom-0 grid auto-cols-fr grid-flow-col">
        {bars.map((bar) => (
          <li key={bar.key} className="grid">
            <Link
              href={bar.href}
              prefetch={false}
              className="mx-auto h-6 rounded-sm bg-raised px-1.5 text-xs leading-6 not-focus-visible:sr-only"
            >
              {bar.label}: {formatCount(bar.count, DISPLAY_LOCALE)}
            </Link>
          </li>
        ))}
      </ul>
    </figure>
  );
}
