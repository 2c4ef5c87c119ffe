"use client";

import { useState } from "react";
import { LiveRegion } from "@/components/ui/live-region";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { addUp, runningSteps, spokenProgress, wordsOf } from "@/lib/client/health/fill-progress";
import { useHealth, useRefreshWhenReady } from "@/lib/client/health/use-health";

/** While the index fills for the first time: how far it is, in a thin bar and in words. Afterwards nothing. */
export function FillProgress() {
  const { data: health } = useHealth();
  const ready = health?.sync.ready;
  const wasFilling = useEver(ready === false);
  useRefreshWhenReady(ready);
  if (health === undefined || ready === true) {
    return <LiveRegion>{wasFilling ? "The index is filled. Everything is shown." : ""}</LiveRegion>;
  }
  const lists = health.sync.steps.filter((step) => !step.background);
  const progress = addUp(lists);
  const running = runningSteps(lists, false);
  const fault = running.find((step) => step.error !== null);
  return (
    <section aria-label="Filling the index" className="border-b bg-surface px-3 py-2 sm:px-4">
      <LiveRegion>{spokenProgress(progress)}</LiveRegion>
      <progress
        aria-label="Filling the index"
        className="progress-track"
        {...(progress.total === null
          ? {}
          : { value: progress.done, max: Math.max(1, progress.total) })}
      />
      <p className="flex flex-wrap gap-x-4 gap-y-0.5 pt-1 text-xs text-ink-soft">
        <span className="font-medium text-ink">
          Sightline reads both systems for the first time. What is read is shown at once.
        </span>
        {running.slice(0, 4).map((step) => (
          <span key={`${step.source} ${step.entity}`} className="figures">
            {wordsOf(step)} {formatCount(step.done, DISPLAY_LOCALE)}
            {step.total === null ? "" : ` of ${formatCount(step.total, DISPLAY_LOCALE)}`}
          </span>
        ))}
        {fault ? (
          <span className="text-bad">
            {wordsOf(fault)}: {fault.error}
          </span>
        ) : null}
      </p>
    </section>
  );
}

/** Whether something was ever so since the page came. */
function useEver(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever || now;
}
