"use client";

import { Download, Printer } from "lucide-react";
import { useEffect, useState } from "react";
import { useActions } from "@/components/ui/actions";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { readProblem } from "@/components/ui/read-problem";
import { openCodeReader } from "@/lib/client/devices/scan/code-reader";
import { signalScan } from "@/lib/client/devices/scan/feedback";
import { useCloseWalk } from "@/lib/client/devices/walks/use-walk";
import { useWalkScans, type WalkScans } from "@/lib/client/devices/walks/use-walk-scans";
import type { WalkResult } from "@/lib/contracts/walks";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import { ScanBox } from "../scan/scan-box";
import { LastScan } from "./last-scan";
import { QUEUE_DISPLAYS, VERDICT_FEELINGS } from "./walk-displays";
import { WalkLists } from "./walk-lists";
import { saveCsv, toWalkCsv } from "./walk-report";

/** Scanning on: what the last scan came to, how the walk stands, and the review of what differs. */
export function WalkDesk({
  result,
  staleBecause,
}: {
  result: WalkResult;
  staleBecause: Error | null;
}) {
  const scans = useWalkScans(result);
  const [fault, setFault] = useState<string | null>(null);
  const isOpen = result.walk.closedAt === null;
  // The camera's parts are loaded while there is a signal.
  useEffect(() => void openCodeReader(), []);
  const add = (code: string) => {
    setFault(null);
    try {
      const judged = scans.add(code);
      if (judged) signalScan(VERDICT_FEELINGS[judged.verdict]);
    } catch (error) {
      signalScan("bad");
      const why = error instanceof Error ? error.message : "unknown";
      setFault(`This browser can keep no more scans, and this one was not taken. ${why}`);
    }
  };
  const last = scans.standing.scans.at(-1) ?? null;
  useActions([
    {
      id: "undo-scan",
      label: "Take the last scan back",
      group: "Here",
      keys: "u",
      run: () => (last && isOpen ? scans.undo(last.scan) : undefined),
    },
  ]);
  return (
    <div className="grid min-w-0 gap-3">
      <Toolbar result={result} scans={scans} />
      {staleBecause === null ? null : (
        <p role="status" className="text-xs text-warn">
          This is the walk as it was last read. {readProblem(staleBecause).title}
        </p>
      )}
      {isOpen ? (
        <div className="grid items-start gap-3 lg:grid-cols-2">
          <ScanBox onCode={add} label="Scan what stands here" act="Add" />
          <LastScan result={result} scans={scans} />
        </div>
      ) : (
        <p className="text-ink-soft">
          This walk is closed. Open it again to scan on; its review can go on as it is.
        </p>
      )}
      {fault === null ? null : (
        <p role="alert" className="text-bad">
          {fault}
        </p>
      )}
      <WalkLists result={result} scans={scans} />
    </div>
  );
}

function Toolbar({ result, scans }: { result: WalkResult; scans: WalkScans }) {
  const { walk } = result;
  const closing = useCloseWalk(walk.id);
  const isOpen = walk.closedAt === null;
  const waiting = scans.queue.kept.length;
  return (
    <div className="flex flex-wrap items-center gap-2" data-print="hide">
      <p role="status" className="flex flex-wrap items-center gap-2 text-ink-soft">
        <StatusBadge display={QUEUE_DISPLAYS[scans.queue.state]} />
        {waiting === 0
          ? null
          : `${formatCounted(waiting, "scan", DISPLAY_LOCALE)} kept in this browser`}
        {scans.queue.problem === null ? null : <span>{scans.queue.problem}</span>}
      </p>
      {scans.queue.state === "stuck" || scans.queue.state === "offline" ? (
        <Button onClick={scans.flush}>Try again</Button>
      ) : null}
      <div className="ms-auto flex flex-wrap gap-2">
        <Button
          onClick={() =>
            saveCsv(toWalkCsv(result, scans.standing), `walk-${walk.startedAt.slice(0, 10)}.csv`)
          }
        >
          <Download size={14} aria-hidden />
          CSV
        </Button>
        <Button onClick={() => window.print()}>
          <Printer size={14} aria-hidden />
          Print
        </Button>
        <Button
          busy={closing.isPending}
          refusedBecause={isOpen && waiting > 0 ? "Scans of this browser are not saved yet." : null}
          onClick={() => closing.mutate(isOpen)}
        >
          {isOpen ? "Close the walk" : "Open it again"}
        </Button>
      </div>
      {closing.error ? (
        <p role="alert" className="text-bad">
          {readProblem(closing.error).title}
        </p>
      ) : null}
    </div>
  );
}
