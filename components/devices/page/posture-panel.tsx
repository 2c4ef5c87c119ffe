"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PostureFact } from "@/lib/contracts/device-page";
import type { PostureKey } from "@/lib/domain/posture";
import { POSTURE_DISPLAYS, POSTURE_LABELS } from "@/lib/format/posture";
import type { TabProps } from "./device-query";
import type { DeviceTab } from "./tab-names";

/** Where more of a fact stands on this page. */
const TAB_OF: Partial<Record<PostureKey, DeviceTab>> = { patches: "patches", disk: "hardware" };

/** How safe and how fit the machine is, fact by fact with the reason. */
export function PosturePanel({ query, onRead, reading }: TabProps) {
  return (
    <Panel
      title="Posture"
      query={query}
      size="auto"
      flush
      className="min-h-40"
      emptyOf={({ device: { posture } }) =>
        posture.state === "known"
          ? null
          : {
              why: posture.reason,
              action: (
                <Button busy={reading} onClick={onRead}>
                  {reading ? "Reading it now" : "Read it now"}
                </Button>
              ),
            }
      }
      actions={<ReadAt query={query} />}
    >
      {({ device: { posture } }) =>
        posture.state === "known" ? (
          <ul className="grid gap-px bg-line sm:grid-cols-2 xl:grid-cols-3">
            {posture.facts.map((fact) => (
              <Fact key={fact.key} fact={fact} />
            ))}
            <Filler count={posture.facts.length} />
          </ul>
        ) : null
      }
    </Panel>
  );
}

function ReadAt({ query }: Pick<TabProps, "query">) {
  const posture = query.data?.device.posture;
  return posture?.state === "known" ? (
    <span className="text-xs text-ink-faint">
      Read <RelativeTime iso={posture.asOf} />
    </span>
  ) : null;
}

function Fact({ fact }: { fact: PostureFact }) {
  const pathname = usePathname();
  const tab = TAB_OF[fact.key];
  const label = POSTURE_LABELS[fact.key];
  return (
    <li className="grid content-start gap-1 bg-surface px-4 py-2.5">
      <p className="flex flex-wrap items-center justify-between gap-x-2 text-xs text-ink-soft">
        {tab === undefined || fact.level === "unknown" ? (
          label
        ) : (
          <Link
            href={`${pathname}?tab=${tab}`}
            className="text-accent underline-offset-2 hover:underline"
          >
            {label}
          </Link>
        )}
        {fact.key === "agent" && fact.at !== null ? (
          <span className="text-ink-faint">
            seen <RelativeTime iso={fact.at} />
          </span>
        ) : null}
      </p>
      <p>
        <StatusBadge display={POSTURE_DISPLAYS[fact.level]} text={fact.word} />
      </p>
      <p className="text-xs text-ink-soft">{fact.why}</p>
    </li>
  );
}

/** Fills the last row, so that no gap shows through in any number of columns. */
function Filler({ count }: { count: number }) {
  const inTwo = count % 2 !== 0;
  const inThree = (3 - (count % 3)) % 3;
  return (
    <>
      {inTwo ? <li aria-hidden className="hidden bg-surface sm:block xl:hidden" /> : null}
      {inThree > 0 ? <li aria-hidden className="hidden bg-surface xl:block" /> : null}
      {inThree > 1 ? <li aria-hidden className="hidden bg-surface xl:block" /> : null}
    </>
  );
}
