import "server-only";
import type { Source } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { requireSameOrigin } from "@/lib/server/api/origin";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { moveSession } from "@/lib/server/auth/move-session";
import { openTry } from "@/lib/server/auth/tries";
import { holdSession, type HeldSession } from "@/lib/server/auth/vault";
import { requireFullAccess, requirePerson } from "@/lib/server/auth/viewer";
import { Forbidden } from "@/lib/server/failures";
import { vaultIdFor } from "@/lib/domain/viewer";
import { deleteVaultSession } from "@/lib/server/store/vault-repo";
import {
  UpstreamAuthError,
  UpstreamHttpError,
  UpstreamNetworkError,
  UpstreamShapeError,
} from "@/lib/server/upstream/errors";
import type { Carriage, CarriedAnswer, Upstream } from "@/lib/server/upstream/port";
import { openBody, readWhole } from "./body";
import { isBulkInBody, mayBeBulk, readPlainBody, refuseBulk } from "./bulk";
import type { Found } from "./find-operation";
import { headersToCaller, headersToSource } from "./headers";
import { type CarriedQuery, readQuery } from "./query";

/** Who asks, and with what. */
export interface Asked extends Pick<Actor, "runtime" | "viewer" | "requestId"> {
  source: Source;
  request: Request;
}

/** Largest body of a call that has to be read before it goes on: a sign-in, a list of what to delete. */
const READ_BYTES_MAX = 256 * 1024;

/**
 * Carries one operation as the viewer and gives its answer while it comes. A write leaves an audit line, whatever
 * comes of it, and is sent once.
 */
export async function carryOperation(asked: Asked, found: Found): Promise<Response> {
  const { row } = found;
  if (row.reads) return toResponse(await carry(asked, found), found);
  const act = {
    operation: `${row.source}.${row.id}`,
    source: row.source,
    ...aboutOf(asked, found),
  };
  const answer = await audited(asked, act, async () => {
    requireSameOrigin(asked.request, asked.runtime.settings.authUrl);
    requireFullAccess(asked.viewer);
    if (row.session === "ends" || row.session === "switches") requirePerson(asked.viewer);
    return carry(asked, found);
  });
  return toResponse(answer, found);
}

async function carry(asked: Asked, found: Found): Promise<CarriedAnswer> {
  const { request, runtime, viewer, source } = asked;
  const { row } = found;
  const query = readQuery(row, new URL(request.url).searchParams);
  const upstream = runtime.upstreams[source];
  if (!upstream) throw new Forbidden(`${SOURCE_LABELS[source].label} is not connected.`);
  if (row.session === "switches") return carrySwitch(asked, await toCarriage(asked, found, query));
  const held = row.session === "opens" ? null : await holdSession(runtime, viewer, source);
  const carriage = await toCarriage(asked, found, query);
  return held === null ? carrySignIn(asked, upstream, carriage) : carryWith(asked, held, carriage);
}

async function toCarriage(
  { request, runtime }: Asked,
  { row, path, values }: Found,
  query: CarriedQuery,
): Promise<Omit<Carriage, "session">> {
  const { allowBulk, uploadMaxBytes } = runtime.settings;
  const named = [...Object.entries(values), ...query.values];
  const isLookedAt = mayBeBulk(row) && !allowBulk;
  if (isLookedAt) refuseBulk(row, named, null);
  const headers = headersToSource(request, row);
  const base = { row, path, query: query.text };
  const isPlain = isLookedAt && isBulkInBody(row);
  if (!isPlain && row.session !== "opens") {
    const body = await openBody(request, uploadMaxBytes);
    // A length says how much is coming; without a body there is nothing to announce.
    if (body === null) delete headers["content-length"];
    return { ...base, headers, body };
  }
  const body = await openBody(request, READ_BYTES_MAX);
  delete headers["content-length"];
  if (body === null) return { ...base, headers, body };
  let bytes = await readWhole(body);
  if (isPlain) {
    const value = readPlainBody(bytes);
    refuseBulk(row, named, value);
    // Written anew: of a name that stands twice, each reader takes another value.
    bytes = new TextEncoder().encode(JSON.stringify(value));
  }
  const length = { "content-length": String(bytes.byteLength) };
  return { ...base, headers: { ...headers, ...length }, body: new Blob([bytes]).stream() };
}

