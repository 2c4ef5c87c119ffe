import { SCANS_PER_REQUEST } from "@/lib/contracts/walks";
import { ApiError } from "@/lib/client/api";
import { dropArrived, keepScans, readKeptScans, type KeptScan, type ScanStore } from "./kept-scans";

/** `offline`: no answer reaches us and it is tried again by itself. `stuck`: the server refused; a person must act. */
export type QueueState = "idle" | "sending" | "offline" | "stuck";

/** What a screen shows of the queue. A new object with every change. */
export interface QueueSnapshot {
  kept: readonly KeptScan[];
  state: QueueState;
  problem: string | null;
}

/** The scans of one walk on their way to the server. */
export interface ScanQueue {
  snapshot(): QueueSnapshot;
  subscribe(listener: () => void): () => void;
  /** Keeps scans, new ones or changed ones, and sends them. Throws when the browser can keep no more. */
  put(scans: readonly KeptScan[]): void;
  /** Sends now what waits: the signal may be back. */
  flush(): void;
  stop(): void;
}

interface QueueParts {
  store: ScanStore;
  walkId: string;
  /** Brings scans to the server; resolves once they are kept there. */
  send: (scans: readonly KeptScan[]) => Promise<void>;
  /** Calls back after so many ms; returns what takes that back. */
  later: (run: () => void, ms: number) => () => void;
}

const RETRY_FIRST_MS = 2_000;
const RETRY_MAX_MS = 30_000;

/** The queue of a walk, with what an earlier visit of this browser left. */
export function createScanQueue({ store, walkId, send, later }: QueueParts): ScanQueue {
  const listeners = new Set<() => void>();
  let now: QueueSnapshot = { kept: readKeptScans(store, walkId), state: "idle", problem: null };
  let isStopped = false;
  let failures = 0;
  let cancel: () => void = () => undefined;

  const show = (change: Partial<QueueSnapshot>) => {
    now = { ...now, ...change, kept: readKeptScans(store, walkId) };
    for (const listener of listeners) listener();
  };
  const fail = (error: unknown) => {
    const problem = error instanceof Error ? error.message : String(error);
    if (!canPass(error)) return show({ state: "stuck", problem });
    failures += 1;
    cancel = later(flush, Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** (failures - 1)));
    show({ state: "offline", problem });
  };
  const flush = () => {
    cancel();
    const part = readKeptScans(store, walkId).slice(0, SCANS_PER_REQUEST);
    if (isStopped || now.state === "sending" || part.length === 0) return;
    show({ state: "sending", problem: null });
    send(part).then(
      () => {
        failures = 0;
        dropArrived(store, walkId, part);
        show({ state: "idle" });
        flush();
      },
      (error: unknown) => {
        if (!isStopped) fail(error);
      },
    );
  };
  return {
    snapshot: () => now,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    put(scans) {
      keepScans(store, walkId, scans);
      show({});
      flush();
    },
    flush,
    stop() {
      isStopped = true;
      cancel();
    },
  };
}

/** Whether trying again by itself may help: no answer, or a server that is not well. An ended sign-in needs a person. */
function canPass(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.code === "network" || error.status >= 500 || error.status === 429;
}
