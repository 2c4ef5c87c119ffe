"use client";

import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { DefinitionList, type Definition } from "@/components/ui/definition-list";
import { Kbd } from "@/components/ui/kbd";
import { NumberLink } from "@/components/ui/number-link";
import { FailedFace } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { SkeletonLines } from "@/components/ui/skeleton";
import { deviceHref, deviceTicketsHref } from "@/lib/client/devices/device-links";
import { useDevice } from "@/lib/client/devices/use-devices";
import type { DeviceDetail, DeviceRow } from "@/lib/contracts/devices";
import { findDisagreements } from "./compare-values";
import { CoverageMarks, coverageWords } from "./coverage";
import { NewTicketLink } from "./new-ticket-link";
import { DevicePreviewHead } from "./preview-head";
import { RecordList } from "./record-list";
import type { RecordKinds } from "./teller-marks";
import { ValueList } from "./value-list";

/** A device beside the list: its row at once, then where the systems disagree and what it is made of. */
export function DevicePreview({
  deviceRef,
  row,
}: {
  deviceRef: string;
  row: DeviceRow | undefined;
}) {
  const query = useDevice(deviceRef);
  const device = query.data?.device;
  const shown = row ?? device;
  if (shown === undefined) {
    return (
      <div className="flex min-h-full flex-col p-4 pe-12">
        {query.error ? (
          <FailedFace error={query.error} retry={query.refetch} busy={query.isFetching} />
        ) : (
          <SkeletonLines />
        )}
      </div>
    );
  }
  return (
    <div className="grid gap-4 p-4">
      <DevicePreviewHead device={shown}>
        <span className="inline-flex items-center gap-1.5">
          <CoverageMarks sources={shown.sources} />
          <span aria-hidden>{coverageWords(shown.sources)}</span>
        </span>
      </DevicePreviewHead>
      <DefinitionList items={toDefinitions(shown)} />
      <div className="flex flex-wrap gap-1.5">
        <Link href={deviceHref(shown.ref)} className={buttonClass()}>
          Open
          <Kbd keys="Enter" />
        </Link>
        <NewTicketLink deviceRef={shown.ref} />
      </div>
      {device === undefined ? <SkeletonLines /> : <DevicePreviewMore device={device} />}
    </div>
  );
}

function toDefinitions(row: DeviceRow): Definition[] {
  return [
    { label: "Model", value: [row.manufacturer, row.model].filter(Boolean).join(" ") },
    { label: "Serial", value: row.serial },
    { label: "System", value: row.osName },
    { label: "Owner", value: row.ownerName },
    { label: "Site", value: [row.site, row.department].filter(Boolean).join(", ") },
    { label: "Address", value: row.ip },
    { label: "Checked in", value: <RelativeTime iso={row.lastSeenAt} /> },
    {
      label: "Open tickets",
      value:
        row.openTickets === 0 ? (
          "None"
        ) : (
          <NumberLink
            count={row.openTickets}
            unit="open ticket"
            href={deviceTicketsHref(row.ref)}
          />
        ),
    },
  ];
}

function DevicePreviewMore({ device }: { device: DeviceDetail }) {
  const differing = findDisagreements(device.groups);
  const kinds: RecordKinds = new Map(device.recordViews.map(({ ref, kind }) => [ref, kind]));
  return (
    <>
      {differing.length === 0 ? null : (
        <section className="grid gap-2">
          <h3 className="text-sm font-semibold">Where its records disagree</h3>
          <ValueList values={differing} kinds={kinds} />
        </section>
      )}
      <section className="grid gap-2">
        <h3 className="text-sm font-semibold">Made of</h3>
        <RecordList records={device.recordViews} />
      </section>
    </>
  );
}
