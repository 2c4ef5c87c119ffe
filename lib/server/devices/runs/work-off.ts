import "server-only";
import type { Ref } from "@/lib/domain/ref";
import { KINDS_IN_ONE } from "@/lib/domain/run";
import { actorFor, accountsOf } from "@/lib/server/auth/vault";
import { log } from "@/lib/server/log";
import type { Runtime } from "@/lib/server/runtime";
import {
  claimTargets,
  endWhenDone,
  moveTargets,
  readTargets,
  settleTargets,
  stopRun,
  type StoredRun,
} from "@/lib/server/store/runs-repo";
import { readVaultEntry } from "@/lib/server/store/vault-repo";
import { refreshRecord } from "@/lib/server/sync/refresh";
import { isForAsset } from "./choose-targets";
import { failureOf, type Failure } from "./outcome";
import type { Pace } from "./pace";
import { sendOne, sendTogether, type Hands } from "./send-acts";
import { watchScript } from "./watch-script";

/** What works off a run: the server's parts, how fast, and one place for each request that may be under way. */
export interface Bench {
  runtime: Runtime;
  pace: Pace;
  /** Runs a task when one of the places is free. */
  inTurn<Result>(task: () => Promise<Result>): Promise<Result>;
}

const SIGN_IN = "Your sign-in to KACE had ended, so this was not sent.";
const NOT_WATCHED =
  "Your sign-in to KACE has ended. What was started goes on there; sign in and watch again.";
const TAKEN = { forceInventory: "Asked; the inventory comes when its agent answers." } as const;
const BUSY_TRIES = 5;
const ALL = 100_000;

/**
 * Works off what is left of a run: sends what waits, each once, and follows what was started. Resolves when the run
 * has ended, was stopped, or the signal aborts; what was sent before is noted in any case.
 */
export async function workOff(bench: Bench, run: StoredRun, signal: AbortSignal): Promise<void> {
  const { db } = bench.runtime.store;
  const hands = await takeHands(bench.runtime, run);
  if ("refusal" in hands) {
    await giveUp(bench, run, hands.refusal);
    return endWhenDone(db, run);
  }
  const work: Work = { bench, hands, signal, unclear: 0, tries: 0, isOver: false };
  if (KINDS_IN_ONE.includes(run.kind)) await sendAll(work);
  else {
    const lanes = Array.from({ length: bench.pace.atOnce }, () => sendOneByOne(work));
    // All of them end before a fault of one is told: what they sent is noted first.
    const ends = await Promise.allSettled(lanes);
    for (const end of ends) if (end.status === "rejected") throw asError(end.reason);
  }
  if (run.kind === "script") await watchScript(hands, bench.pace, signal);
  await endWhenDone(db, run);
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("a run could not be sent", { cause: reason });
}

interface Work {
  bench: Bench;
  hands: Hands;
  signal: AbortSignal;
  /** Devices in a row without a clear answer. */
  unclear: number;
  /** Times in a row that the source took nothing. */
  tries: number;
  /** Nothing more is to be sent. */
  isOver: boolean;
}

/** The session of whoever started a run, as the vault has it now; or why it can do nothing, in words. */
async function takeHands(runtime: Runtime, run: StoredRun): Promise<Hands | { refusal: string }> {
  const now = new Date();
  const found = await readVaultEntry(runtime.store.db, run.vaultId, now.toISOString());
  const accounts = found ? accountsOf(found.sessions, now.getTime()) : {};
  if (!found || accounts.kace?.ref !== run.accountRef) return { refusal: SIGN_IN };
  const viewer = { vaultId: run.vaultId, name: found.entry.name, accounts };
  try {
    const { devices: desk } = await actorFor(runtime, viewer, "kace");
    return desk ? { runtime, viewer, desk, run } : { refusal: SIGN_IN };
  } catch (error) {
    const failure = failureOf(error, run.id, now.getTime());
    return { refusal: failure.message };
  }
}

/** Nothing more can be sent: what waits has failed, what runs is no longer followed. */
async function giveUp({ runtime }: Bench, run: StoredRun, message: string): Promise<void> {
  const { db } = runtime.store;
  await moveTargets(db, run, "waiting", { state: "failed", message });
  const targets = await readTargets(db, run.id);
  if (targets.some(({ state }) => state === "running")) await stopRun(db, run, NOT_WATCHED);
}

