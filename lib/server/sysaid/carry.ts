import "server-only";
import type { StreamedAnswer } from "@/lib/server/http/gateway";
import { createJar, packJar, unpackJar } from "@/lib/server/http/jar";
import { carriesFile, isSignInPage } from "@/lib/server/upstream/carried";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamHttpError,
} from "@/lib/server/upstream/errors";
import type { Call, Carriage, Upstream } from "@/lib/server/upstream/port";
import type { SysaidClient } from "./client";
import { cookiesOf } from "./session";

/** Carries operations with a person's session. */
export function createCarry(client: SysaidClient): Upstream["carry"] {
  return async (carriage, call) => {
    const { row } = carriage;
    try {
      const answer =
        row.session === "opens"
          ? await carrySignIn(client, carriage, call)
          : await carryOnce(client, carriage, call);
      if (await isSignInPage(answer, row)) {
        await answer.body?.stream.cancel();
        throw new UpstreamAuthError({ source: "sysaid", operation: row.id, reason: "expired" });
      }
      return { status: answer.status, headers: answer.headers, body: answer.body?.stream ?? null };
    } catch (error) {
      if (!(error instanceof UpstreamHttpError) || error.status !== 401) throw error;
      // A refused sign-in says nothing about the session of whoever tried it.
      if (row.session === "opens") throw error;
      const facts = { source: "sysaid", operation: row.id, reason: "expired" } as const;
      throw new UpstreamAuthError({ ...facts, cause: error });
    }
  };
}

async function carryOnce(
  { gateway }: SysaidClient,
  { row, session, onChange, ...asked }: Carriage,
  call: Call,
): Promise<StreamedAnswer> {
  const jar = session === null ? createJar() : unpackJar(session.cookies);
  const answer = await gateway.stream({
    operation: row.id,
    method: row.method,
    path: asked.path,
    query: asked.query,
    headers: asked.headers,
    body: asked.body,
    jar,
    priority: call.priority,
    idempotent: row.reads,
    isLarge: carriesFile(row, asked.headers),
    signal: call.signal,
    tooManyPausesAll: row.session !== "opens",
  });
  // The same cookies are often set again; only new values are worth keeping.
  const isNew = answer.hasCookies && session !== null;
  if (isNew && cookiesOf(jar) !== cookiesOf(unpackJar(session.cookies))) {
    onChange?.({ ...session, cookies: packJar(jar) });
  }
  return answer;
}

/** A sign-in is one of the two that its person has in five minutes, whoever sends it. */
async function carrySignIn(
  client: SysaidClient,
  carriage: Carriage,
  call: Call,
): Promise<StreamedAnswer> {
  // As bytes: what is no UTF-8 would come out longer than its length was said to be.
  const bytes = await new Response(carriage.body).arrayBuffer();
  const userName = userNameIn(new TextDecoder().decode(bytes));
  client.signIns.admit(userName);
  try {
    return await carryOnce(client, { ...carriage, body: new Blob([bytes]).stream() }, call);
  } catch (error) {
    if (error instanceof UpstreamBusyError) client.signIns.release(userName);
    if (error instanceof UpstreamHttpError && error.status === 429) {
      throw client.signIns.refused(userName, error.retryAfterMs);
    }
    throw error;
  }
}

/** What is not understood counts for nobody in particular; the server will refuse it. */
function userNameIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    const isNamed = typeof body === "object" && body !== null && "user_name" in body;
    return isNamed ? String(body.user_name) : "";
  } catch {
    return "";
  }
}
