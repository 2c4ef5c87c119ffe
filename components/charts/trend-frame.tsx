"use client";

import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { DISPLAY_LOCALE, formatDay } from "@/lib/format/dates";
import { formatCount, formatCountShort } from "@/lib/format/numbers";
import { countAxis, labelledPoints } from "./axis";
import {
  CHART_HEIGHTS_PX,
  SERIES_TEXT,
  seriesVariable,
  type ChartSize,
  type TrendPoint,
  type TrendSeries,
} from "./series";

const LABELS_WANTED = 7;
const INITIAL_WIDTH_PX = 640;
const TICK = { fill: "var(--ink-faint)", fontSize: "var(--text-xs)" };
const MARGIN = { top: 8, right: 24, bottom: 0, left: 0 };

export interface TrendFrameProps {
  series: readonly TrendSeries[];
  points: readonly TrendPoint[];
  size: ChartSize;
  /** Clicking a day. */
  onPick: ((point: TrendPoint) => void) | undefined;
}

/** The drawing of a trend. Loaded apart from the page: the drawing library weighs more than the page does. */
export function TrendFrame({ series, points, size, onPick }: TrendFrameProps) {
  const largest = Math.max(
    0,
    ...points.flatMap((point) => series.map((one) => point.values[one.key] ?? 0)),
  );
  const axis = countAxis(largest, size === "sm" ? 2 : 4);
  const height = CHART_HEIGHTS_PX[size];
  const rows = points.map((point) => ({ ...point.values, day: point.day }));
  const labelled = labelledPoints(points.length, LABELS_WANTED).flatMap(
    (at) => points[at]?.day ?? [],
  );
  return (
    <ResponsiveContainer
      width="100%"
      height={height}
      initialDimension={{ width: INITIAL_WIDTH_PX, height }}
    >
      <ComposedChart
        data={rows}
        margin={MARGIN}
        accessibilityLayer={false}
        barGap={1}
        barCategoryGap="20%"
        {...(onPick
          ? {
              onClick: (state: { activeTooltipIndex?: unknown }) => {
                const point = points[Number(state.activeTooltipIndex)];
                if (point) onPick(point);
              },
            }
          : {})}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="day"
          ticks={labelled}
          interval={0}
          tickFormatter={(day: string) => formatDay(day, DISPLAY_LOCALE)}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
        />
        <YAxis
          ticks={axis.ticks}
          domain={[0, axis.max]}
          tickFormatter={(count: number) => formatCountShort(count, DISPLAY_LOCALE)}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width="auto"
        />
        <Tooltip
          cursor={{ fill: "var(--hover)", stroke: "var(--line-strong)" }}
          isAnimationActive={false}
          content={({ active, label }) => {
            const point = active ? points.find((one) => one.day === label) : undefined;
            return point ? <TrendTip series={series} point={point} /> : null;
          }}
        />
        {series.map((one) => drawSeries(one))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function drawSeries(one: TrendSeries) {
  const colour = seriesVariable(one.colour);
  const shared = { dataKey: one.key, name: one.label, isAnimationActive: false } as const;
  switch (one.draw) {
    case "bar":
      return <Bar key={one.key} {...shared} fill={colour} radius={[2, 2, 0, 0]} maxBarSize={24} />;
    case "area":
      return (
        <Area
          key={one.key}
          {...shared}
          type="linear"
          stroke={colour}
          strokeWidth={1.5}
          fill={colour}
          fillOpacity={0.12}
          dot={false}
          activeDot={{ r: 3 }}
        />
      );
    case "line":
      return (
        <Line
          key={one.key}
          {...shared}
          type="linear"
          stroke={colour}
          strokeWidth={1.75}
          dot={false}
          activeDot={{ r: 3 }}
          {...(one.dashed ? { strokeDasharray: "5 3" } : {})}
        />
      );
  }
}

function TrendTip({ series, point }: { series: readonly TrendSeries[]; point: TrendPoint }) {
  return (
    <div className="rounded-sm border bg-raised px-2.5 py-1.5 text-xs text-ink shadow-lift">
      <p className="font-medium">{formatDay(point.day, DISPLAY_LOCALE)}</p>
      {series.map((one) => (
        <p key={one.key} className="flex justify-between gap-4">
          <span className={SERIES_TEXT[one.colour]}>{one.label}</span>
          <span className="figures">{formatCount(point.values[one.key] ?? 0, DISPLAY_LOCALE)}</span>
        </p>
      ))}
    </div>
  );
}
