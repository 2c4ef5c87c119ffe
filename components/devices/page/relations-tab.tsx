"use client";

import Link from "next/link";
import { Panel } from "@/components/ui/panel";
import { ciHref } from "@/lib/client/cis/ci-links";
import type { TabProps } from "./device-query";

/** The CIs that stand for it; each opens with its relations drawn around it. */
export function RelationsTab({ query }: TabProps) {
  return (
    <Panel
      title="CIs"
      query={query}
      size="sm"
      flush
      emptyOf={({ device }) =>
        device.cis.length === 0
          ? { why: "No CI that you may see stands for it, so nothing is known to depend on it." }
          : null
      }
    >
      {({ device }) => (
        <ul className="divide-y divide-line">
          {device.cis.map((ci) => (
            <li key={ci.ref} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
              <Link
                href={ciHref(ci.ref)}
                className="font-medium wrap-anywhere text-accent underline-offset-2 hover:underline"
              >
                {ci.name}
              </Link>
              <span className="text-ink-soft">{ci.typeLabel}</span>
              <span className="ms-auto text-ink-soft figures">
                {relationWords(ci.relationCount)}
              </span>
              <Link
                href={`${ciHref(ci.ref)}?depth=2`}
                aria-label={`Graph around ${ci.name}`}
                className="text-accent underline-offset-2 hover:underline"
              >
                Graph
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function relationWords(count: number | null): string {
  if (count === null) return "relations not read yet";
  return count === 1 ? "1 relation" : `${count} relations`;
}
