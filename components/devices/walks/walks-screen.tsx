"use client";

import Link from "next/link";
import { StatusBadge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { PlainTable } from "@/components/ui/plain-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { Screen } from "@/components/ui/screen";
import { useWalks } from "@/lib/client/devices/walks/use-walk";
import type { ListWalksResult, WalkSummary } from "@/lib/contracts/walks";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import type { Display } from "@/lib/format/tones";
import { StartWalkForm } from "./start-walk-form";

const OPEN = { label: "Open", tone: "info", shape: "half" } as const satisfies Display;
const CLOSED = { label: "Closed", tone: "neutral", shape: "check" } as const satisfies Display;
const HEAD = "px-4 py-2 text-start text-xs font-medium text-ink-soft";
const CELL = "px-4 py-2 align-middle";

/** Audit walks: begin one, or open one. */
export function WalksScreen() {
  const walks = useWalks();
  const refusal = walks.data?.refusal ?? null;
  return (
    <Screen title="Audit walks">
      <p className="max-w-prose text-ink-soft">
        Walk through a place and scan what stands there. Sightline tells what is found, what belongs
        elsewhere and what is missing; scans are kept without a signal. Virtual machines and
        archived devices are left out.
      </p>
      {refusal === null ? <StartWalkForm /> : null}
      <Panel title="Walks" query={walks} flush emptyOf={whyNothing}>
        {({ rows }) => (
          <PlainTable
            label="Audit walks"
            columns={["Place", "State", "Begun", "Expected", "Scans"]}
            headClass={HEAD}
            tableClass="min-w-xl"
          >
            {rows.map((walk) => (
              <WalkRow key={walk.id} walk={walk} />
            ))}
          </PlainTable>
        )}
      </Panel>
    </Screen>
  );
}

function whyNothing({ rows, refusal }: ListWalksResult) {
  if (refusal !== null) return { why: refusal };
  return rows.length > 0
    ? null
    : { why: "There is no audit walk yet. Choose a place above and begin one." };
}

function WalkRow({ walk }: { walk: WalkSummary }) {
  return (
    <tr>
      <th scope="row" className={`${CELL} text-start font-medium`}>
        <Link
          href={`/devices/walks/${walk.id}`}
          className="wrap-anywhere text-accent underline-offset-2 hover:underline"
        >
          {walk.place}
        </Link>
      </th>
      <td className={CELL}>
        <StatusBadge display={walk.closedAt === null ? OPEN : CLOSED} />
      </td>
      <td className={CELL}>
        <RelativeTime iso={walk.startedAt} /> by {walk.startedBy}
      </td>
      <td className={`${CELL} figures`}>{formatCount(walk.expected, DISPLAY_LOCALE)}</td>
      <td className={`${CELL} figures`}>{formatCount(walk.scans, DISPLAY_LOCALE)}</td>
    </tr>
  );
}