/** Moves the caller's session, and notes where it stands then: in another organisation the index is not theirs. */
async function carrySwitch(
  asked: Asked,
  carriage: Omit<Carriage, "session">,
): Promise<CarriedAnswer> {
  const { result } = await moveSession(asked, async (held) => {
    const answer = await carryWith(asked, held, carriage);
    // Whole, so that nothing of it is under way when the source is asked where the session stands.
    const bytes = answer.body === null ? null : await readWhole(answer.body);
    return { ...answer, body: bytes === null ? null : new Blob([bytes]).stream() };
  });
  return result;
}

/** A sign-in of its own, which becomes nobody's session here. Wrong ones are slowed down like those of the sign-in page. */
async function carrySignIn(
  { runtime, viewer, source, request }: Asked,
  upstream: Upstream,
  carriage: Omit<Carriage, "session">,
): Promise<CarriedAnswer> {
  const account = viewer.accounts[source]?.ref ?? viewer.vaultId;
  const hasSecret = carriage.body !== null;
  const attempt = hasSecret ? await openTry(runtime, source, "proxy", account) : null;
  const call = { priority: "person", signal: request.signal } as const;
  try {
    const answer = await upstream.carry({ ...carriage, session: null }, call);
    await attempt?.wasRight();
    return answer;
  } catch (error) {
    const isRefused = error instanceof UpstreamHttpError && error.status < 500;
    if (!isRefused) await attempt?.wasUndecided();
    if (!(error instanceof UpstreamAuthError)) throw error;
    const issues = ["a page came in place of an answer"];
    throw new UpstreamShapeError({ source, operation: carriage.row.id, issues, cause: error });
  }
}

async function carryWith(
  asked: Asked,
  held: HeldSession,
  carriage: Omit<Carriage, "session">,
): Promise<CarriedAnswer> {
  const { request, source } = asked;
  const { upstream, session, renew, watch } = held;
  const call = { priority: "person", signal: request.signal } as const;
  try {
    const answer = await upstream.carry({ ...carriage, session, onChange: renew }, call);
    await watch.onAnswer().catch(watch.onFault);
    if (carriage.row.session === "ends") await forget(asked);
    return answer;
  } catch (error) {
    if (error instanceof UpstreamAuthError)
      return await explainRefusal(asked, held, { carriage, error });
    if (!request.signal.aborted || carriage.row.reads) throw error;
    // It was on its way when the caller left: whether it happened is open.
    const facts = { source, operation: carriage.row.id, cause: error };
    throw new UpstreamNetworkError(`the caller left during ${carriage.row.id}`, facts);
  }
}

/**
 * A 401 or a sign-in page usually says that the session is over, but sources also give them to those who lack a right.
 * One cheap call tells which, so that nobody is signed out by what they may not do.
 */
async function explainRefusal(
  asked: Asked,
  { upstream, session, renew, watch }: HeldSession,
  { carriage: { row }, error }: { carriage: Pick<Carriage, "row">; error: UpstreamAuthError },
): Promise<CarriedAnswer> {
  if (row.session === "ends") {
    // Ended already, or the sign-in page that comes after the end: both are what was wanted.
    await forget(asked);
    return { status: 204, headers: new Headers(), body: null };
  }
  const { source, request } = asked;
  try {
    await upstream.as(session, renew).touch({ priority: "person", signal: request.signal });
  } catch (later) {
    if (!(later instanceof UpstreamAuthError)) throw error;
    await watch.onEnd().catch(watch.onFault);
    throw error;
  }
  const { cause } = error;
  const upstreamMessage = cause instanceof UpstreamHttpError ? cause.upstreamMessage : null;
  throw new UpstreamHttpError({ source, operation: row.id, status: 403, upstreamMessage });
}

/** Disconnects the source here, after its session has ended there. */
async function forget({ runtime, viewer, source }: Asked): Promise<void> {
  await deleteVaultSession(runtime.store.db, { vaultId: vaultIdFor(viewer, source), source });
}

function toResponse(answer: CarriedAnswer, { row }: Found): Response {
  const headers = headersToCaller(answer, row);
  return new Response(answer.body, { status: answer.status, headers });
}

/** Parameters that say what a call is about; others may hold what somebody typed, or a secret. */
const ID_PARAMETER = /ids?$/i;
const ID_VALUE = /^[\w.,:;{}-]{1,200}$/;

/** What the audit keeps of a call: its ids, never what was typed. */
function aboutOf({ request }: Asked, { values }: Found) {
  const named = [...Object.entries(values), ...new URL(request.url).searchParams].filter(
    ([name, value]) => name in values || (ID_PARAMETER.test(name) && ID_VALUE.test(value)),
  );
  const target = named
    .map(([name, value]) => `${name}=${value}`)
    .join(" ")
    .slice(0, 500);
  return { target: target === "" ? null : target, detail: { via: "proxy" } };
}
