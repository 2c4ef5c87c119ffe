"use client";

import { FreshnessFoot } from "@/components/ui/freshness-foot";
import { Panel } from "@/components/ui/panel";
import { Screen } from "@/components/ui/screen";
import { useHome } from "@/lib/client/home/use-home";
import { useTimeRange } from "@/lib/client/home/use-time-range";
import { toFreshness } from "@/lib/format/source-labels";
import { BarPanels } from "./bar-panels";
import { ChangesPanel } from "./changes-panel";
import { StatRows } from "./stat-rows";
import { SystemsPanel } from "./systems-panel";
import { TrendPanel } from "./trend-panel";

/** What is mine, what is late, what changed, how both systems are. */
export function HomeScreen() {
  const [days, setDays] = useTimeRange();
  const home = useHome(days);
  const { data } = home;
  return (
    <Screen
      title="Home"
      foot={data ? <FreshnessFoot items={toFreshness(data.sources)} /> : undefined}
    >
      {data === undefined && home.error ? (
        <Panel title="Home" query={home} size="lg">
          {() => null}
        </Panel>
      ) : (
        <>
          <StatRows home={data} />
          <div className="grid gap-3 lg:grid-cols-3">
            <TrendPanel home={home} days={days} onDaysChange={setDays} />
            <ChangesPanel home={home} />
          </div>
          <div className="grid gap-3 md:grid-cols-2 lg:grid-cols-3">
            <BarPanels home={home} />
            <SystemsPanel home={home} />
          </div>
        </>
      )}
    </Screen>
  );
}
