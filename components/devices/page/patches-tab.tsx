"use client";

import Link from "next/link";
import { StatusBadge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { PlainTable } from "@/components/ui/plain-table";
import { TextOrDash } from "@/components/ui/text-or-dash";
import { cvesHref } from "@/lib/client/devices/device-links";
import type { DevicePosture } from "@/lib/contracts/device-page";
import { displaySeverity } from "@/lib/format/posture";
import type { TabProps } from "./device-query";

type Patch = Extract<DevicePosture, { state: "known" }>["patches"][number];

/** What it lacks, the gravest first, and which vulnerabilities that leaves open. */
export function PatchesTab({ query }: TabProps) {
  return (
    <Panel
      title="Missing patches"
      query={query}
      size="md"
      flush
      emptyOf={({ device: { posture } }) => {
        if (posture.state === "missing") return { why: posture.reason };
        if (posture.untold.includes("patches"))
          return { why: "No system tells which patches it misses." };
        return posture.patches.length === 0
          ? { why: "Nothing is missing, as far as the last detection found." }
          : null;
      }}
    >
      {({ device: { posture } }) =>
        posture.state === "known" ? <PatchTable patches={posture.patches} /> : null
      }
    </Panel>
  );
}

function PatchTable({ patches }: { patches: readonly Patch[] }) {
  return (
    <PlainTable
      label="Table of missing patches"
      columns={["Severity", "Patch", "Number", "Publisher", "CVEs"]}
      headClass="px-4 py-1.5 text-start text-xs font-medium text-ink-soft"
    >
      {patches.map(({ ref, title, identifier, publisher, severity, level, cves }) => (
        <tr key={ref} className="align-top">
          <td className="px-4 py-1.5">
            <StatusBadge plain display={displaySeverity(level)} text={severity} />
          </td>
          <td className="min-w-56 px-4 py-1.5 wrap-anywhere">{title}</td>
          <td className="px-4 py-1.5 whitespace-nowrap text-ink-soft figures">
            <TextOrDash text={identifier} />
          </td>
          <td className="px-4 py-1.5 text-ink-soft">
            <TextOrDash text={publisher} />
          </td>
          <td className="px-4 py-1.5">
            {cves.length === 0 ? (
              <TextOrDash text={null} />
            ) : (
              <ul className="flex flex-wrap gap-x-3">
                {cves.map((cve) => (
                  <li key={cve} className="whitespace-nowrap figures">
                    <Link
                      href={cvesHref(cve)}
                      prefetch={false}
                      className="text-accent underline-offset-2 hover:underline"
                    >
                      {cve}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
