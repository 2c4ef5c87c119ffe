import "server-only";
import { randomUUID } from "node:crypto";
import type { ConnectionStatus, ConnectionTest } from "@/lib/contracts/connections";
import { Source } from "@/lib/domain/source";
import type { Actor } from "@/lib/server/api/route";
import { NotFound, SourceNotConfigured } from "@/lib/server/failures";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { log } from "@/lib/server/log";
import type { Runtime } from "@/lib/server/runtime";
import { writeAudit } from "@/lib/server/store/audit-repo";
import {
  claimConnectionTest,
  noteConnectionTest,
  settleConnectionTest,
  type RunningTest,
} from "@/lib/server/store/connection-tests-repo";
import type { ServiceExaminer } from "@/lib/server/upstream/port";
import { createFleetingSession } from "@/lib/server/sync/service-session";
import { countSteps, examineConnection } from "./examine-connection";
import { keptTestOf, RUNNING_SILENT_MS } from "./kept-test";
import { readConnection } from "./read-connections";

/** No test takes longer, whatever the source does. */
const DEADLINE_MS = 60_000;

/** The source that an address names. Throws {@link NotFound}. */
export function sourceOf(text: string | undefined): Source {
  const parsed = Source.safeParse(text);
  if (!parsed.success) throw new NotFound("such system");
  return parsed.data;
}

/**
 * Begins a test of a source's connection, unless one is under way: then it is that one. Returns at once with
 * the status; `finished` resolves when the result is kept.
 * @throws SourceNotConfigured, NotFound
 */
export async function testConnection(
  actor: Pick<Actor, "runtime" | "viewer" | "requestId">,
  name: string | undefined,
): Promise<{ status: ConnectionStatus; finished: Promise<void> }> {
  const source = sourceOf(name);
  const { runtime, viewer, requestId } = actor;
  const { db } = runtime.store;
  const examiner = examinerOf(runtime, source);
  const now = Date.now();
  const running: RunningTest = {
    id: randomUUID(),
    startedAt: new Date(now).toISOString(),
    done: 0,
    total: countSteps(examiner),
  };
  const aliveSince = new Date(now - RUNNING_SILENT_MS).toISOString();
  const isMine = await claimConnectionTest(db, source, { running, aliveSince });
  let finished = Promise.resolve();
  if (isMine) {
    await writeAudit(db, {
      at: running.startedAt,
      who: viewer.name,
      accountRef: Object.values(viewer.accounts)[0]?.ref ?? null,
      operation: "connections.test",
      target: source,
      outcome: "ok",
      requestId,
      detail: {},
    });
    finished = run(runtime, { source, examiner, running, by: viewer.name }).catch((err: unknown) =>
      log.error({ err, source, requestId }, "a connection test broke off"),
    );
  }
  return { status: await readConnection(runtime, source), finished };
}

interface Run {
  source: Source;
  examiner: ServiceExaminer;
  running: RunningTest;
  by: string;
}

async function run(runtime: Runtime, { source, examiner, running, by }: Run): Promise<void> {
  const { db } = runtime.store;
  const settings = runtime.settings[source];
  const { id } = running;
  let result: ConnectionTest | null = null;
  try {
    if (settings === null) return;
    const before = await keptTestOf(db, source);
    const findings = await examineConnection({
      source,
      settings,
      examiner,
      onStep: (done) =>
        noteConnectionTest(db, source, {
          running: { ...running, done },
          at: new Date().toISOString(),
        }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const startedAt = Date.parse(running.startedAt);
    result = {
      ...findings,
      // Some sources tell it at a sign-in alone, and a kept session needs none.
      version: findings.version ?? before.result?.version ?? null,
      at: new Date().toISOString(),
      tookMs: Date.now() - startedAt,
      by,
    };
  } finally {
    await settleConnectionTest(db, source, { id, result, at: new Date().toISOString() });
  }
}

function examinerOf(runtime: Runtime, source: Source): ServiceExaminer {
  const upstream = runtime.upstreams[source];
  if (upstream === undefined) {
    throw new SourceNotConfigured(SOURCE_LABELS[source].label, `${source.toUpperCase()}_URL`);
  }
  // The runtime's upstreams answer with the one service session of the process, whatever store is given.
  return upstream.service(createFleetingSession()).examiner;
}
