"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { TrendChart } from "@/components/charts/trend-chart";
import type { TrendPoint, TrendSeries } from "@/components/charts/series";
import { Select } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { dayLinks } from "@/lib/client/home/home-links";
import {
  TIME_RANGES,
  TIME_RANGE_LABELS,
  toTimeRange,
  type TimeRange,
} from "@/lib/client/home/time-range";
import type { HomeResult, TrendDay } from "@/lib/contracts/metrics";

// Apart from each other: the open ones are so many that the day's few would not be seen beside them.
const MOVES: readonly TrendSeries[] = [
  { key: "created", label: "New", draw: "bar", colour: 1 },
  { key: "closed", label: "Closed", draw: "bar", colour: 2 },
];
const BACKLOG: readonly TrendSeries[] = [
  { key: "backlog", label: "Open at the end of the day", draw: "area", colour: 3 },
];

const OPTIONS = [...TIME_RANGES]
  .sort((a, b) => a - b)
  .map((days) => ({ value: String(days), label: TIME_RANGE_LABELS[days] }));

interface TrendPanelProps {
  home: UseQueryResult<HomeResult>;
  days: TimeRange;
  onDaysChange: (days: TimeRange) => void;
}

/** New, closed and open tickets by day. A day opens the tickets that were made on it. */
export function TrendPanel({ home, days, onDaysChange }: TrendPanelProps) {
  return (
    <Panel
      title="Tickets by day"
      query={home}
      size="lg"
      className="min-h-120 lg:col-span-2"
      actions={
        <Select
          aria-label="Time range"
          options={OPTIONS}
          value={String(days)}
          onChange={(event) => onDaysChange(toTimeRange(event.target.value))}
          className="w-auto!"
        />
      }
      emptyOf={({ metrics }) =>
        metrics.trend.some((day) => day.created + day.closed + day.backlog > 0)
          ? null
          : { why: "There was no ticket in this time that you may see. Choose a longer time." }
      }
    >
      {({ metrics }) => <Trends trend={metrics.trend} />}
    </Panel>
  );
}

function Trends({ trend }: { trend: readonly TrendDay[] }) {
  const points = toPoints(trend);
  const span = `last ${trend.length} days (UTC)`;
  return (
    <div className="grid gap-3">
      <TrendChart label={`New and closed tickets, ${span}`} series={MOVES} points={points} />
      <TrendChart label={`Open tickets, ${span}`} series={BACKLOG} points={points} size="sm" />
    </div>
  );
}

const toPoints = (trend: readonly TrendDay[]): TrendPoint[] =>
  trend.map(({ day, ...values }) => ({ day, values, hrefs: dayLinks(day) }));
