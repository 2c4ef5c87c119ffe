"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tabs, type TabItem } from "@/components/ui/tabs";
import type { ShownScan, WalkScans } from "@/lib/client/devices/walks/use-walk-scans";
import type { WalkDeviceView, WalkResult } from "@/lib/contracts/walks";
import { parseRef, type Ref } from "@/lib/domain/ref";
import type { JudgedScan } from "@/lib/domain/walk";
import { LongList, ROW } from "./long-list";
import { MissingList } from "./missing-list";
import { UnexpectedList } from "./unexpected-list";
import { VERDICT_DISPLAYS } from "./walk-displays";
import { devicesOf } from "./walk-report";
import { WalkDeviceLine } from "./walk-device";

const LISTS = ["missing", "found", "unexpected", "unclear", "all"] as const;
const parser = parseAsStringLiteral(LISTS)
  .withDefault("missing")
  .withOptions({ clearOnDefault: true });

type Judged = JudgedScan<ShownScan>;

/** How the walk stands, list by list. */
export function WalkLists({ result, scans }: { result: WalkResult; scans: WalkScans }) {
  const [list, setList] = useQueryState("list", parser);
  const devices = devicesOf(result);
  const { standing } = scans;
  const of = (...verdicts: Judged["verdict"][]) =>
    standing.scans.filter(({ verdict }) => verdicts.includes(verdict));
  const unclear = of("unknown", "ambiguous", "waiting");
  const lists: TabItem[] = [
    {
      id: "missing",
      label: "Missing",
      count: standing.counts.missing,
      content: <MissingList result={result} refs={standing.missing} devices={devices} />,
    },
    {
      id: "found",
      label: "Found",
      count: standing.counts.found,
      content: (
        <ScanList
          scans={of("found")}
          devices={devices}
          walk={scans}
          empty="Nothing that is expected here was scanned yet."
        />
      ),
    },
    {
      id: "unexpected",
      label: "Belongs elsewhere",
      count: standing.counts.unexpected,
      content: <UnexpectedList result={result} scans={of("unexpected")} devices={devices} />,
    },
    {
      id: "unclear",
      label: "Unclear",
      count: unclear.length,
      content: (
        <ScanList
          scans={unclear}
          devices={devices}
          walk={scans}
          empty="Every code was of one known device."
        />
      ),
    },
    {
      id: "all",
      label: "All scans",
      count: standing.scans.length,
      content: (
        <ScanList
          scans={[...standing.scans].reverse()}
          devices={devices}
          walk={scans}
          empty="Nothing was scanned yet."
        />
      ),
    },
  ];
  return (
    <section aria-label="How the walk stands" className="rounded-md border bg-surface p-3">
      <Tabs
        label="Lists of the walk"
        items={lists}
        value={list}
        onValueChange={(id) => void setList(LISTS.find((one) => one === id) ?? null)}
      />
    </section>
  );
}

function ScanList({
  scans,
  devices,
  walk,
  empty,
}: {
  scans: readonly Judged[];
  devices: ReadonlyMap<Ref, WalkDeviceView>;
  walk: WalkScans;
  empty: string;
}) {
  const deviceOf = ({ deviceRef }: Judged) =>
    deviceRef === null ? undefined : devices.get(deviceRef);
  return (
    <LongList
      rows={scans}
      label="Scans"
      empty={empty}
      textOf={(judged) => `${judged.scan.code} ${deviceOf(judged)?.name ?? ""}`}
    >
      {(judged) => {
        const device = deviceOf(judged);
        return (
          <li key={judged.scan.id} className={ROW}>
            <StatusBadge display={VERDICT_DISPLAYS[judged.verdict]} />
            <div className="min-w-48 grow">
              {device ? <WalkDeviceLine device={device} /> : <code>{judged.scan.code}</code>}
            </div>
            <span className="text-xs text-ink-soft">
              <RelativeTime iso={judged.scan.scannedAt} />
              {judged.scan.scannedBy === null ? null : ` by ${judged.scan.scannedBy}`}
            </span>
            {judged.verdict === "ambiguous" ? (
              <Chooser judged={judged} devices={devices} walk={walk} />
            ) : null}
            <Button
              look="quiet"
              data-print="hide"
              aria-label={`Take back ${device?.name ?? judged.scan.code}`}
              onClick={() => walk.undo(judged.scan)}
            >
              Take back
            </Button>
          </li>
        );
      }}
    </LongList>
  );
}

/** Which of several devices it was that carries this code. */
function Chooser({
  judged: { scan },
  devices,
  walk,
}: {
  judged: Judged;
  devices: ReadonlyMap<Ref, WalkDeviceView>;
  walk: WalkScans;
}) {
  const options = (scan.candidateRefs ?? []).map((ref) => ({
    value: ref,
    label: devices.get(ref)?.name ?? ref,
  }));
  if (options.length === 0) return null;
  return (
    <Select
      aria-label={`Which device is ${scan.code}?`}
      className="max-w-56"
      value=""
      placeholder="Which one is it?"
      options={options}
      onChange={(event) => {
        const ref = parseRef(event.target.value);
        if (ref !== null) walk.choose(scan, ref);
      }}
    />
  );
}
