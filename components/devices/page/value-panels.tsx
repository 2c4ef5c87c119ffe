"use client";

import { Panel } from "@/components/ui/panel";
import type { RecordKinds } from "../teller-marks";
import { ValueList } from "../value-list";
import type { DeviceQuery } from "./device-query";

/** Attributes value by value, in the groups with these titles. */
export function ValuePanels({ query, titles }: { query: DeviceQuery; titles: readonly string[] }) {
  const device = query.data?.device;
  if (device === undefined) {
    return (
      <Panel title={titles[0] ?? "Values"} query={query} size="lg">
        {() => null}
      </Panel>
    );
  }
  const kinds: RecordKinds = new Map(device.recordViews.map(({ ref, kind }) => [ref, kind]));
  return device.groups
    .filter(({ title }) => titles.includes(title))
    .map((group) => (
      <Panel key={group.title} title={group.title} query={query} size="auto">
        {() => <ValueList values={group.values} kinds={kinds} />}
      </Panel>
    ));
}
