"use client";

import Link from "next/link";
import { Panel } from "@/components/ui/panel";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextOrDash } from "@/components/ui/text-or-dash";
import { deviceHref } from "@/lib/client/devices/device-links";
import { useDeviceCustody } from "@/lib/client/devices/page/use-device-page";
import type { DeviceCustodyResult } from "@/lib/contracts/device-page";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { DeviceKindLabel } from "../kind-icon";
import type { TabProps } from "./device-query";

const WHAT_LABELS = { owner: "Owner", lastUser: "Last user" } as const;

/** Whose it is, whose it was, and what else they have. */
export function CustodyTab({ deviceRef }: TabProps) {
  const query = useDeviceCustody(deviceRef);
  return (
    <div className="grid items-start gap-3 md:grid-cols-2">
      <Panel
        title="Now"
        query={query}
        size="sm"
        flush
        emptyOf={({ holders }) =>
          holders.length === 0 ? { why: "No system says whose it is or who used it." } : null
        }
      >
        {({ holders }) => (
          <ul className="divide-y divide-line">
            {holders.map((holder) => (
              <Holder key={holder.ref} holder={holder} />
            ))}
          </ul>
        )}
      </Panel>
      <Panel
        title="Other devices of its owner"
        query={query}
        size="sm"
        flush
        emptyOf={({ others }) =>
          others.length === 0 ? { why: "Its owner has no other device that you may see." } : null
        }
      >
        {({ others, othersTotal }) => <Others others={others} total={othersTotal} />}
      </Panel>
      <Panel
        title="Over time"
        query={query}
        size="sm"
        flush
        className="md:col-span-2"
        emptyOf={({ changes }) =>
          changes.length === 0
            ? { why: "Neither owner nor last user has changed since Sightline began to watch." }
            : null
        }
      >
        {({ changes }) => <Changes changes={changes} />}
      </Panel>
    </div>
  );
}

function Holder({ holder }: { holder: DeviceCustodyResult["holders"][number] }) {
  return (
    <li className="grid gap-0.5 px-4 py-2">
      <p className="flex items-center gap-2">
        <ProvenanceMark provenance={SOURCE_LABELS[holder.source]} />
        <span className="text-ink-soft">Owner</span>
        <span className="min-w-0 font-medium wrap-anywhere">
          <TextOrDash text={holder.ownerName} />
        </span>
      </p>
      {holder.lastUser === null ? null : (
        <p className="ps-6 wrap-anywhere text-ink-soft">Last used by {holder.lastUser}</p>
      )}
      <p className="ps-6 text-xs text-ink-faint">
        Read <RelativeTime iso={holder.readAt} />
      </p>
    </li>
  );
}

function Others({ others, total }: { others: DeviceCustodyResult["others"]; total: number }) {
  return (
    <>
      <ul className="divide-y divide-line">
        {others.map((other) => (
          <li key={other.ref} className="flex flex-wrap items-center gap-x-3 px-4 py-2">
            <Link
              href={deviceHref(other.ref)}
              prefetch={false}
              className="font-medium wrap-anywhere text-accent underline-offset-2 hover:underline"
            >
              {other.name}
            </Link>
            <DeviceKindLabel kind={other.kind} />
            <span className="text-ink-soft">{other.model}</span>
            <span className="ms-auto text-xs text-ink-faint">
              seen <RelativeTime iso={other.lastSeenAt} />
            </span>
          </li>
        ))}
      </ul>
      {total > others.length ? (
        <p className="px-4 py-2 text-xs text-ink-soft">
          {formatCounted(total - others.length, "more device", DISPLAY_LOCALE)}
        </p>
      ) : null}
    </>
  );
}

function Changes({ changes }: { changes: DeviceCustodyResult["changes"] }) {
  return (
    <ol className="divide-y divide-line">
      {changes.map(({ at, source, what, before, after }) => (
        <li
          key={`${at} ${source} ${what}`}
          className="flex flex-wrap items-center gap-x-3 px-4 py-2"
        >
          <ProvenanceMark provenance={SOURCE_LABELS[source]} />
          <span className="text-ink-soft">{WHAT_LABELS[what]}</span>
          <span className="min-w-0 wrap-anywhere">
            {before ?? "nobody"} <span aria-hidden>→</span>
            <span className="sr-only">then</span> <b className="font-medium">{after ?? "nobody"}</b>
          </span>
          <span className="ms-auto text-xs text-ink-faint">
            <RelativeTime iso={at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
