"use client";

import { Undo2 } from "lucide-react";
import { TONE_CLASSES } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { ShapeMark } from "@/components/ui/shape-mark";
import type { WalkScans } from "@/lib/client/devices/walks/use-walk-scans";
import type { WalkResult } from "@/lib/contracts/walks";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { VERDICT_DISPLAYS } from "./walk-displays";
import { placeWords } from "./walk-device";
import { devicesOf } from "./walk-report";

/** What the last scan came to, to be seen from an arm's length, and how far the walk is. */
export function LastScan({ result, scans }: { result: WalkResult; scans: WalkScans }) {
  const { counts, scans: judged } = scans.standing;
  const last = judged.at(-1);
  const isOpen = result.walk.closedAt === null;
  const done = counts.expected - counts.missing;
  if (last === undefined) {
    return (
      <section aria-label="Last scan" className="grid gap-1 rounded-md border bg-surface p-4">
        <p className="text-lg font-semibold">Nothing scanned yet</p>
        <p className="text-ink-soft">
          {formatCount(counts.expected, DISPLAY_LOCALE)} devices should stand here.
        </p>
      </section>
    );
  }
  const display = VERDICT_DISPLAYS[last.verdict];
  const device = last.deviceRef === null ? undefined : devicesOf(result).get(last.deviceRef);
  return (
    <section
      aria-label="Last scan"
      className={classNames("grid gap-2 rounded-md border p-4", TONE_CLASSES[display.tone])}
    >
      <div role="status" className="grid gap-1">
        <p className="flex items-center gap-3 text-xl font-semibold">
          <ShapeMark shape={display.shape} size={28} />
          {display.label}
        </p>
        <p className="wrap-anywhere text-ink">
          <span className="font-medium">{device?.name ?? last.scan.code}</span>
          {device && last.verdict === "unexpected" ? `, ${placeWords(device)}` : null}
        </p>
        <p className="text-sm text-ink">
          {formatCount(done, DISPLAY_LOCALE)} of {formatCount(counts.expected, DISPLAY_LOCALE)}{" "}
          found, {formatCount(counts.missing, DISPLAY_LOCALE)} missing
        </p>
      </div>
      {isOpen ? (
        <div data-print="hide">
          <Button onClick={() => scans.undo(last.scan)}>
            <Undo2 size={14} aria-hidden />
            Take it back
          </Button>
        </div>
      ) : null}
    </section>
  );
}
