"use client";

import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tooltip } from "@/components/ui/tooltip";
import type { DeviceDetail } from "@/lib/contracts/devices";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { compareValues, type ComparedValue, type Told } from "./compare-values";
import { TellerMarks, type RecordKinds } from "./teller-marks";

type DeviceValue = DeviceDetail["groups"][number]["values"][number];

/** Attributes value by value: what is shown, who tells it, and in place what somebody else tells instead. */
export function ValueList({
  values,
  kinds,
}: {
  values: readonly DeviceValue[];
  kinds: RecordKinds;
}) {
  return (
    <dl className="grid text-sm sm:grid-cols-[minmax(8rem,11rem)_1fr] sm:gap-x-4">
      {values.map((value) => {
        const compared = compareValues(value);
        return compared === null ? null : (
          <div key={value.label} className="contents">
            <dt className="pt-1 wrap-anywhere text-ink-soft sm:pb-1">{value.label}</dt>
            <dd className="grid min-w-0 content-start pb-1 sm:pt-1">
              <ShownValue compared={compared} kinds={kinds} />
              {compared.others.map((other) => (
                <OtherValue key={other.text} told={other} kinds={kinds} />
              ))}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function ShownValue({ compared, kinds }: { compared: ComparedValue; kinds: RecordKinds }) {
  const { shown, others } = compared;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      <span className="min-w-0 wrap-anywhere">{shown.text}</span>
      <TellerMarks tellers={shown.tellers} kinds={kinds} />
      {others.length === 0 ? null : (
        <Tooltip text={<AllTold told={[shown, ...others]} />}>
          <button type="button" className="rounded-sm">
            <Badge tone="warn">Differs</Badge>
          </button>
        </Tooltip>
      )}
    </span>
  );
}

function OtherValue({ told, kinds }: { told: Told; kinds: RecordKinds }) {
  const readAt = told.tellers[0]?.readAt ?? null;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 text-warn">
      <span className="min-w-0 wrap-anywhere">{told.text}</span>
      <TellerMarks tellers={told.tellers} kinds={kinds} />
      <span className="text-xs text-ink-faint">
        read <RelativeTime iso={readAt} />
      </span>
    </span>
  );
}

/** Every spelling with its systems, for the box beside the mark of a difference. */
function AllTold({ told }: { told: readonly Told[] }) {
  return (
    <span className="grid gap-1">
      {told.map(({ text, tellers }) => (
        <span key={text}>
          {[...new Set(tellers.map(({ source }) => SOURCE_LABELS[source].label))].join(" and ")}:{" "}
          <b className="font-medium">{text}</b>
        </span>
      ))}
    </span>
  );
}
