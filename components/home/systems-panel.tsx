"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { StatusBadge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { ProgressBar } from "@/components/ui/progress-bar";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { runningSteps, wordsOf } from "@/lib/client/health/fill-progress";
import { useHealth } from "@/lib/client/health/use-health";
import type { HealthResult, HomeResult } from "@/lib/contracts/metrics";
import { SOURCE_LABELS, toFreshness, type Freshness } from "@/lib/format/source-labels";
import type { Display } from "@/lib/format/tones";

const STATE_DISPLAYS = {
  fresh: { label: "Fresh", tone: "good", shape: "circle" },
  stale: { label: "Saved data", tone: "warn", shape: "half" },
  missing: { label: "Missing", tone: "bad", shape: "cross" },
} as const satisfies Record<Freshness["state"], Display>;

/** How both systems are, and what is still read in the background. */
export function SystemsPanel({ home }: { home: UseQueryResult<HomeResult> }) {
  const health = useHealth();
  return (
    <Panel title="Both systems" query={home}>
      {({ sources }) => (
        <div className="grid gap-3">
          {toFreshness(sources).map((one) => (
            <SystemLine key={one.key} one={one} />
          ))}
          {health.data ? <BackgroundLines health={health.data} /> : null}
        </div>
      )}
    </Panel>
  );
}

function SystemLine({ one }: { one: Freshness }) {
  return (
    <div className="grid gap-0.5">
      <div className="flex items-center justify-between gap-2">
        <ProvenanceMark provenance={SOURCE_LABELS[one.key]} withName />
        <StatusBadge display={STATE_DISPLAYS[one.state]} />
      </div>
      <p className="text-xs text-ink-soft">
        {one.state === "missing" ? (
          one.reason
        ) : (
          <>
            Read <RelativeTime iso={one.asOf} />
            {one.state === "stale" ? ` (${one.reason})` : null}
          </>
        )}
      </p>
    </div>
  );
}

function BackgroundLines({ health }: { health: HealthResult }) {
  const running = runningSteps(health.sync.steps, true);
  return (
    <>
      {running.map((step) => (
        <ProgressBar
          key={`${step.source} ${step.entity}`}
          label={`Reading ${wordsOf(step)} in the background`}
          done={step.done}
          total={step.total}
        />
      ))}
    </>
  );
}
