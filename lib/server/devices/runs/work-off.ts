import "server-only";
import type { Ref } from "@/lib/domain/ref";
import { KINDS_IN_ONE } from "@/lib/domain/run";
import { actorFor, accountsOf } from "@/lib/server/auth/vault";
import { sendThrough, type Lane } from "@/lib/server/jobs/lanes";
import { failureOf, signedOutWords } from "@/lib/server/jobs/outcome";
import { FAULT, RESTARTED, UNSURE, type Bench, type JobKind } from "@/lib/server/jobs/runner";
import { log } from "@/lib/server/log";
import type { Runtime } from "@/lib/server/runtime";
import {
  claimTargets,
  endWhenDone,
  leaveResultsOpen,
  moveTargets,
  readOpenRuns,
  readTargets,
  readUnfinishedRuns,
  settleTargets,
  stopRun,
  type StoredRun,
} from "@/lib/server/store/runs-repo";
import { readVaultEntry } from "@/lib/server/store/vault-repo";
import { refreshRecord } from "@/lib/server/sync/refresh";
import { isForAsset } from "./choose-targets";
import { sendOne, sendTogether, type Hands } from "./send-acts";
import { watchScript } from "./watch-script";

const NOT_WATCHED =
  "Your sign-in to KACE has ended. What was started goes on there; sign in and watch again.";
const TAKEN = { forceInventory: "Asked; the inventory comes when its agent answers." } as const;
const ALL = 100_000;

/** Acts on devices, as the runner works them off. */
export const RUN_JOBS: JobKind = {
  entity: "run",
  async recover(db) {
    await leaveResultsOpen(db);
    for (const run of await readUnfinishedRuns(db)) {
      await moveTargets(db, run, "sent", { state: "unknown", message: RESTARTED });
    }
  },
  async readOpen(db) {
    return (await readOpenRuns(db)).map((run) => ({
      id: run.id,
      workOff: (bench, signal) => workOff(bench, run, signal),
      settleFault: (bench) => settleFault(bench, run),
    }));
  },
};

async function settleFault({ runtime }: Bench, run: StoredRun): Promise<void> {
  const { db } = runtime.store;
  await moveTargets(db, run, "sent", { state: "unknown", message: UNSURE });
  await stopRun(db, run, FAULT);
}

/**
 * Works off what is left of a run: sends what waits, each once, and follows what was started. Resolves when the run
 * has ended, was stopped, or the signal aborts; what was sent before is noted in any case.
 */
async function workOff(bench: Bench, run: StoredRun, signal: AbortSignal): Promise<void> {
  const { db } = bench.runtime.store;
  const hands = await takeHands(bench.runtime, run);
  if ("refusal" in hands) {
    await giveUp(bench, run, hands.refusal);
    return endWhenDone(db, run);
  }
  const isTogether = KINDS_IN_ONE.includes(run.kind);
  const lane = isTogether ? togetherLane(bench, hands) : oneByOneLane(bench, hands);
  await sendThrough(bench, lane, isTogether ? 1 : bench.pace.atOnce, signal);
  if (run.kind === "script") await watchScript(hands, bench.pace, signal);
  await endWhenDone(db, run);
}

/** The session of whoever started a run, as the vault has it now; or why it can do nothing, in words. */
async function takeHands(runtime: Runtime, run: StoredRun): Promise<Hands | { refusal: string }> {
  const now = new Date();
  const refused = { refusal: signedOutWords("kace") };
  const found = await readVaultEntry(runtime.store.db, run.vaultId, now.toISOString());
  const accounts = found ? accountsOf(found.sessions, now.getTime()) : {};
  if (!found || accounts.kace?.ref !== run.accountRef) return refused;
  const viewer = { vaultId: run.vaultId, name: found.entry.name, accounts };
  try {
    const { devices: desk } = await actorFor(runtime, viewer, "kace");
    return desk ? { runtime, viewer, desk, run } : refused;
  } catch (error) {
    const about = { source: "kace", requestId: run.id, now: now.getTime() } as const;
    return { refusal: failureOf(error, about).message };
  }
}

/** Nothing more can be sent: what waits has failed, what runs is no longer followed. */
async function giveUp({ runtime }: Bench, run: StoredRun, message: string): Promise<void> {
  const { db } = runtime.store;
  await moveTargets(db, run, "waiting", { state: "failed", message });
  const targets = await readTargets(db, run.id);
  if (targets.some(({ state }) => state === "running")) await stopRun(db, run, NOT_WATCHED);
}

/** What every lane of a run does; how many devices a request names is the kind's. */
function laneOf(bench: Bench, { run }: Hands): Omit<Lane<Ref>, "claim" | "send"> {
  const { db } = bench.runtime.store;
  return {
    source: "kace",
    jobId: run.id,
    settle: (refs, outcome) => settleTargets(db, run, refs, outcome),
    async giveUp(refs, message) {
      await settleTargets(db, run, refs, { state: "failed", message });
      await giveUp(bench, run, message);
    },
    halt: (note) => stopRun(db, run, note),
  };
}

function oneByOneLane(bench: Bench, hands: Hands): Lane<Ref> {
  const { run } = hands;
  const { db } = bench.runtime.store;
  return {
    ...laneOf(bench, hands),
    claim: () => claimTargets(db, run, 1),
    async send(refs) {
      for (const ref of refs) {
        await sendOne(hands, ref);
        const message = run.kind === "forceInventory" ? TAKEN.forceInventory : null;
        await settleTargets(db, run, [ref], { state: "done", message });
        await readAgain(bench.runtime, run, ref);
      }
    },
  };
}

function togetherLane(bench: Bench, hands: Hands): Lane<Ref> {
  const { run } = hands;
  const { db } = bench.runtime.store;
  return {
    ...laneOf(bench, hands),
    claim: () => claimTargets(db, run, ALL),
    async send(refs) {
      const upstreamId = await sendTogether(hands, refs);
      const outcome =
        upstreamId === null
          ? { state: "done" as const, message: null }
          : { state: "running" as const, message: null, upstreamId };
      await settleTargets(db, run, refs, outcome);
    },
  };
}

/** An archiving shows at once. The act is done; a fault in reading must not look like one of the act. */
async function readAgain(runtime: Runtime, run: StoredRun, ref: Ref): Promise<void> {
  const service = runtime.services.kace;
  if (!service || !isForAsset(run.kind)) return;
  await refreshRecord(runtime.store, service, ref, { priority: "refresh" }).catch((err: unknown) =>
    log.warn({ err, runId: run.id }, "a device that was acted on was not read again"),
  );
}
