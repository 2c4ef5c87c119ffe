"use client";

import Link from "next/link";
import { LoaderCircle } from "lucide-react";
import { progressOf, type JobProgress } from "@/lib/client/jobs/progress";
import { RUNS_PATH, runHref } from "@/lib/client/devices/runs/run-links";
import { useOpenRuns } from "@/lib/client/devices/runs/use-runs";
import type { RunRow } from "@/lib/contracts/runs";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";

/** A line about one's own runs that are under way, wherever one is; nothing when there is none. */
export function OpenRuns() {
  const rows = useOpenRuns().data?.rows ?? [];
  const [first] = rows;
  if (first === undefined) return null;
  const progress = addUp(rows);
  const what = rows.length === 1 ? first.title : `${formatCount(rows.length, DISPLAY_LOCALE)} runs`;
  return (
    <p className="flex flex-wrap items-center gap-x-2 border-b bg-info-soft px-3 py-1 text-xs text-info sm:px-4">
      <LoaderCircle size={12} aria-hidden className="motion-safe:animate-spin shrink-0" />
      <span>
        {what}: {formatCount(progress.ended, DISPLAY_LOCALE)} of{" "}
        {formatCount(progress.total, DISPLAY_LOCALE)} devices
      </span>
      <Link
        href={rows.length === 1 ? runHref(first.id) : RUNS_PATH}
        className="inline-flex min-h-6 items-center font-medium underline"
      >
        Show {rows.length === 1 ? "the run" : "the runs"}
      </Link>
    </p>
  );
}

function addUp(rows: readonly RunRow[]): Pick<JobProgress, "ended" | "total"> {
  const all = rows.map(progressOf);
  return {
    ended: all.reduce((sum, { ended }) => sum + ended, 0),
    total: all.reduce((sum, { total }) => sum + total, 0),
  };
}
