import { lookUpCode, readScanCode, type CodeKey } from "./scan-code";
import type { Ref } from "./ref";

// How an audit walk stands, from what was expected and what was scanned. Browser and server judge alike, so that a
// walk without a signal shows what the server will say.

/** A device that the walk may meet, with the keys by which it answers to codes. */
export interface WalkDevice {
  ref: Ref;
  keys: readonly CodeKey[];
}

/** One scan as it was made. `deviceRef`: what the server found, or `null`; `undefined` while it was not asked. */
export interface WalkScan {
  id: string;
  code: string;
  isUndone: boolean;
  deviceRef?: Ref | null;
  candidateRefs?: readonly Ref[];
}

/**
 * `found`: expected and here. `unexpected`: known, expected elsewhere. `again`: scanned before. `ambiguous`: the code
 * is of several devices. `unknown`: of none. `waiting`: not among the expected ones and the server was not asked yet.
 */
export const SCAN_VERDICTS = [
  "found",
  "unexpected",
  "again",
  "ambiguous",
  "unknown",
  "waiting",
] as const;
export type ScanVerdict = (typeof SCAN_VERDICTS)[number];

/** A scan and what it came to. */
export interface JudgedScan<Scan extends WalkScan> {
  scan: Scan;
  verdict: ScanVerdict;
  /** The device, where one is known. */
  deviceRef: Ref | null;
}

/** A walk as it stands. */
export interface WalkStanding<Scan extends WalkScan> {
  /** In the order of scanning, without those taken back. */
  scans: JudgedScan<Scan>[];
  /** Expected devices that were not scanned, in the order of the expected ones. */
  missing: Ref[];
  counts: Record<ScanVerdict, number> & { missing: number; expected: number };
}

/** Finds expected devices by code; made once per list, since a walk judges every scan at every draw. */
export type FindExpected = (code: string) => Ref[];

/** An index over the expected devices. */
export function indexExpected(expected: readonly WalkDevice[]): FindExpected {
  const byKey = new Map<CodeKey, Ref[]>();
  for (const device of expected) {
    for (const key of new Set(device.keys)) {
      const same = byKey.get(key);
      if (same) same.push(device.ref);
      else byKey.set(key, [device.ref]);
    }
  }
  const known = new Map<string, Ref[]>();
  return (code) => {
    const before = known.get(code);
    if (before) return before;
    const read = readScanCode(code);
    const refs = read === null ? [] : lookUpCode(read, (key) => byKey.get(key) ?? []);
    const found = refs.map(({ thing }) => thing);
    known.set(code, found);
    return found;
  };
}

/**
 * Judges a walk. Scans are taken in their order; undone ones do not count. What the server found outweighs what the
 * browser can tell, and of several candidates one that is expected here is taken.
 */
export function judgeWalk<Scan extends WalkScan>(
  expected: readonly Ref[],
  scans: readonly Scan[],
  find: FindExpected,
): WalkStanding<Scan> {
  const isExpected = new Set(expected);
  const seen = new Set<string>();
  const counts = { found: 0, unexpected: 0, again: 0, ambiguous: 0, unknown: 0, waiting: 0 };
  const judged: JudgedScan<Scan>[] = [];
  for (const scan of scans) {
    if (scan.isUndone) continue;
    const first = judgeScan(scan, isExpected, find);
    const mark = first.deviceRef ?? `code:${scan.code}`;
    const verdict = seen.has(mark) ? "again" : first.verdict;
    seen.add(mark);
    counts[verdict] += 1;
    judged.push({ scan, verdict, deviceRef: first.deviceRef });
  }
  const missing = expected.filter((ref) => !seen.has(ref));
  return {
    scans: judged,
    missing,
    counts: { ...counts, missing: missing.length, expected: expected.length },
  };
}

function judgeScan(
  scan: WalkScan,
  isExpected: ReadonlySet<Ref>,
  find: FindExpected,
): { verdict: ScanVerdict; deviceRef: Ref | null } {
  if (scan.deviceRef) {
    const { deviceRef } = scan;
    return { verdict: isExpected.has(deviceRef) ? "found" : "unexpected", deviceRef };
  }
  const local = find(scan.code);
  const [only] = local;
  if (only !== undefined && local.length === 1) return { verdict: "found", deviceRef: only };
  if (local.length > 1 || (scan.candidateRefs ?? []).length > 1) {
    return { verdict: "ambiguous", deviceRef: null };
  }
  const verdict = scan.deviceRef === undefined ? "waiting" : "unknown";
  return { verdict, deviceRef: null };
}
