import "server-only";
import type { Source } from "@/lib/domain/source";
import type { Actor } from "@/lib/server/api/route";
import { requireHome } from "@/lib/server/auth/home";
import { holdSession, type HeldSession } from "@/lib/server/auth/vault";
import { UpstreamAuthError, UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { Carriage, CarriedAnswer } from "@/lib/server/upstream/port";

/**
 * Carries one operation of ours with the viewer's own session, which must be in the organisation that the index holds.
 * A sign-in page in place of a file ends the session only when one cheap call shows that it is over: some addresses
 * give one to those who merely may not have the file.
 * @throws what the source says, UpstreamAuthError of an ended session
 */
export async function carryAsViewer(
  { runtime, viewer, signal }: Pick<Actor, "runtime" | "viewer" | "signal">,
  source: Source,
  carriage: Omit<Carriage, "session">,
): Promise<CarriedAnswer> {
  const held = await holdSession(runtime, viewer, source);
  const { upstream, session, renew, watch, awayIn } = held;
  requireHome(runtime, source, awayIn());
  const call = { priority: "person", signal } as const;
  try {
    const answer = await upstream.carry({ ...carriage, session, onChange: renew }, call);
    await watch.onAnswer().catch(watch.onFault);
    return answer;
  } catch (error) {
    if (!(error instanceof UpstreamAuthError)) throw error;
    if (await isOver(held, signal)) throw error;
    throw new UpstreamHttpError({ source, operation: carriage.row.id, status: 403, cause: error });
  }
}

async function isOver({ upstream, session, renew, watch }: HeldSession, signal: AbortSignal) {
  try {
    await upstream.as(session, renew).touch({ priority: "person", signal });
    return false;
  } catch (error) {
    // A call that failed in another way says nothing about the session.
    if (error instanceof UpstreamAuthError) await watch.onEnd().catch(watch.onFault);
    return true;
  }
}
