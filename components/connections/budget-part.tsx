"use client";

import { StatusBadge } from "@/components/ui/badge";
import { usePlace } from "@/components/ui/clock";
import { ProgressBar } from "@/components/ui/progress-bar";
import { RelativeTime } from "@/components/ui/relative-time";
import type { BudgetFacts } from "@/lib/contracts/connections";
import { DISPLAY_LOCALE, formatClock } from "@/lib/format/dates";
import { formatDuration } from "@/lib/format/durations";
import { formatCounted } from "@/lib/format/numbers";

/** How much of the allowed requests is used, and whether the system is being left alone. */
export function BudgetPart({ budget }: { budget: BudgetFacts }) {
  const place = usePlace();
  const { limit, recentCalls, callsPerMinute, running, waiting } = budget;
  const counted = (count: number, noun: string) => formatCounted(count, noun, DISPLAY_LOCALE);
  return (
    <div className="grid gap-2">
      {limit === null ? null : (
        <ProgressBar
          label={`Used of what is allowed in ${formatDuration(limit.windowMs)}`}
          done={recentCalls}
          total={limit.calls}
        />
      )}
      <p className="figures">
        {counted(callsPerMinute, "call")} in the last minute, {running} under way
        {waiting > 0 ? `, ${waiting} waiting` : ""}
        {limit === null ? "; the appliance names no limit" : ""}
      </p>
      <p className="text-ink-soft">
        {budget.tooManyLastHour === 0 ? (
          "No “too many requests” (429) in the last hour"
        ) : (
          <>
            <span className="text-warn">
              {counted(budget.tooManyLastHour, "answer")} of “too many requests” (429) in the last
              hour
            </span>
            , the latest <RelativeTime iso={budget.tooManyLastAt} />
          </>
        )}
      </p>
      <p className="flex flex-wrap gap-2 empty:hidden">
        {budget.blockedUntil === null ? null : (
          <StatusBadge
            display={{
              label: `Left alone until ${formatClock(budget.blockedUntil, place)}`,
              tone: "warn",
              shape: "half",
            }}
          />
        )}
        {budget.breakerOpenUntil === null ? null : (
          <StatusBadge
            display={{
              label: `Does not answer; next try at ${formatClock(budget.breakerOpenUntil, place)}`,
              tone: "bad",
              shape: "cross",
            }}
          />
        )}
      </p>
    </div>
  );
}
