import "server-only";
import type { CookieJar } from "tough-cookie";
import { createJar, packJar, unpackJar } from "@/lib/server/http/jar";
import type { UpstreamSession } from "@/lib/server/upstream/port";
import { ECHOED_HEADERS } from "./quirks";

/** A session while it is in use. */
export interface LiveSession {
  jar: CookieJar;
  headers: Record<string, string>;
  organization: string | null;
}

/** A session that has not signed in yet. */
export function startSession(organization: string | null): LiveSession {
  return { jar: createJar(), headers: {}, organization };
}

/** The session as the vault keeps it. */
export function packSession(session: LiveSession): UpstreamSession {
  return {
    source: "kace",
    cookies: packJar(session.jar),
    headers: { ...session.headers },
    organization: session.organization,
  };
}

/** The opposite of {@link packSession}. */
export function unpackSession(packed: UpstreamSession): LiveSession {
  return {
    jar: unpackJar(packed.cookies),
    headers: { ...packed.headers },
    organization: packed.organization,
  };
}

/** Keeps the headers of an answer that later calls must echo. */
export function keepEchoedHeaders(
  session: LiveSession,
  headers: { get(name: string): string | null },
): void {
  for (const name of ECHOED_HEADERS) {
    const value = headers.get(name);
    if (value) session.headers[name] = value;
  }
}

/** What makes two states of a session the same to the appliance; times of use do not count. */
export function fingerprintOf(session: LiveSession): string {
  const cookies = session.jar.serializeSync()?.cookies ?? [];
  const pairs = cookies.map((cookie) => `${cookie.key}=${cookie.value}`).sort();
  return JSON.stringify([pairs, session.headers]);
}
