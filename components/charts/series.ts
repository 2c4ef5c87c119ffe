/** A colour of the charts' own, apart from the colours that mean a status. */
export type SeriesColour = 1 | 2 | 3 | 4 | 5 | 6;

/** The token of a series' colour. */
export const seriesVariable = (colour: SeriesColour) => `var(--series-${colour})`;

export const SERIES_TEXT = {
  1: "text-series-1",
  2: "text-series-2",
  3: "text-series-3",
  4: "text-series-4",
  5: "text-series-5",
  6: "text-series-6",
} as const satisfies Record<SeriesColour, string>;

export const SERIES_BACKGROUND = {
  1: "bg-series-1",
  2: "bg-series-2",
  3: "bg-series-3",
  4: "bg-series-4",
  5: "bg-series-5",
  6: "bg-series-6",
} as const satisfies Record<SeriesColour, string>;

/** One line or kind of bar of a trend. Lines differ by dash as well as by colour. */
export interface TrendSeries {
  key: string;
  label: string;
  draw: "line" | "bar" | "area";
  colour: SeriesColour;
  dashed?: boolean;
}

/** The values of one day. */
export interface TrendPoint {
  /** A calendar day, `2026-11-22`. */
  day: string;
  values: Readonly<Record<string, number>>;
  /** Opens what a value counts, by series key. */
  hrefs?: Readonly<Record<string, string>>;
}

/** One bar, and what it opens. */
export interface ChartBar {
  key: string;
  label: string;
  count: number;
  href: string;
}

export type ChartSize = "sm" | "md" | "lg";

export const CHART_HEIGHTS_PX = { sm: 128, md: 208, lg: 320 } as const satisfies Record<
  ChartSize,
  number
>;
