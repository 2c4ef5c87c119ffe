import "server-only";
import { z } from "zod";
import { SOURCES, type Source } from "@/lib/domain/source";
import { readCounter, writeCounter } from "../store/counters-repo";
import type { Store } from "../store/db";
import type { SessionStore } from "../upstream/port";

/** Seals what must not lie open in the database; `place` binds it to where it lies. */
export interface Sealer {
  seal(place: string, value: unknown): Buffer;
  /** The value, or `null` where the bytes do not open. */
  unseal(place: string, sealed: Buffer): unknown;
}

const Saved = z.object({ sealed: z.base64() });
const Session = z.object({
  source: z.enum(SOURCES),
  cookies: z.string(),
  headers: z.record(z.string(), z.string()),
  organization: z.string().nullable(),
  userName: z.string().optional(),
});

/** Keeps the service account's session over restarts, so that a start costs no sign-in. */
export function createServiceSession(store: Store, source: Source, sealer: Sealer): SessionStore {
  const name = `service-session:${source}`;
  return {
    async load() {
      const saved = Saved.safeParse((await readCounter(store, name))?.data);
      if (!saved.success) return null;
      const opened = sealer.unseal(name, Buffer.from(saved.data.sealed, "base64"));
      const session = Session.safeParse(opened);
      if (!session.success) return null;
      const { userName, ...rest } = session.data;
      return userName === undefined ? rest : { ...rest, userName };
    },
    async save(session) {
      const sealed = session && sealer.seal(name, session).toString("base64");
      await writeCounter(store, name, {
        value: sealed === null ? 0 : 1,
        data: sealed && { sealed },
      });
    },
  };
}

/** Keeps a session as long as the process lives. */
export function createFleetingSession(): SessionStore {
  let session: Awaited<ReturnType<SessionStore["load"]>> = null;
  return {
    load: () => Promise.resolve(session),
    save: (next) => {
      session = next;
      return Promise.resolve();
    },
  };
}
