"use client";

import { Panel } from "@/components/ui/panel";
import { PlainTable } from "@/components/ui/plain-table";
import { TextOrDash } from "@/components/ui/text-or-dash";
import { TONE_TEXT } from "@/components/ui/badge";
import type { DevicePosture } from "@/lib/contracts/device-page";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatBytes, formatShare } from "@/lib/format/numbers";
import type { Tone } from "@/lib/format/tones";
import type { TabProps } from "./device-query";
import { ValuePanels } from "./value-panels";

type Known = Extract<DevicePosture, { state: "known" }>;
type Disk = Known["disks"][number];

const HEAD = "px-4 py-1.5 text-start text-xs font-medium text-ink-soft";

/** What it is built of. */
export function HardwareTab({ query }: TabProps) {
  return (
    <div className="grid items-start gap-3 md:grid-cols-2">
      <div className="grid min-w-0 gap-3">
        <ValuePanels query={query} titles={["Hardware", "More"]} />
      </div>
      <div className="grid min-w-0 gap-3">
        <Panel
          title="Disks"
          query={query}
          size="sm"
          flush
          emptyOf={({ device: { posture } }) =>
            whyNone(posture, ({ disks }) => disks, "No system tells of its disks.")
          }
        >
          {({ device: { posture } }) =>
            posture.state === "known" ? <Disks disks={posture.disks} /> : null
          }
        </Panel>
        <Panel
          title="Network cards"
          query={query}
          size="sm"
          flush
          emptyOf={({ device: { posture } }) =>
            whyNone(posture, ({ nics }) => nics, "No system tells of its network cards.")
          }
        >
          {({ device: { posture } }) =>
            posture.state === "known" ? <Nics nics={posture.nics} /> : null
          }
        </Panel>
      </div>
    </div>
  );
}

function whyNone(
  posture: DevicePosture,
  pick: (known: Known) => readonly unknown[],
  why: string,
): { why: string } | null {
  if (posture.state === "missing") return { why: posture.reason };
  return pick(posture).length === 0 ? { why } : null;
}

function Disks({ disks }: { disks: readonly Disk[] }) {
  return (
    <ul className="divide-y divide-line">
      {disks.map((disk, at) => (
        <DiskLine key={`${disk.name} ${at}`} disk={disk} />
      ))}
    </ul>
  );
}

function DiskLine({ disk }: { disk: Disk }) {
  const { name, fileSystem, totalBytes, freeBytes } = disk;
  const isKnown = totalBytes !== null && totalBytes > 0 && freeBytes !== null;
  const free = isKnown ? Math.min(1, Math.max(0, freeBytes / totalBytes)) : null;
  const tone: Tone = free === null ? "neutral" : free < 0.1 ? "bad" : free < 0.2 ? "warn" : "good";
  return (
    <li className="grid gap-1.5 px-4 py-2.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium wrap-anywhere">{name}</span>
        <span className="text-xs text-ink-soft figures">
          {[fileSystem, totalBytes === null ? "size not told" : size(totalBytes)]
            .filter(Boolean)
            .join(", ")}
        </span>
      </p>
      {free === null || freeBytes === null ? null : (
        <>
          <svg
            viewBox="0 0 100 4"
            preserveAspectRatio="none"
            aria-hidden
            className={`h-2 w-full rounded-xs bg-sunken ${TONE_TEXT[tone]}`}
          >
            <rect width={Math.round((1 - free) * 100)} height="4" fill="currentColor" />
          </svg>
          <p className="text-xs text-ink-soft figures">
            {size(freeBytes)} free, {formatShare(free, DISPLAY_LOCALE)}
          </p>
        </>
      )}
    </li>
  );
}

const size = (bytes: number) => formatBytes(bytes, DISPLAY_LOCALE);

function Nics({ nics }: { nics: Known["nics"] }) {
  return (
    <PlainTable
      label="Table of network cards"
      columns={["Card", "MAC", "Address", "Set by"]}
      headClass={HEAD}
    >
      {nics.map((nic, at) => (
        <tr key={`${nic.mac ?? ""} ${at}`}>
          <td className="min-w-40 px-4 py-1.5 wrap-anywhere">
            <TextOrDash text={nic.name} />
          </td>
          <td className="px-4 py-1.5 font-mono text-xs whitespace-nowrap">
            <TextOrDash text={nic.mac} />
          </td>
          <td className="px-4 py-1.5 text-ink-soft figures">
            <TextOrDash text={nic.ip} />
          </td>
          <td className="px-4 py-1.5 text-ink-soft">
            <TextOrDash text={nic.dhcp === null ? null : nic.dhcp ? "DHCP" : "Hand"} />
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
