"use client";

import { Panel } from "@/components/ui/panel";
import { DeviceTickets } from "../device-tickets";
import { RecordActs } from "../identity/record-acts";
import { RecordList } from "../record-list";
import type { TabProps } from "./device-query";
import { PeersPanel } from "./peers-panel";
import { PosturePanel } from "./posture-panel";
import { ValuePanels } from "./value-panels";

/** The first look: how it is, what it is, whose it is, what is wrong with it, and why these records are one. */
export function OverviewTab(props: TabProps) {
  const { deviceRef, query, slots } = props;
  return (
    <div className="grid gap-3">
      <PosturePanel {...props} />
      <div className="grid items-start gap-3 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 gap-3">
          <ValuePanels
            query={query}
            titles={["Identity", "People and place", "Operating system"]}
          />
          {slots.assetForm}
        </div>
        <div className="grid min-w-0 gap-3">
          <DeviceTickets deviceRef={deviceRef} />
          <Panel title="Records" query={query} size="md">
            {({ device }) => (
              <>
                <RecordList records={device.recordViews} />
                <RecordActs deviceRef={device.ref} records={device.recordViews} />
              </>
            )}
          </Panel>
          <PeersPanel deviceRef={deviceRef} />
        </div>
      </div>
    </div>
  );
}
