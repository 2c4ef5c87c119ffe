"use client";

import { Panel } from "@/components/ui/panel";
import { PlainTable } from "@/components/ui/plain-table";
import { useDevicePeers } from "@/lib/client/devices/page/use-device-page";
import type { DevicePeersResult } from "@/lib/contracts/device-page";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount, formatCounted, formatShare } from "@/lib/format/numbers";

type Known = Extract<DevicePeersResult["peers"], { state: "known" }>;
type Measure = keyof Known["standings"];

const days = (value: number) => formatCounted(Math.round(value), "day", DISPLAY_LOCALE);
const count = (value: number) => formatCount(Math.round(value * 10) / 10, DISPLAY_LOCALE);

const MEASURES: { measure: Measure; label: string; spell: (value: number) => string }[] = [
  { measure: "ageDays", label: "Known for", spell: days },
  { measure: "restartDays", label: "Since its restart", spell: days },
  { measure: "diskFreeShare", label: "Disk free", spell: (v) => formatShare(v, DISPLAY_LOCALE) },
  { measure: "tickets", label: "Tickets in 90 days", spell: count },
  { measure: "missingPatches", label: "Missing patches", spell: count },
];

/** How this machine stands among those of its model. */
export function PeersPanel({ deviceRef }: { deviceRef: string }) {
  const query = useDevicePeers(deviceRef);
  return (
    <Panel
      title="Among its model"
      query={query}
      size="sm"
      flush
      emptyOf={({ peers }) => (peers.state === "known" ? null : { why: peers.reason })}
    >
      {({ peers }) => (peers.state === "known" ? <Standings peers={peers} /> : null)}
    </Panel>
  );
}

function Standings({ peers }: { peers: Known }) {
  const { model, total, compared } = peers;
  const which = compared < total ? `${count(compared)} of ${count(total)}` : count(total);
  return (
    <>
      <p className="px-4 pt-2 text-xs text-ink-soft">
        {which} machines of the model {model}
      </p>
      <PlainTable
        label="How it stands among its model"
        columns={["Measure", "This one", "Half have", "Place"]}
        headClass="px-4 py-1.5 text-start text-xs font-medium text-ink-soft"
      >
        {MEASURES.map(({ measure, label, spell }) => {
          const { value, median, rank, n } = peers.standings[measure];
          return (
            <tr key={measure}>
              <th scope="row" className="px-4 py-1.5 text-start font-normal text-ink-soft">
                {label}
              </th>
              <td className="px-4 py-1.5 font-medium figures">
                {value === null ? "Not told" : spell(value)}
              </td>
              <td className="px-4 py-1.5 text-ink-soft figures">
                {median === null || n < 2 ? "–" : spell(median)}
              </td>
              <td className="px-4 py-1.5 whitespace-nowrap text-ink-soft figures">
                {rank === null ? "–" : `${count(rank)} of ${count(n)}`}
              </td>
            </tr>
          );
        })}
      </PlainTable>
      <p className="px-4 py-2 text-xs text-ink-faint">Place 1 is the best.</p>
    </>
  );
}
