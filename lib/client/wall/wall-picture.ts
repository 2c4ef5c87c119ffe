import type { WallResult } from "@/lib/contracts/metrics";
import type { SourceStates } from "@/lib/domain/source";
import { toFreshness } from "@/lib/format/source-labels";
import type { Tone } from "@/lib/format/tones";

/** One tile of a wall: one number, and a small drawing where it has one. */
export interface WallTile {
  key: string;
  title: string;
  count: number | null;
  tone?: Tone;
  /** Values by day, oldest first, drawn below the number. */
  days?: readonly { day: string; created: number; closed: number }[];
}

/** At most so many tiles stand on a page. */
export const TILES_MAX = 6;

/** The pages of a wall. Without a picture the same tiles stand there, waiting. */
export function toWallPages(picture: WallResult | null): WallTile[][] {
  const metrics = picture?.metrics;
  const tile = (key: string, title: string, count: number | undefined, tone?: Tone): WallTile => ({
    key,
    title,
    count: count ?? null,
    ...(tone === undefined ? {} : { tone }),
  });
  const trend = metrics?.trend ?? [];
  const sum = (pick: (day: (typeof trend)[number]) => number) =>
    metrics && trend.reduce((total, day) => total + pick(day), 0);
  const countOf = (bars: { key: string; count: number }[] | undefined, keys: readonly string[]) =>
    bars?.reduce((total, bar) => total + (keys.includes(bar.key) ? bar.count : 0), 0);
  const days = trend.length === 0 ? "" : `, last ${trend.length} days`;
  return [
    [
      tile("open", "Open tickets", metrics?.openTickets),
      tile("overdue", "Overdue", metrics?.overdue, "bad"),
      tile("unassigned", "Unassigned", metrics?.unassigned, "warn"),
      tile("new", "New today", metrics?.newToday),
      tile("closed", "Closed today", metrics?.closedToday, "good"),
      tile("approval", "Awaiting approval", metrics?.awaitsApproval, "info"),
    ],
    [
      {
        ...tile(
          "trend-new",
          `New tickets${days}`,
          sum((day) => day.created),
        ),
        days: trend,
      },
      tile("urgent", "Urgent and open", countOf(metrics?.openByPriority, ["1"]), "bad"),
      tile("old", "Open over 30 days", countOf(metrics?.backlogByAge, ["30-90", "90-"]), "warn"),
      tile("devices", "Devices", metrics?.devices),
      tile("stale", "Devices not seen for 30 days", metrics?.staleDevices, "warn"),
    ],
  ];
}

/** Who a wall's numbers come from, how old the oldest part is, and why nothing newer came. */
export interface WallAge {
  origins: string;
  asOf: string | null;
  staleBecause: string | null;
}

/**
 * The age of a picture. `failure`: why the newest question got no answer, or `null`. A system that is
 * missing gives no part of the numbers, so it is not named among their origins.
 */
export function toWallAge(picture: WallResult | null, failure: string | null): WallAge {
  if (picture === null) {
    return { origins: "KACE and SysAid", asOf: null, staleBecause: failure };
  }
  const states = toFreshness(picture.sources);
  const there = states.flatMap((one) => (one.state === "missing" ? [] : [one]));
  const stale = there.flatMap((one) =>
    one.state === "stale" ? [`${one.label}: ${one.reason}`] : [],
  );
  const [oldest] = there.map((one) => one.asOf).sort();
  return {
    origins: there.map((one) => one.label).join(" and ") || "No system",
    asOf: oldest ?? picture.asOf,
    staleBecause: failure ?? (stale.length === 0 ? null : stale.join("; ")),
  };
}

/** A picture as it was kept, or `null` for anything else: another version may have kept another shape. */
export function parseKeptPicture(text: string | null): WallResult | null {
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
  return isPicture(value) ? value : null;
}

const NUMBERS = [
  "openTickets",
  "newToday",
  "closedToday",
  "overdue",
  "unassigned",
  "awaitsApproval",
  "devices",
  "staleDevices",
] as const;
const LISTS = ["trend", "backlogByAge", "openByPriority"] as const;

function isPicture(value: unknown): value is WallResult {
  if (!isObject(value) || typeof value["name"] !== "string") return false;
  const { metrics, sources, asOf } = value;
  if (!isObject(metrics) || !isObject(sources) || typeof asOf !== "string") return false;
  return (
    NUMBERS.every((name) => typeof metrics[name] === "number") &&
    LISTS.every((name) => Array.isArray(metrics[name]) && metrics[name].every(isObject)) &&
    isSourceStates(sources)
  );
}

function isSourceStates(sources: Record<string, unknown>): sources is SourceStates {
  return ["kace", "sysaid"].every((name) => {
    const state = sources[name];
    if (!isObject(state)) return false;
    if (state["state"] === "missing") return typeof state["reason"] === "string";
    return typeof state["asOf"] === "string";
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
