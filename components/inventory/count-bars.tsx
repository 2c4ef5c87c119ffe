import { BarList } from "@/components/charts/bar-list";
import { joinCsv } from "@/lib/contracts/csv";
import { devicesHref } from "@/lib/client/inventory/links";
import type { GroupDetailResult } from "@/lib/contracts/inventory";

type Members = GroupDetailResult["members"];

/** The versions of a program by how many devices have each. */
export function VersionBars({ members }: { members: Members }) {
  const bars = members.map((one) => ({
    key: one.ref,
    label: one.version ?? one.name,
    count: one.devices,
    href: devicesHref(one.ref),
  }));
  return <BarList label="Versions" bars={bars} />;
}

/** Sites by how many of these devices stand there. */
export function SiteBars({ sites, having }: { sites: GroupDetailResult["sites"]; having: string }) {
  const bars = sites.map(({ value, label, count }) => ({
    key: value,
    label: value === "none" ? "No site told" : label,
    count,
    href: `${devicesHref(having)}&${new URLSearchParams({ site: joinCsv([value]) })}`,
  }));
  return <BarList label="Sites" bars={bars} />;
}
