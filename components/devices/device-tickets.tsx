"use client";

import Link from "next/link";
import { StatusBadge } from "@/components/ui/badge";
import { NumberLink } from "@/components/ui/number-link";
import { Panel } from "@/components/ui/panel";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { NewTicketLink } from "./new-ticket-link";
import { RelativeTime } from "@/components/ui/relative-time";
import { SkeletonLines } from "@/components/ui/skeleton";
import { deviceTicketsHref } from "@/lib/client/devices/device-links";
import { useDeviceTickets } from "@/lib/client/devices/use-devices";
import type { TicketRow } from "@/lib/contracts/tickets";
import { STATUS_DISPLAYS } from "@/lib/format/displays";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

/** The open tickets about a device; the number opens all of them. */
export function DeviceTickets({ deviceRef }: { deviceRef: string }) {
  const tickets = useDeviceTickets(deviceRef);
  const total = tickets.data?.total ?? 0;
  return (
    <Panel
      title="Open tickets"
      query={tickets}
      size="sm"
      flush
      skeleton={
        <div className="p-4">
          <SkeletonLines />
        </div>
      }
      emptyOf={({ rows }) => (rows.length === 0 ? { why: "No open ticket is about it." } : null)}
      actions={
        <>
          <NewTicketLink deviceRef={deviceRef} />
          {total === 0 ? null : (
            <NumberLink count={total} unit="open ticket" href={deviceTicketsHref(deviceRef)} />
          )}
        </>
      }
    >
      {({ rows }) => (
        <ul>
          {rows.map((row) => (
            <TicketLine key={row.ref} row={row} />
          ))}
          {total > rows.length ? (
            <li className="px-4 py-2">
              <Link
                href={deviceTicketsHref(deviceRef)}
                className="text-accent underline-offset-2 hover:underline"
              >
                Show all {total}
              </Link>
            </li>
          ) : null}
        </ul>
      )}
    </Panel>
  );
}

function TicketLine({ row }: { row: TicketRow }) {
  return (
    <li className="grid gap-0.5 border-b px-4 py-2 last:border-0">
      <Link
        href={`/tickets/${encodeURIComponent(row.ref)}`}
        className="min-w-0 font-medium wrap-anywhere text-accent underline-offset-2 hover:underline"
      >
        {row.title}
      </Link>
      <span className="flex flex-wrap items-center gap-x-3 text-xs text-ink-soft">
        <span className="inline-flex items-center gap-1 figures">
          <ProvenanceMark provenance={SOURCE_LABELS[row.source]} />
          {row.number}
        </span>
        <StatusBadge plain display={STATUS_DISPLAYS[row.statusKind]} text={row.statusLabel} />
        <span>
          changed <RelativeTime iso={row.updatedAt} />
        </span>
      </span>
    </li>
  );
}
