"use client";

import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useFromNow, usePlace } from "@/components/ui/clock";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import type { SignInSteps, SourceStep } from "@/lib/client/account/sign-in-steps";
import type { Source } from "@/lib/domain/source";
import { formatClock } from "@/lib/format/dates";
import { formatDuration } from "@/lib/format/durations";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { STEP_DISPLAYS } from "./step-displays";

interface StepListProps {
  steps: SignInSteps;
  busy: boolean;
  onRetry: (source: Source) => void;
}

/** What every system that was asked said, one line each. Changes are read out. */
export function StepList({ steps, busy, onRetry }: StepListProps) {
  const asked = (["kace", "sysaid"] as const).flatMap((source) => {
    const step = steps[source];
    return step ? [{ source, step }] : [];
  });
  return (
    <div role="status">
      <ul aria-label="What the systems said" className="grid gap-2 empty:hidden">
        {asked.map(({ source, step }) => (
          <li key={source} className="grid gap-1 rounded-sm border px-3 py-2">
            <div className="flex min-h-6 items-center justify-between gap-3">
              <ProvenanceMark provenance={SOURCE_LABELS[source]} withName />
              <StatusBadge display={STEP_DISPLAYS[step.step]} />
            </div>
            <StepWords
              label={SOURCE_LABELS[source].label}
              step={step}
              busy={busy}
              onRetry={() => onRetry(source)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface StepWordsProps {
  label: string;
  step: SourceStep;
  busy: boolean;
  onRetry: () => void;
}

function StepWords({ label, step, busy, onRetry }: StepWordsProps) {
  switch (step.step) {
    case "connected":
      return null;
    case "second_factor":
      return <p className="text-sm text-ink-soft">Enter the code from your authenticator below.</p>;
    case "refused":
      return (
        <p className="text-sm text-ink-soft">
          {label} does not accept this user name and password together.
        </p>
      );
    case "wait":
      return <WaitWords label={label} until={step.until} />;
    case "unavailable":
      return (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-sm text-ink-soft">
            {label} cannot be asked: {step.reason}.
          </p>
          <Button busy={busy} onClick={onRetry}>
            Try {label} again
          </Button>
        </div>
      );
  }
}

/** The end of a wait, counted down for the eye alone: a voice hears the time once. */
function WaitWords({ label, until }: { label: string; until: string }) {
  const place = usePlace();
  const left = useFromNow((nowMs) => {
    const leftMs = Date.parse(until) - nowMs;
    return leftMs > 0 ? `in ${formatDuration(leftMs)}` : "now";
  });
  return (
    <p className="text-sm text-ink-soft">
      {label} takes no more sign-ins until {formatClock(until, place)}. It is asked again by itself
      then{" "}
      <span aria-hidden className="figures">
        ({left})
      </span>
      .
    </p>
  );
}
