import "server-only";
import type { CertificateFacts, ConnectionTest, ReadingRight } from "@/lib/contracts/connections";
import { readCertificate } from "@/lib/server/http/certificate";
import { ENTITY_WORDS } from "@/lib/server/sync/removal-words";
import { RHYTHMS } from "@/lib/server/sync/schedule";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamHttpError,
  UpstreamNetworkError,
  UpstreamTimeoutError,
} from "@/lib/server/upstream/errors";
import type {
  Call,
  Introduction,
  ServiceExaminer,
  Upstream,
  UpstreamSettings,
} from "@/lib/server/upstream/port";
import { distrustWords, failureWords } from "./failure-words";

/** What a test found, without when and by whom. */
export type Findings = Omit<ConnectionTest, "at" | "tookMs" | "by">;

interface Examination {
  source: Upstream["source"];
  settings: Pick<UpstreamSettings, "url" | "ca">;
  examiner: ServiceExaminer;
  /** Hears how many steps are done. */
  onStep: (done: number) => Promise<void>;
  signal: AbortSignal;
}

/** How many steps an examination has: the certificate, the introduction, and a look at each list. */
export function countSteps(examiner: ServiceExaminer): number {
  return 2 + examiner.probes.length;
}

const UNKNOWN: Introduction = {
  userName: null,
  role: null,
  version: null,
  timeZone: null,
  organization: null,
};

/**
 * Looks at everything that a connection depends on, one step after the other: a source is never asked
 * two things at once for this. Whatever fails is told in words; it throws nothing of an upstream.
 */
export async function examineConnection(examination: Examination): Promise<Findings> {
  const { source, settings, examiner, onStep, signal } = examination;
  const call: Call = { priority: "person", signal };
  const words = (error: unknown) =>
    failureWords(signal.aborted ? deadlineOf(source, error) : error, source, Date.now());

  const certificate = await lookAtCertificate(settings, signal);
  await onStep(1);

  let introduction = UNKNOWN;
  let failure: string | null = null;
  try {
    introduction = await examiner.introduce(call);
  } catch (error) {
    // An account that may not look at itself can still read lists.
    if (endsTheTest(error, signal)) failure = words(error);
  }
  await onStep(2);

  const rights: ReadingRight[] = [];
  let stopped = failure;
  for (const [index, probe] of examiner.probes.entries()) {
    const { entity } = probe;
    const right = { entity, label: ENTITY_WORDS[entity], count: null, reason: null };
    if (stopped !== null) {
      rights.push({ ...right, verdict: "unknown", reason: stopped });
      continue;
    }
    try {
      const count = await probe.look(call);
      rights.push({ ...right, verdict: count === 0 ? "empty" : "reads", count });
    } catch (error) {
      const reason = words(error);
      rights.push({ ...right, verdict: isRefusal(error) ? "refused" : "unknown", reason });
      if (endsTheTest(error, signal) && !isRefusal(error)) stopped = reason;
    }
    await onStep(3 + index);
  }
  return { ...introduction, outcome: outcomeOf(failure, rights), failure, certificate, rights };
}

/** Lists that a source may refuse or have none of without being any less connected. */
const EXTRAS: ReadonlySet<string> = new Set(
  RHYTHMS.flatMap(({ entity, isExtra }) => (isExtra ? [entity] : [])),
);

function outcomeOf(failure: string | null, rights: ReadingRight[]): ConnectionTest["outcome"] {
  if (failure !== null || !rights.some(({ verdict }) => verdict === "reads")) return "failed";
  const needed = rights.filter(({ entity }) => !EXTRAS.has(entity));
  return needed.every(({ verdict }) => verdict === "reads") ? "passed" : "limited";
}

/** The source's own "no" to this one list. */
function isRefusal(error: unknown): boolean {
  if (error instanceof UpstreamAuthError) return error.reason === "expired";
  return error instanceof UpstreamHttpError && error.status < 500 && error.status !== 429;
}

/** After these every further question would fail in the same way, and cost another wait. */
function endsTheTest(error: unknown, signal: AbortSignal): boolean {
  if (signal.aborted) return true;
  if (error instanceof UpstreamHttpError) return error.status === 429;
  return (
    error instanceof UpstreamAuthError ||
    error instanceof UpstreamBusyError ||
    error instanceof UpstreamNetworkError ||
    error instanceof UpstreamTimeoutError
  );
}

function deadlineOf(source: Upstream["source"], cause: unknown): UpstreamTimeoutError {
  return new UpstreamTimeoutError("the test took too long", {
    source,
    operation: "connections.test",
    cause,
  });
}

async function lookAtCertificate(
  { url, ca }: Pick<UpstreamSettings, "url" | "ca">,
  signal: AbortSignal,
): Promise<CertificateFacts> {
  try {
    const shown = await readCertificate({ url, ca }, signal);
    if (shown === null) return { state: "plain" };
    const { subject, issuer, names, validUntil, selfSigned, distrust } = shown;
    return {
      state: "read",
      trusted: distrust === null,
      reason: distrust === null ? null : distrustWords(distrust),
      subject,
      issuer,
      names,
      validUntil,
      selfSigned,
      privateAuthority: ca !== null,
    };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    return { state: "unread", reason: `No TLS connection could be made${code}.` };
  }
}
