"use client";

import Link from "next/link";
import { parseAsArrayOf, parseAsStringLiteral, useQueryState } from "nuqs";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { useDeviceTimeline } from "@/lib/client/devices/page/use-device-page";
import type { TimelineLine } from "@/lib/contracts/device-page";
import { TIMELINE_KINDS, type TimelineKind } from "@/lib/domain/device-timeline";
import { TIMELINE_LABELS } from "@/lib/format/posture";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { TabProps } from "./device-query";

const kindsParser = parseAsArrayOf(parseAsStringLiteral(TIMELINE_KINDS))
  .withDefault([])
  .withOptions({ history: "replace" });

/** Everything that happened to it, newest first, with a filter by kind in the address. */
export function TimelineTab({ deviceRef }: TabProps) {
  const [kinds, setKinds] = useQueryState("kind", kindsParser);
  const query = useDeviceTimeline(deviceRef, kinds);
  const lines = query.data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <Panel
      title="Timeline"
      query={query}
      size="lg"
      flush
      actions={<KindFilter kinds={kinds} onChange={(next) => void setKinds(next)} />}
      emptyOf={() =>
        lines.length > 0
          ? null
          : {
              why:
                kinds.length === 0
                  ? "Nothing has happened to it since Sightline began to watch."
                  : "Nothing of this kind has happened to it since Sightline began to watch.",
            }
      }
    >
      {() => (
        <>
          <ol aria-label="What happened, newest first" className="divide-y divide-line">
            {lines.map((line) => (
              <Line key={line.key} line={line} />
            ))}
          </ol>
          {query.hasNextPage ? (
            <Button
              className="m-3 self-center"
              busy={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
              data-print="hide"
            >
              {query.isFetchingNextPage ? "Reading" : "Show older"}
            </Button>
          ) : null}
        </>
      )}
    </Panel>
  );
}

function KindFilter({
  kinds,
  onChange,
}: {
  kinds: readonly TimelineKind[];
  onChange: (kinds: TimelineKind[] | null) => void;
}) {
  const toggle = (kind: TimelineKind) => {
    const next = kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind];
    onChange(next.length === 0 ? null : TIMELINE_KINDS.filter((one) => next.includes(one)));
  };
  return (
    <div role="group" aria-label="Show only" className="flex flex-wrap gap-1" data-print="hide">
      {TIMELINE_KINDS.map((kind) => (
        <Button
          key={kind}
          look={kinds.includes(kind) ? "plain" : "quiet"}
          aria-pressed={kinds.includes(kind)}
          onClick={() => toggle(kind)}
        >
          {TIMELINE_LABELS[kind]}
        </Button>
      ))}
    </div>
  );
}

function Line({ line }: { line: TimelineLine }) {
  const { kind, at, source, title, detail, who, href, state, changes } = line;
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 px-4 py-2">
      <span className="pt-0.5">
        {source === null ? null : <ProvenanceMark provenance={SOURCE_LABELS[source]} />}
      </span>
      <div className="grid min-w-0 gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2">
          {href === null ? (
            <span className="font-medium wrap-anywhere">{title}</span>
          ) : (
            <Link
              href={href}
              prefetch={false}
              className="font-medium wrap-anywhere text-accent underline-offset-2 hover:underline"
            >
              {title}
            </Link>
          )}
          <span className="text-xs text-ink-faint">{TIMELINE_LABELS[kind]}</span>
          <span className="ms-auto text-xs text-ink-faint">
            <RelativeTime iso={at} />
          </span>
        </p>
        <p className="flex flex-wrap gap-x-2 wrap-anywhere text-ink-soft empty:hidden">
          {detail === null ? null : <span>{detail}</span>}
          {state === null ? null : <span>{STATE_WORDS[state]}</span>}
          {who === null ? null : <span>by {who}</span>}
        </p>
        {changes.length === 0 ? null : <Changes changes={changes} />}
      </div>
    </li>
  );
}

const STATE_WORDS = {
  ok: "Done",
  waiting: "Waiting",
  sent: "Sent",
  running: "Running",
  done: "Done",
  failed: "Failed",
  refused: "Refused",
  skipped: "Left out",
  unknown: "No clear answer came",
} as const satisfies Record<NonNullable<TimelineLine["state"]>, string>;

const SHOWN = 5;

/** Field by field; long lists fold. */
function Changes({ changes }: { changes: TimelineLine["changes"] }) {
  const list = (part: TimelineLine["changes"]) => (
    <ul className="grid gap-0.5 text-xs text-ink-soft">
      {part.map(({ label, before, after }) => (
        <li key={label} className="wrap-anywhere">
          {label}: <Value text={before} /> <span aria-hidden>→</span>
          <span className="sr-only">became</span> <Value text={after} />
        </li>
      ))}
    </ul>
  );
  const rest = changes.slice(SHOWN);
  return (
    <>
      {list(changes.slice(0, SHOWN))}
      {rest.length === 0 ? null : (
        <details>
          <summary className="cursor-pointer text-xs text-accent">{rest.length} more</summary>
          {list(rest)}
        </details>
      )}
    </>
  );
}

function Value({ text }: { text: string | null }) {
  return text === null ? <span className="text-ink-faint">nothing</span> : <span>{text}</span>;
}
