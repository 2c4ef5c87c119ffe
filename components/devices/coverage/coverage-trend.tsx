"use client";

import type { TrendPoint, TrendSeries } from "@/components/charts/series";
import { TrendChart } from "@/components/charts/trend-chart";
import type { CoverageResult } from "@/lib/contracts/coverage";
import { DISPLAY_LOCALE, formatDay } from "@/lib/format/dates";
import { DRIFT_DISPLAYS } from "@/lib/format/device-states";
import { STANDINGS } from "./standings";

type Trend = NonNullable<CoverageResult["trend"]>;
type Week = Trend["weeks"][number];

const STANDING: readonly TrendSeries[] = STANDINGS.map(({ key, label, colour }) => ({
  key,
  label,
  colour,
  draw: "line",
}));

const DRIFT: readonly TrendSeries[] = [
  { key: "staleInKace", label: DRIFT_DISPLAYS.staleInKace.label, draw: "line", colour: 3 },
  {
    key: "staleInSysaid",
    label: DRIFT_DISPLAYS.staleInSysaid.label,
    draw: "line",
    colour: 2,
    dashed: true,
  },
  { key: "ghost", label: DRIFT_DISPLAYS.ghost.label, draw: "line", colour: 4 },
  { key: "zombie", label: DRIFT_DISPLAYS.zombie.label, draw: "line", colour: 5, dashed: true },
  { key: "unmanaged", label: DRIFT_DISPLAYS.unmanaged.label, draw: "line", colour: 6 },
];

/** How the shares and the drift went over the last half year, and from when on that was counted. */
export function CoverageTrend({ trend: { weeks, measuredFrom } }: { trend: Trend }) {
  const measured = weeks.filter((week) => week.drift !== null);
  return (
    <div className="grid gap-3">
      <TrendChart
        label={`Devices by where they stand, last ${weeks.length} weeks`}
        series={STANDING}
        points={weeks.map(toStanding)}
      />
      {measured.length > 1 ? (
        <TrendChart
          label={`Devices by drift, last ${measured.length} weeks`}
          series={DRIFT}
          points={measured.map(toDrift)}
          size="sm"
        />
      ) : null}
      <p className="text-xs text-ink-soft">{sinceWords(measuredFrom, weeks, measured.length)}</p>
    </div>
  );
}

const toStanding = ({ day, both, kace, sysaid }: Week): TrendPoint => ({
  day,
  values: { both, kace, sysaid },
});
const toDrift = ({ day, drift }: Week): TrendPoint => ({ day, values: { ...drift } });

/** What was counted and what was only worked out. */
export function sinceWords(
  measuredFrom: string | null,
  weeks: readonly Week[],
  measuredWeeks: number,
): string {
  const from = measuredFrom === null ? null : formatDay(measuredFrom, DISPLAY_LOCALE);
  const counted = from === null ? "Nothing was counted yet." : `Counted day by day since ${from}.`;
  const hasWorkedOut = weeks.some((week) => week.drift === null);
  return [
    counted,
    ...(hasWorkedOut
      ? [
          "Earlier weeks are worked out from when records were made and vanished; a record without a date counts as there all along.",
        ]
      : []),
    ...(measuredWeeks > 1 ? [] : ["Drift is drawn from the second counted week on."]),
  ].join(" ");
}
