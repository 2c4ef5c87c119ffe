"use client";

import { ArrowLeft, RefreshCw } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
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
import { ciHref } from "@/lib/client/cis/ci-links";
import { useDevice, useDeviceReading } from "@/lib/client/devices/use-devices";
import { wayBack } from "@/lib/client/list-places";
import type { DeviceDetail, DeviceDetailResult } from "@/lib/contracts/devices";
import { toFreshness } from "@/lib/format/source-labels";
import { findDisagreements } from "./compare-values";
import { CoverageMarks, coverageWords } from "./coverage";
import { DeviceTickets } from "./device-tickets";
import { DeviceKindLabel } from "./kind-icon";
import { RecordList } from "./record-list";
import { SoftwarePanel } from "./software-panel";
import type { RecordKinds } from "./teller-marks";
import { ValueList } from "./value-list";

type DeviceQuery = UseQueryResult<DeviceDetailResult>;

/** One device: what both systems know of it, value by value, and what hangs on it. */
export function DeviceScreen({ deviceRef }: { deviceRef: string }) {
  const router = useRouter();
  const query = useDevice(deviceRef);
  const reading = useDeviceReading(deviceRef);
  const readAgain = () => void reading.refetch();
  const back = () => router.push(wayBack("/devices"));
  useActions([
    { id: "back", label: "Back to the devices", group: "Here", keys: "Escape", run: back },
    { id: "read-again", label: "Read it again", group: "Here", keys: "r", run: readAgain },
  ]);
  const data = query.data;
  const failed = data === undefined && query.error !== null;
  return (
    <Screen
      title={data?.device.name ?? "Device"}
      showTitle
      foot={data ? <FreshnessFoot items={toFreshness(data.sources)} /> : undefined}
      toolbar={
        <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
          {data ? <Facts device={data.device} /> : null}
          <ReadingFault reading={reading} />
          <div className="ms-auto flex gap-1" data-print="hide">
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
        <div className="grid items-start gap-3 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className="grid min-w-0 gap-3">
            <ValuePanels query={query} />
            <SoftwarePanel device={query} onRead={readAgain} reading={reading.isFetching} />
          </div>
          <div className="grid min-w-0 gap-3">
            <DeviceTickets deviceRef={deviceRef} />
            <Panel title="Records" query={query} size="md">
              {({ device }) => <RecordList records={device.recordViews} />}
            </Panel>
            <CiPanel query={query} />
          </div>
        </div>
      )}
    </Screen>
  );
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
      {gone ? <Badge tone="warn">No longer in either system</Badge> : null}
      {differing === 0 ? null : (
        <Badge tone="warn">
          {differing === 1 ? "Differs in 1 value" : `Differs in ${differing} values`}
        </Badge>
      )}
    </div>
  );
}

function ValuePanels({ query }: { query: DeviceQuery }): ReactNode {
  const device = query.data?.device;
  if (device === undefined) {
    return (
      <Panel title="Identity" query={query} size="lg">
        {() => null}
      </Panel>
    );
  }
  const kinds: RecordKinds = new Map(device.recordViews.map(({ ref, kind }) => [ref, kind]));
  return device.groups.map((group) => (
    <Panel key={group.title} title={group.title} query={query} size="auto">
      {() => <ValueList values={group.values} kinds={kinds} />}
    </Panel>
  ));
}

function CiPanel({ query }: { query: DeviceQuery }) {
  return (
    <Panel
      title="CIs"
      query={query}
      size="sm"
      emptyOf={({ device }) =>
        device.cis.length === 0 ? { why: "No CI that you may see stands for it." } : null
      }
    >
      {({ device }) => (
        <ul className="grid gap-1.5">
          {device.cis.map((ci) => (
            <li key={ci.ref} className="flex flex-wrap gap-x-3">
              <Link
                href={ciHref(ci.ref)}
                className="font-medium wrap-anywhere text-accent underline-offset-2 hover:underline"
              >
                {ci.name}
              </Link>
              <span className="text-ink-soft">{ci.typeLabel}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
