"use client";

import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Popover } from "@/components/ui/popover";
import { RelativeTime } from "@/components/ui/relative-time";
import { conflictsHref } from "@/lib/client/devices/device-links";
import type { DeviceDetail } from "@/lib/contracts/devices";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { compareValues, type ComparedValue, type Told } from "./compare-values";
import { TellerMarks, type RecordKinds } from "./teller-marks";

type DeviceValue = DeviceDetail["groups"][number]["values"][number];

/** Attributes value by value: the one that wins, who tells it, and behind a mark what somebody else tells instead. */
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
            <dd className="flex min-w-0 flex-wrap content-start items-center gap-x-2 pb-1 sm:pt-1">
              <span className="min-w-0 wrap-anywhere">{compared.shown.text}</span>
              <TellerMarks tellers={compared.shown.tellers} kinds={kinds} />
              <OtherwiseTold value={value} compared={compared} kinds={kinds} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** A mark where others tell something else, or the same in other words: the gist on hover, all of it on a press. */
function OtherwiseTold({
  value,
  compared,
  kinds,
}: {
  value: DeviceValue;
  compared: ComparedValue;
  kinds: RecordKinds;
}) {
  const { shown, others, spellings } = compared;
  const rest = [...others, ...spellings];
  if (rest.length === 0) return null;
  return (
    <Popover
      label={`What is told of ${value.label}`}
      hint={<Gist told={rest} />}
      className="p-3"
      trigger={
        <button type="button" className="inline-flex min-h-6 items-center rounded-sm">
          <Badge tone={others.length > 0 ? "warn" : "neutral"}>
            {others.length > 0 ? "Differs" : "Also told"}
          </Badge>
          <span className="sr-only"> ({value.label})</span>
        </button>
      }
    >
      <div className="grid gap-2">
        <ul className="grid gap-2">
          {[shown, ...rest].map((told) => (
            <ToldLine key={told.text} told={told} kinds={kinds} isShown={told === shown} />
          ))}
        </ul>
        {value.why === null ? null : <p className="text-xs text-ink-soft">{value.why}</p>}
        <ConflictLink value={value} />
      </div>
    </Popover>
  );
}

function ToldLine({ told, kinds, isShown }: { told: Told; kinds: RecordKinds; isShown: boolean }) {
  return (
    <li className="grid gap-0.5">
      <span className="flex min-w-0 flex-wrap items-center gap-x-2">
        <span className={isShown ? "font-medium wrap-anywhere" : "wrap-anywhere"}>{told.text}</span>
        <TellerMarks tellers={told.tellers} kinds={kinds} />
        {isShown ? <span className="text-xs text-ink-faint">shown</span> : null}
      </span>
      <span className="text-xs text-ink-faint">
        read <RelativeTime iso={told.tellers[0]?.readAt ?? null} />
      </span>
    </li>
  );
}

/** The way to settle it, where the two systems differ and not two lists of one. */
function ConflictLink({ value }: { value: DeviceValue }) {
  const [first] = value.values;
  const isBetweenSystems = value.values.some((one) => !one.agrees && one.source !== first?.source);
  if (value.attribute === null || !isBetweenSystems) return null;
  return (
    <Link
      href={conflictsHref({ attribute: value.attribute })}
      className="justify-self-start text-accent underline-offset-2 hover:underline"
    >
      Conflicts about {value.label.toLowerCase()}
    </Link>
  );
}

/** What the others tell, for the box beside the mark. */
function Gist({ told }: { told: readonly Told[] }) {
  return (
    <span className="grid gap-1">
      {told.map(({ text, tellers }) => (
        <span key={text}>
          {[...new Set(tellers.map(({ source }) => SOURCE_LABELS[source].label))].join(" and ")}:{" "}
          <b className="font-medium wrap-anywhere">{text}</b>
        </span>
      ))}
    </span>
  );
}
