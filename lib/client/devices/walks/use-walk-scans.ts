"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { WalkResult } from "@/lib/contracts/walks";
import type { Ref } from "@/lib/domain/ref";
import { indexExpected, judgeWalk, type WalkScan, type WalkStanding } from "@/lib/domain/walk";
import type { KeptScan } from "./kept-scans";
import { sendScans } from "./requests";
import { createScanQueue, type QueueSnapshot } from "./scan-queue";
import { mergeScans } from "./use-walk";

/** A scan as a screen shows it: of the server, of this browser, or of both. */
export interface ShownScan extends WalkScan {
  scannedAt: string;
  /** `null`: by this browser, and the server does not know it yet. */
  scannedBy: string | null;
}

/** A walk as it stands with what this browser still has to send. */
export interface WalkScans {
  standing: WalkStanding<ShownScan>;
  queue: QueueSnapshot;
  /** Judges and keeps a scan. Returns what it came to. */
  add: (code: string) => WalkStanding<ShownScan>["scans"][number] | null;
  undo: (scan: ShownScan) => void;
  choose: (scan: ShownScan, ref: Ref) => void;
  flush: () => void;
}

/** Ties a walk to the scans that wait in this browser, and sends them whenever there is a signal. */
export function useWalkScans(result: WalkResult): WalkScans {
  const client = useQueryClient();
  const { id } = result.walk;
  const [queue] = useState(() =>
    createScanQueue({
      store: window.localStorage,
      walkId: id,
      send: async (scans) => mergeScans(client, id, await sendScans(id, scans)),
      later: (run, ms) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    }),
  );
  useEffect(() => {
    window.addEventListener("online", queue.flush);
    queue.flush();
    return () => window.removeEventListener("online", queue.flush);
  }, [queue]);
  const snapshot = useSyncExternalStore(queue.subscribe, queue.snapshot, queue.snapshot);
  const expected = useMemo(() => result.expected.map(({ ref }) => ref), [result.expected]);
  const find = useMemo(() => indexExpected(result.expected), [result.expected]);
  const scans = useMemo(() => mergeKept(result, snapshot.kept), [result, snapshot.kept]);
  const standing = useMemo(() => judgeWalk(expected, scans, find), [expected, scans, find]);

  const put = (scan: ShownScan, change: Partial<KeptScan>) =>
    queue.put([
      {
        id: scan.id,
        code: scan.code,
        scannedAt: scan.scannedAt,
        isUndone: scan.isUndone,
        chosenRef: null,
        ...change,
      },
    ]);
  return {
    standing,
    queue: snapshot,
    add: (code) => {
      const scan: ShownScan = {
        id: newId(),
        code,
        scannedAt: new Date().toISOString(),
        scannedBy: null,
        isUndone: false,
      };
      put(scan, {});
      return judgeWalk(expected, [...scans, scan], find).scans.at(-1) ?? null;
    },
    undo: (scan) => put(scan, { isUndone: true }),
    choose: (scan, chosenRef) => put(scan, { chosenRef }),
    flush: queue.flush,
  };
}

/** Pages that are not opened over https have no `randomUUID`. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The server's scans with what this browser knows better, in the order of scanning. */
export function mergeKept(
  { scans }: Pick<WalkResult, "scans">,
  kept: readonly KeptScan[],
): ShownScan[] {
  const all = new Map<string, ShownScan>(scans.map((scan) => [scan.id, scan]));
  for (const { id, code, scannedAt, isUndone, chosenRef } of kept) {
    const known = all.get(id);
    all.set(id, {
      ...(known ?? { id, code, scannedAt, scannedBy: null }),
      isUndone: isUndone || known?.isUndone === true,
      ...(chosenRef === null ? {} : { deviceRef: chosenRef }),
    });
  }
  return [...all.values()].sort((a, b) =>
    a.scannedAt === b.scannedAt ? 0 : a.scannedAt < b.scannedAt ? -1 : 1,
  );
}
