import "server-only";
import type { Ref } from "@/lib/domain/ref";
import type { JobRowState } from "@/lib/domain/job";
import { failureOf } from "@/lib/server/jobs/outcome";
import type { Pace } from "@/lib/server/jobs/pace";
import { log } from "@/lib/server/log";
import {
  isOpen,
  readTargets,
  settleTargets,
  stopRun,
  type StoredTarget,
} from "@/lib/server/store/runs-repo";
import { UpstreamError } from "@/lib/server/upstream/errors";
import type { MachineProgress } from "@/lib/server/upstream/device-desk";
import type { Hands } from "./send-acts";

const GROWTH = 1.5;
const GONE = "KACE does not know this run any more, so nobody can tell how it ended.";
const NOT_TAKEN = "KACE did not take this device into the run.";
const SILENT =
  "KACE has not told how far it is for some minutes. What was started goes on there; watch again later.";
const SIGN_IN =
  "Your sign-in to KACE has ended. What was started goes on there; sign in and watch again.";

/**
 * Follows a script's run until it has ended on every device, or somebody stops it, or it takes longer than is
 * followed. Whatever ends the following, the run itself goes on in the source.
 */
export async function watchScript(hands: Hands, pace: Pace, signal: AbortSignal): Promise<void> {
  const { timing } = pace;
  const { db } = hands.runtime.store;
  const startedAt = timing.now();
  let heardAt = startedAt;
  let pauseMs = pace.pollMinMs;
  for (;;) {
    await timing.pause(pauseMs, signal);
    if (signal.aborted || !(await isOpen(db, hands.run.id))) return;
    const running = (await readTargets(db, hands.run.id)).filter(
      ({ state }) => state === "running",
    );
    if (running.length === 0) return;
    const told = await look(hands, running, signal);
    if (signal.aborted) return;
    if (told.kind === "stop") return stopRun(db, hands.run, told.note);
    const now = timing.now();
    if (told.kind === "heard") heardAt = now;
    if (now - heardAt > pace.silenceMaxMs) return stopRun(db, hands.run, SILENT);
    if (now - startedAt > pace.watchMaxMs) return stopRun(db, hands.run, longWords(pace));
    const moved = told.kind === "heard" && told.moved;
    pauseMs = moved ? pace.pollMinMs : Math.min(pauseMs * GROWTH, pace.pollMaxMs);
  }
}

function longWords({ watchMaxMs }: Pace): string {
  const minutes = Math.round(watchMaxMs / 60_000);
  return `Watched for ${minutes} minutes. What has not ended goes on in KACE; watch again to see how.`;
}

type Told = { kind: "heard"; moved: boolean } | { kind: "silent" } | { kind: "stop"; note: string };

/** Asks once how far it is, and notes what moved. */
async function look(hands: Hands, running: StoredTarget[], signal: AbortSignal): Promise<Told> {
  const { run, desk, runtime } = hands;
  const runId = running[0]?.upstreamId ?? null;
  const { db } = runtime.store;
  try {
    const progress =
      runId === null ? null : await desk.readRun(runId, { priority: "refresh", signal });
    if (progress === null) {
      const refs = running.map(({ recordRef }) => recordRef);
      await settleTargets(db, run, refs, { state: "unknown", message: GONE });
      return { kind: "heard", moved: true };
    }
    return { kind: "heard", moved: await note(hands, running, progress) };
  } catch (error) {
    if (signal.aborted) return { kind: "silent" };
    const about = { source: "kace", requestId: run.id, now: Date.now() } as const;
    const failure = failureOf(error, about);
    if (failure.kind === "over") return { kind: "stop", note: SIGN_IN };
    if (failure.kind === "ended" && failure.state === "refused") {
      return { kind: "stop", note: failure.message };
    }
    const reason = error instanceof UpstreamError ? error.kind : "unclear";
    log.info({ runId: run.id, reason }, "how far a run is was not told");
    return { kind: "silent" };
  }
}

/** Writes what is new, devices of one outcome together. Tells whether anything was. */
async function note(
  { run, runtime }: Hands,
  running: readonly StoredTarget[],
  progress: ReadonlyMap<Ref, MachineProgress>,
): Promise<boolean> {
  const isOver = [...progress.values()].every(({ state }) => state !== "running");
  const groups = new Map<string, { state: JobRowState; message: string | null; refs: Ref[] }>();
  for (const { recordRef, message } of running) {
    const told = progress.get(recordRef);
    // One that is missing may still be taken up while others run.
    const now = told ?? (isOver && progress.size > 0 ? NOT_TOLD : null);
    if (now === null || (now.state === "running" && now.words === message)) continue;
    const key = `${now.state} ${now.words ?? ""}`;
    const group = groups.get(key) ?? { state: now.state, message: now.words, refs: [] };
    group.refs.push(recordRef);
    groups.set(key, group);
  }
  for (const { refs, ...outcome } of groups.values()) {
    await settleTargets(runtime.store.db, run, refs, outcome);
  }
  return groups.size > 0;
}

const NOT_TOLD: MachineProgress = { state: "failed", words: NOT_TAKEN };
