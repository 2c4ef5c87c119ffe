"use client";

import { ArrowLeft, RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { ReactNode } from "react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useActions } from "@/components/ui/actions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { FreshnessFoot } from "@/components/ui/freshness-foot";
import { Panel } from "@/components/ui/panel";
import { readProblem } from "@/components/ui/read-problem";
import { RelativeTime } from "@/components/ui/relative-time";
import { Screen } from "@/components/ui/screen";
import { Tabs } from "@/components/ui/tabs";
import { useDevice, useDeviceReading } from "@/lib/client/devices/use-devices";
import { wayBack } from "@/lib/client/list-places";
import type { DeviceDetail } from "@/lib/contracts/devices";
import { toFreshness } from "@/lib/format/source-labels";
import { findDisagreements } from "./compare-values";
import { CoverageMarks, coverageWords } from "./coverage";
import { DeviceKindLabel } from "./kind-icon";
import { CustodyTab } from "./page/custody-tab";
import type { DeviceSlots, TabProps } from "./page/device-query";
import { FilesTab } from "./page/files-tab";
import { HardwareTab } from "./page/hardware-tab";
import { OverviewTab } from "./page/overview-tab";
import { PatchesTab } from "./page/patches-tab";
import { RelationsTab } from "./page/relations-tab";
import { RunningTab } from "./page/running-tab";
import { DEVICE_TABS, DEVICE_TAB_LABELS, type DeviceTab } from "./page/tab-names";
import { TimelineTab } from "./page/timeline-tab";
import { SoftwarePanel } from "./software-panel";

const tabParser = parseAsStringLiteral(DEVICE_TABS)
  .withDefault("overview")
  .withOptions({ history: "push" });

const TABS: Record<DeviceTab, (props: TabProps) => ReactNode> = {
  overview: OverviewTab,
  hardware: HardwareTab,
  software: SoftwarePanel,
  running: RunningTab,
  patches: PatchesTab,
  custody: CustodyTab,
  relations: RelationsTab,
  files: FilesTab,
  timeline: TimelineTab,
};

/** One device: what both systems know of it, part by part, and what was and can be done with it. */
export function DeviceScreen({
  deviceRef,
  slots = {},
}: {
  deviceRef: string;
  slots?: DeviceSlots;
}) {
  const router = useRouter();
  const [tab, setTab] = useQueryState("tab", tabParser);
  const query = useDevice(deviceRef);
  const reading = useDeviceReading(deviceRef);
  const readAgain = () => void reading.refetch();
  const back = () => router.push(wayBack("/devices"));
  useActions([
    { id: "back", label: "Back to the devices", group: "Here", keys: "Escape", run: back },
    { id: "read-again", label: "Read it again", group: "Here", keys: "r", run: readAgain },
    ...DEVICE_TABS.map((id, at) => ({
      id: `tab-${id}`,
      label: `Show: ${DEVICE_TAB_LABELS[id]}`,
      group: "Here",
      keys: String(at + 1),
      run: () => void setTab(id),
    })),
  ]);
  const data = query.data;
  const failed = data === undefined && query.error !== null;
  const props = { deviceRef, query, slots, onRead: readAgain, reading: reading.isFetching };
  return (
    <Screen
      title={data?.device.name ?? "Device"}
      showTitle
      foot={data ? <FreshnessFoot items={toFreshness(data.sources)} /> : undefined}
      toolbar={
        <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
          {data ? <Facts device={data.device} /> : null}
          <ReadingFault reading={reading} />
          <div className="ms-auto flex flex-wrap gap-1" data-print="hide">
            {data ? slots.acts : null}
            <Button look="quiet" onClick={back}>
              <ArrowLeft size={14} aria-hidden />
              All devices
            </Button>
            <Button busy={reading.isFetching} onClick={readAgain}>
              <RefreshCw size={14} aria-hidden />
              {reading.isFetching ? "Reading" : "Read again"}
            </Button>
          </div>
        </div>
      }
    >
      {failed ? (
        <Panel title="Device" query={query} size="lg">
          {() => null}
        </Panel>
      ) : (
        <Tabs
          label="Parts of the device"
          value={tab}
          onValueChange={(id) => {
            const next = DEVICE_TABS.find((one) => one === id);
            if (next !== undefined) void setTab(next);
          }}
          items={DEVICE_TABS.map((id) => {
            const Content = TABS[id];
            return {
              id,
              label: DEVICE_TAB_LABELS[id],
              ...countOf(id, data?.device),
              content: <Content {...props} />,
            };
          })}
        />
      )}
    </Screen>
  );
}

/** The number beside a tab's name, where one is known without asking. */
function countOf(tab: DeviceTab, device: DeviceDetail | undefined): { count?: number } {
  if (device === undefined) return {};
  const { posture, cis } = device;
  if (tab === "patches" && posture.state === "known" && posture.patches.length > 0)
    return { count: posture.patches.length };
  return tab === "relations" && cis.length > 0 ? { count: cis.length } : {};
}

/** What could not be read again, and that the saved copy stands here instead. */
function ReadingFault({ reading }: { reading: UseQueryResult<string[]> }) {
  const faults = reading.error ? [readProblem(reading.error).title] : (reading.data ?? []);
  return (
    <p role="status" className="text-xs text-warn">
      {faults.length === 0 ? null : `${faults.join(" ")} This is the saved copy.`}
    </p>
  );
}

/** The line below the name. */
function Facts({ device }: { device: DeviceDetail }) {
  const differing = findDisagreements(device.groups).length;
  const gone = device.recordViews.every((record) => record.removedAt !== null);
  const goneAt =
    device.recordViews
      .map(({ removedAt }) => removedAt ?? "")
      .sort()
      .at(-1) ?? null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-soft">
      <DeviceKindLabel kind={device.kind} />
      <span className="inline-flex items-center gap-1.5">
        <CoverageMarks sources={device.sources} />
        <span aria-hidden>{coverageWords(device.sources)}</span>
      </span>
      <span>
        Checked in <RelativeTime iso={device.lastSeenAt} />
      </span>
      {gone ? (
        <Badge tone="warn">
          Gone from its systems <RelativeTime iso={goneAt} />
        </Badge>
      ) : null}
      {differing === 0 ? null : (
        <Badge tone="warn">
          {differing === 1 ? "Differs in 1 value" : `Differs in ${differing} values`}
        </Badge>
      )}
    </div>
  );
}
