"use client";

import { useState } from "react";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ShownScan } from "@/lib/client/devices/walks/use-walk-scans";
import type { WalkDeviceView, WalkResult } from "@/lib/contracts/walks";
import type { Ref } from "@/lib/domain/ref";
import type { JudgedScan } from "@/lib/domain/walk";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { splitRef } from "@/lib/domain/ref";
import { MovesDialog } from "./moves-dialog";
import { OUTCOME_DISPLAYS } from "./walk-displays";
import { LongList, ROW } from "./long-list";
import { placeWords, WalkDeviceLine } from "./walk-device";

/** Devices brought here at once; each costs a look at both systems before anything is written. */
const MOVED_AT_ONCE_MAX = 25;

/** What was met here and belongs elsewhere, with the offer to write that it is here now. */
export function UnexpectedList({
  result,
  scans,
  devices,
}: {
  result: WalkResult;
  scans: readonly JudgedScan<ShownScan>[];
  devices: ReadonlyMap<Ref, WalkDeviceView>;
}) {
  const [moving, setMoving] = useState<WalkDeviceView[] | null>(null);
  const rows = scans.flatMap(({ deviceRef }) => {
    const device = deviceRef === null ? undefined : devices.get(deviceRef);
    return device === undefined ? [] : [device];
  });
  const outcomesOf = (ref: Ref) =>
    result.outcomes.filter(({ kind, deviceRef }) => kind === "moved" && deviceRef === ref);
  const open = rows.filter(
    (device) => !outcomesOf(device.ref).some(({ state }) => state === "done"),
  );
  return (
    <div className="grid gap-2">
      {open.length > 1 ? (
        <div data-print="hide">
          <Button onClick={() => setMoving(open.slice(0, MOVED_AT_ONCE_MAX))}>
            {open.length > MOVED_AT_ONCE_MAX
              ? `The first ${MOVED_AT_ONCE_MAX} are here now…`
              : `All ${open.length} are here now…`}
          </Button>
        </div>
      ) : null}
      <LongList
        rows={rows}
        label="Devices that belong elsewhere"
        empty="Nothing that belongs elsewhere was scanned."
        textOf={(device) => [device.name, device.tag, device.serial, device.site].join(" ")}
      >
        {(device) => (
          <li key={device.ref} className={ROW}>
            <div className="min-w-48 grow">
              <WalkDeviceLine device={device} />
              <p className="text-sm">{placeWords(device)}</p>
            </div>
            {outcomesOf(device.ref).map((outcome) => (
              <span
                key={outcome.recordRef + outcome.attribute}
                className="flex items-center gap-1.5 text-xs"
              >
                {SOURCE_LABELS[splitRef(outcome.recordRef).source].label} {outcome.attribute}
                <StatusBadge display={OUTCOME_DISPLAYS[outcome.state]} />
              </span>
            ))}
            <Button
              data-print="hide"
              aria-label={`${device.name} is here now`}
              onClick={() => setMoving([device])}
            >
              Is here now…
            </Button>
          </li>
        )}
      </LongList>
      {moving === null ? null : (
        <MovesDialog result={result} devices={moving} onClose={() => setMoving(null)} />
      )}
    </div>
  );
}
