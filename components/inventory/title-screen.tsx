"use client";

import { FreshnessFoot } from "@/components/ui/freshness-foot";
import { Panel } from "@/components/ui/panel";
import { Screen } from "@/components/ui/screen";
import { havingProduct } from "@/lib/client/inventory/links";
import { useGroup } from "@/lib/client/inventory/use-inventory";
import { toFreshness } from "@/lib/format/source-labels";
import { VersionBars } from "./count-bars";
import { DevicesBehind } from "./devices-behind";
import { SitesPanel } from "./group-panels";
import { ListLink } from "./list-link";
import { TitleFacts } from "./title-preview";

/** One program: its versions, how they are spread, and the devices that have it. */
export function TitleScreen({ titleKey }: { titleKey: string }) {
  const query = useGroup("titles", titleKey);
  const { data } = query;
  return (
    <Screen
      title={data?.row.name ?? "Software title"}
      showTitle
      foot={data ? <FreshnessFoot items={toFreshness(data.sources).slice(0, 1)} /> : undefined}
    >
      <ListLink path="/software" title="Software titles" />
      <div className="grid gap-3 lg:grid-cols-3">
        <Panel title="What is known" query={query} size="auto">
          {({ row }) => <TitleFacts row={row} />}
        </Panel>
        <Panel title="Versions" query={query} size="auto">
          {({ members }) => <VersionBars members={members} />}
        </Panel>
        <SitesPanel query={query} having={havingProduct(titleKey)} />
      </div>
      <DevicesBehind
        having={havingProduct(titleKey)}
        title="Devices that have it"
        empty="No device that you see has it."
        fileName="devices with this title"
      />
    </Screen>
  );
}
