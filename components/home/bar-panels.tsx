"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { BarList } from "@/components/charts/bar-list";
import { Panel } from "@/components/ui/panel";
import type { Bar, HomeResult } from "@/lib/contracts/metrics";

type Home = UseQueryResult<HomeResult>;

const NO_TICKETS = "No ticket is open that you may see.";
const NO_DEVICES =
  "There is no device that you may see. Devices appear once they are assigned to you, or when you administer a system.";

/** How the open tickets and the devices divide. Every bar opens exactly the rows that it counts. */
export function BarPanels({ home }: { home: Home }) {
  return (
    <>
      <BarPanel title="Open tickets by age" home={home} of="backlogByAge" why={NO_TICKETS}>
        {(bars) => <BarList label="Open tickets by age" bars={bars} colour={3} />}
      </BarPanel>
      <BarPanel title="Open tickets by priority" home={home} of="openByPriority" why={NO_TICKETS}>
        {(bars) => <BarList label="Open tickets by priority" bars={bars} />}
      </BarPanel>
      <BarPanel title="Open tickets by queue" home={home} of="openByQueue" why={NO_TICKETS}>
        {(bars) => <BarList label="Open tickets by queue, the fullest first" bars={bars} />}
      </BarPanel>
      <BarPanel title="Devices by operating system" home={home} of="devicesByOs" why={NO_DEVICES}>
        {(bars) => <BarList label="Devices by operating system" bars={bars} colour={4} />}
      </BarPanel>
      <BarPanel title="Devices by last check-in" home={home} of="devicesByCheckIn" why={NO_DEVICES}>
        {(bars) => <BarList label="Devices by last check-in" bars={bars} colour={4} />}
      </BarPanel>
    </>
  );
}

type BarsName =
  "backlogByAge" | "openByPriority" | "openByQueue" | "devicesByOs" | "devicesByCheckIn";

interface BarPanelProps {
  title: string;
  home: Home;
  of: BarsName;
  why: string;
  children: (bars: readonly Bar[]) => ReactNode;
}

function BarPanel({ title, home, of, why, children }: BarPanelProps) {
  return (
    <Panel
      title={title}
      query={home}
      emptyOf={({ metrics }) => (metrics[of].some((bar) => bar.count > 0) ? null : { why })}
    >
      {({ metrics }) => children(metrics[of])}
    </Panel>
  );
}
