"use client";

import { TriangleAlert } from "lucide-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { FailedFace } from "@/components/ui/panel";
import { SkeletonLines } from "@/components/ui/skeleton";
import { askForSignIn } from "@/lib/client/account/sign-in-requests";
import type { RunPlanResult } from "@/lib/contracts/runs";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";

/** Where something would be done, where it would not and why. */
export function PlanView({ plan }: { plan: UseQueryResult<RunPlanResult> }) {
  const { data } = plan;
  if (data === undefined) {
    return plan.error ? (
      <FailedFace error={plan.error} retry={plan.refetch} busy={plan.isFetching} />
    ) : (
      <>
        <p className="sr-only">Loading</p>
        <SkeletonLines lines={3} />
      </>
    );
  }
  if (data.refusal !== null) return <Refusal reason={data.refusal} />;
  return (
    <div className="grid gap-3">
      <Targets plan={data} />
      <LeftOut plan={data} />
      {data.warnings.map((warning) => (
        <p key={warning} className="flex gap-2 rounded-sm bg-warn-soft px-2.5 py-1.5 text-warn">
          <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
          {warning}
        </p>
      ))}
    </div>
  );
}

function Refusal({ reason }: { reason: string }) {
  const isSignedOut = reason.startsWith("You are not signed in");
  return (
    <div className="grid justify-items-start gap-2">
      <p>{reason}</p>
      {isSignedOut ? <Button onClick={() => askForSignIn("kace")}>Sign in to KACE</Button> : null}
    </div>
  );
}

function Targets({ plan: { targets, maxDevices } }: { plan: RunPlanResult }) {
  if (targets.length === 0) return <p>It can be done on none of these devices.</p>;
  const isTooMany = targets.length > maxDevices;
  return (
    <section aria-label="Devices that will do this" className="grid gap-1">
      <h3 className="font-semibold">
        {formatCounted(targets.length, "device", DISPLAY_LOCALE)} will do this
      </h3>
      {isTooMany ? (
        <p className="text-bad">
          At most {formatCounted(maxDevices, "device", DISPLAY_LOCALE)} at once. Pick fewer.
        </p>
      ) : null}
      <p
        tabIndex={0}
        role="group"
        aria-label="Their names"
        className="max-h-24 overflow-y-auto break-words text-ink-soft"
      >
        {targets.map(({ name }) => name).join(", ")}
      </p>
    </section>
  );
}

function LeftOut({ plan: { leftOut } }: { plan: RunPlanResult }) {
  if (leftOut.length === 0) return null;
  const reasons = new Map<string, typeof leftOut>();
  for (const device of leftOut)
    reasons.set(device.reason, [...(reasons.get(device.reason) ?? []), device]);
  return (
    <section aria-label="Devices that are left out" className="grid gap-1">
      <h3 className="font-semibold">
        {formatCounted(leftOut.length, "device", DISPLAY_LOCALE)} left out
      </h3>
      <ul className="grid max-h-32 gap-1 overflow-y-auto text-ink-soft" tabIndex={0}>
        {[...reasons].map(([reason, devices]) => (
          <li key={reason} className="break-words">
            <span className="text-ink">{devices.map(({ name }) => name).join(", ")}</span>: {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