async function sendOneByOne(work: Work): Promise<void> {
  const { bench, hands, signal } = work;
  const { run } = hands;
  const { db } = bench.runtime.store;
  while (!signal.aborted && !work.isOver) {
    const rest = await bench.inTurn(async () => {
      // Claimed only when it can go out at once: what waits for a place is still waiting.
      if (signal.aborted || work.isOver) return null;
      const [target] = await claimTargets(db, run, 1);
      if (target === undefined) return null;
      const { recordRef } = target;
      const failure = await attempt(() => sendOne(hands, recordRef), run);
      if (failure) return settleFailure(work, [recordRef], failure);
      [work.unclear, work.tries] = [0, 0];
      const message = run.kind === "forceInventory" ? TAKEN.forceInventory : null;
      await settleTargets(db, run, [recordRef], { state: "done", message });
      await readAgain(bench.runtime, run, recordRef);
      return 0;
    });
    if (rest === null) return;
    if (rest > 0) await bench.pace.timing.pause(rest, signal);
  }
}

async function sendAll(work: Work): Promise<void> {
  const { bench, hands, signal } = work;
  const { run } = hands;
  const { db } = bench.runtime.store;
  while (!signal.aborted && !work.isOver) {
    const rest = await bench.inTurn(async () => {
      const refs = (await claimTargets(db, run, ALL)).map(({ recordRef }) => recordRef);
      if (refs.length === 0) return null;
      let upstreamId: string | null = null;
      const failure = await attempt(async () => {
        upstreamId = await sendTogether(hands, refs);
      }, run);
      if (failure) return settleFailure(work, refs, failure);
      const outcome =
        upstreamId === null
          ? { state: "done" as const, message: null }
          : { state: "running" as const, message: null, upstreamId };
      await settleTargets(db, run, refs, outcome);
      return null;
    });
    if (rest === null) return;
    await bench.pace.timing.pause(rest, signal);
  }
}

/** What went wrong, or `null`. An error that is no source's leaves the device's outcome unknown, and is thrown. */
async function attempt(act: () => Promise<void>, run: StoredRun): Promise<Failure | null> {
  try {
    await act();
    return null;
  } catch (error) {
    return failureOf(error, run.id, Date.now());
  }
}

/** Notes a failure. Returns how long to wait before the next is sent (ms), or `null` when none is to be. */
async function settleFailure(
  work: Work,
  refs: readonly Ref[],
  failure: Failure,
): Promise<number | null> {
  const { bench, hands } = work;
  const { run } = hands;
  const { db } = bench.runtime.store;
  if (failure.kind === "ended") {
    work.unclear = failure.state === "unknown" ? work.unclear + 1 : 0;
    await settleTargets(db, run, refs, failure);
    if (work.unclear < bench.pace.unclearMax) return 0;
    work.isOver = true;
    await stopRun(
      db,
      run,
      `KACE gave no clear answer ${work.unclear} times in a row, so nothing more was sent. Go on when it answers again.`,
    );
    return null;
  }
  if (failure.kind === "over") {
    work.isOver = true;
    await settleTargets(db, run, refs, { state: "failed", message: failure.message });
    await giveUp(bench, run, failure.message);
    return null;
  }
  await settleTargets(db, run, refs, { state: "waiting", message: failure.message });
  work.tries += 1;
  if (work.tries > BUSY_TRIES) {
    work.isOver = true;
    await stopRun(
      db,
      run,
      `${failure.message} What waits was not sent. Go on when it answers again.`,
    );
    return null;
  }
  return Math.min(Math.max(failure.retryAt - Date.now(), 0), bench.pace.busyMaxMs) + 1;
}

/** An archiving shows at once. The act is done; a fault in reading must not look like one of the act. */
async function readAgain(runtime: Runtime, run: StoredRun, ref: Ref): Promise<void> {
  const service = runtime.services.kace;
  if (!service || !isForAsset(run.kind)) return;
  await refreshRecord(runtime.store, service, ref, { priority: "refresh" }).catch((err: unknown) =>
    log.warn({ err, runId: run.id }, "a device that was acted on was not read again"),
  );
}
