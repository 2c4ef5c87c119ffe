import "server-only";
import type { Metrics } from "@/lib/contracts/metrics";
import { joinCsv } from "@/lib/contracts/csv";
import { CHECK_IN_LABELS, displayPriority } from "@/lib/format/displays";
import type { Metrics as StoredMetrics } from "@/lib/server/store/read/metrics";

// Every bar opens exactly the rows that it counts: its link is the same question, asked of the list.

/** Adds to counted numbers the words for people and the link to the rows behind each bar. */
export function withLinks(metrics: StoredMetrics): Metrics {
  const open = (filter: Record<string, string>) => link("/tickets", { flag: "open", ...filter });
  return {
    ...metrics,
    backlogByAge: metrics.backlogByAge.map(({ key, label, count, minAgeDays, maxAgeDays }) => ({
      key,
      label,
      count,
      href: open({
        // The youngest span also holds what was created in the future by another clock.
        ...(minAgeDays === 0 ? {} : { minAgeDays: String(minAgeDays) }),
        ...(maxAgeDays === null ? {} : { maxAgeDays: String(maxAgeDays) }),
      }),
    })),
    openByPriority: metrics.openByPriority.map((bar) => ({
      ...bar,
      label: displayPriority(Number(bar.key)).label,
      href: open({ priority: bar.key }),
    })),
    openByQueue: metrics.openByQueue.map((bar) => ({ ...bar, href: open({ queue: bar.key }) })),
    devicesByOs: metrics.devicesByOs.map((bar) => ({
      ...bar,
      label: bar.key === "none" ? "Not told" : bar.label,
      href: link("/devices", { os: bar.key }),
    })),
    devicesByCheckIn: metrics.devicesByCheckIn.map((bar) => ({
      ...bar,
      label: CHECK_IN_LABELS[bar.key],
      href: link("/devices", { checkIn: bar.key }),
    })),
  };
}

/** The same bars for a wall, which has nothing to open: neither an address nor the ref that a key may be. */
export function withoutLinks(metrics: StoredMetrics): Metrics {
  const bare = (bars: Metrics["devicesByOs"]) =>
    bars.map((bar, at) => ({ ...bar, key: String(at), href: "" }));
  const linked = withLinks(metrics);
  return {
    ...linked,
    backlogByAge: bare(linked.backlogByAge),
    openByPriority: bare(linked.openByPriority),
    openByQueue: bare(linked.openByQueue),
    devicesByOs: bare(linked.devicesByOs),
    devicesByCheckIn: bare(linked.devicesByCheckIn),
  };
}

function link(path: string, filter: Record<string, string>): string {
  const values = Object.entries(filter).map(([name, value]) => [name, joinCsv([value])]);
  return `${path}?${new URLSearchParams(values)}`;
}
