"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { DISPLAY_LOCALE, formatDay } from "@/lib/format/dates";
import { ChartTable } from "./chart-table";
import {
  CHART_HEIGHTS_PX,
  SERIES_TEXT,
  type ChartSize,
  type TrendPoint,
  type TrendSeries,
} from "./series";

const TrendFrame = dynamic(() => import("./trend-frame").then((module) => module.TrendFrame), {
  ssr: false,
});

interface TrendChartProps {
  /** What the chart shows, in words. */
  label: string;
  series: readonly TrendSeries[];
  /** One per day, oldest first, without gaps. */
  points: readonly TrendPoint[];
  size?: ChartSize;
  /** The series that a click on a day opens; the first one unless told otherwise. */
  pick?: string;
}

/** Values by day as lines, bars and areas. The same numbers stand in a table for those who do not see it. */
export function TrendChart({ label, series, points, size = "md", pick }: TrendChartProps) {
  const router = useRouter();
  const picked = pick ?? series[0]?.key;
  const linked =
    picked !== undefined && points.some((point) => point.hrefs?.[picked] !== undefined);
  const onPick = (point: TrendPoint) => {
    const href = picked === undefined ? undefined : point.hrefs?.[picked];
    if (href !== undefined) router.push(href);
  };
  return (
    <figure className="grid min-w-0 gap-2">
      <figcaption className="flex flex-wrap gap-x-4 text-xs text-ink-soft">
        <span className="sr-only">{label}: </span>
        {series.map((one) => (
          <span key={one.key} className="inline-flex items-center gap-1.5">
            <SeriesMark series={one} />
            {one.label}
          </span>
        ))}
      </figcaption>
      <div
        aria-hidden
        style={{ height: CHART_HEIGHTS_PX[size] }}
        className={linked ? "cursor-pointer" : undefined}
      >
        <TrendFrame
          series={series}
          points={points}
          size={size}
          onPick={linked ? onPick : undefined}
        />
      </div>
      <ChartTable
        label={label}
        head={["Day", ...series.map((one) => one.label)]}
        rows={points.map((point) => ({
          key: point.day,
          label: formatDay(point.day, DISPLAY_LOCALE),
          values: series.map((one) => ({
            count: point.values[one.key] ?? 0,
            href: point.hrefs?.[one.key],
          })),
        }))}
      />
    </figure>
  );
}

function SeriesMark({ series }: { series: TrendSeries }) {
  return (
    <svg
      viewBox="0 0 14 10"
      width={14}
      height={10}
      aria-hidden
      className={SERIES_TEXT[series.colour]}
    >
      {series.draw === "line" ? (
        <path
          d="M0 5h14"
          stroke="currentColor"
          strokeWidth={2}
          strokeDasharray={series.dashed ? "4 2" : undefined}
        />
      ) : (
        <rect
          x={3}
          width={8}
          height={10}
          rx={1}
          fill="currentColor"
          opacity={series.draw === "area" ? 0.5 : 1}
        />
      )}
    </svg>
  );
}
