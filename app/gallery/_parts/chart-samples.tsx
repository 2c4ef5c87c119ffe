"use client";

import { BarList } from "@/components/charts/bar-list";
import { ColumnChart } from "@/components/charts/column-chart";
import { HeroTile } from "@/components/charts/hero-tile";
import type { TrendSeries } from "@/components/charts/series";
import { TrendChart } from "@/components/charts/trend-chart";
import { Sample } from "./sample";

const DAY_MS = 86_400_000;
const SERIES: readonly TrendSeries[] = [
  { key: "created", label: "New", draw: "bar", colour: 1 },
  { key: "closed", label: "Closed", draw: "bar", colour: 4 },
  { key: "backlog", label: "Open at the end of the day", draw: "line", colour: 2 },
];
const BARS = [
  "Service desk",
  "Network",
  "Field services",
  "Applications and integrations",
  "Security",
].map((label, at) => ({
  key: label,
  label,
  count: [418, 212, 97, 31, 1][at] ?? 0,
  href: "/gallery",
}));
const AGES = ["1 day", "1 week", "1 month", "older"].map((label, at) => ({
  key: label,
  label,
  count: [44, 120, 65, 12][at] ?? 0,
  href: "/gallery",
}));

/** Charts with deterministic values. */
export function ChartSamples({ nowMs }: { nowMs: number }) {
  const points = Array.from({ length: 30 }, (_, at) => {
    const day = new Date(nowMs - (29 - at) * DAY_MS).toISOString().slice(0, 10);
    const weekend = at % 7 > 4;
    const created = weekend ? 6 : 40 + ((at * 13) % 17);
    const closed = weekend ? 4 : 38 + ((at * 11) % 21);
    return {
      day,
      values: { created, closed, backlog: 180 + Math.round(30 * Math.sin(at / 5)) },
      hrefs: { created: "/gallery" },
    };
  });
  return (
    <>
      <div className="grid gap-3 md:grid-cols-2">
        <Sample title="Trend">
          <TrendChart label="New and closed tickets by day" series={SERIES} points={points} />
        </Sample>
        <Sample title="Trend without anything">
          <TrendChart
            label="Nothing yet"
            series={SERIES}
            points={points.map((point) => ({ day: point.day, values: {} }))}
          />
        </Sample>
        <Sample title="Bars">
          <BarList label="Open tickets by queue" bars={BARS} />
        </Sample>
        <Sample title="Columns">
          <ColumnChart label="Backlog by age" bars={AGES} colour={3} />
        </Sample>
      </div>
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
        <HeroTile
          title="Open tickets"
          count={1284}
          origins="Alpha and Beta"
          asOf={new Date(nowMs - 12_000).toISOString()}
        />
        <HeroTile
          title="Overdue"
          count={31}
          tone="bad"
          origins="Alpha and Beta"
          asOf={new Date(nowMs - 12_000).toISOString()}
        />
        <HeroTile
          title="Unassigned"
          count={7}
          tone="warn"
          origins="Beta"
          asOf={new Date(nowMs - 900_000).toISOString()}
          staleBecause="Beta does not answer"
        />
        <HeroTile title="Devices" count={null} origins="Alpha" asOf={null} />
      </div>
    </>
  );
}
