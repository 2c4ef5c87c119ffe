"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { Panel } from "@/components/ui/panel";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ChangeRow, HomeResult } from "@/lib/contracts/metrics";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

/** What happened lately to what the viewer may see. */
export function ChangesPanel({ home }: { home: UseQueryResult<HomeResult> }) {
  return (
    <Panel
      title="What changed lately"
      query={home}
      size="lg"
      flush
      className="min-h-120"
      emptyOf={({ changes }) =>
        changes.length > 0
          ? null
          : {
              why: "Nothing has changed since Sightline began to watch. New tickets and changed devices appear here by themselves.",
            }
      }
    >
      {({ changes }) => (
        <ol aria-label="Changes, newest first" className="grid divide-y divide-line">
          {changes.map((change) => (
            <ChangeLine key={change.id} change={change} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function ChangeLine({ change }: { change: ChangeRow }) {
  const provenance = change.ref.startsWith("sysaid:") ? SOURCE_LABELS.sysaid : SOURCE_LABELS.kace;
  return (
    <li className="relative grid grid-cols-[auto_1fr_auto] items-baseline gap-x-2 px-4 py-1.5 hover:bg-hover">
      <ProvenanceMark provenance={provenance} />
      <Link
        href={change.href}
        prefetch={false}
        className="truncate rounded-xs after:absolute after:inset-0 hover:underline"
      >
        {change.title}
      </Link>
      <span className="relative text-xs text-ink-faint">
        <RelativeTime iso={change.at} />
      </span>
      <span className="col-span-2 col-start-2 truncate text-xs text-ink-soft">{change.what}</span>
    </li>
  );
}
