"use client";

import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Rectangle,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { BarShapeProps } from "recharts";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount, formatCountShort } from "@/lib/format/numbers";
import { countAxis } from "./axis";
import {
  CHART_HEIGHTS_PX,
  seriesVariable,
  type ChartBar,
  type ChartSize,
  type SeriesColour,
} from "./series";

const INITIAL_WIDTH_PX = 480;
const TICK = { fill: "var(--ink-faint)", fontSize: "var(--text-xs)" };
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };

/** The drawing of a column chart; loaded apart from the page. */
export function ColumnFrame({
  bars,
  size,
  colour,
  onPick,
}: {
  bars: readonly ChartBar[];
  size: ChartSize;
  colour: SeriesColour;
  onPick: (bar: ChartBar) => void;
}) {
  const axis = countAxis(Math.max(0, ...bars.map((bar) => bar.count)), size === "sm" ? 2 : 4);
  const height = CHART_HEIGHTS_PX[size];
  return (
    <ResponsiveContainer
      width="100%"
      height={height}
      initialDimension={{ width: INITIAL_WIDTH_PX, height }}
    >
      <ComposedChart
        data={[...bars]}
        margin={MARGIN}
        accessibilityLayer={false}
        barCategoryGap="25%"
        onClick={(state) => {
          const bar = bars[Number(state.activeTooltipIndex)];
          if (bar) onPick(bar);
        }}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="label"
          interval={0}
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
          cursor={{ fill: "var(--hover)" }}
          isAnimationActive={false}
          content={({ active, label }) => {
            const bar = active ? bars.find((one) => one.label === label) : undefined;
            return bar ? <ColumnTip bar={bar} /> : null;
          }}
        />
        <Bar
          dataKey="count"
          isAnimationActive={false}
          maxBarSize={48}
          shape={(shape: BarShapeProps) => (
            <Rectangle {...shape} fill={seriesVariable(colour)} radius={[2, 2, 0, 0]} />
          )}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function ColumnTip({ bar }: { bar: ChartBar }) {
  return (
    <p className="flex gap-3 rounded-sm border bg-raised px-2.5 py-1.5 text-xs text-ink shadow-lift">
      <span>{bar.label}</span>
      <span className="font-medium figures">{formatCount(bar.count, DISPLAY_LOCALE)}</span>
    </p>
  );
}
