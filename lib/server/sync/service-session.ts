import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { Db } from "../store/db";
import { counters } from "../store/schema/app-tables";
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
export function createServiceSession(db: Db, source: Source, sealer: Sealer): SessionStore {
  const name = `service-session:${source}`;
  return {
    async load() {
      const [row] = await db.select().from(counters).where(eq(counters.name, name));
      const saved = Saved.safeParse(row?.data);
      if (!saved.success) return null;
      const opened = sealer.unseal(name, Buffer.from(saved.data.sealed, "base64"));
      const session = Session.safeParse(opened);
      if (!session.success) return null;
      const { userName, ...rest } = session.data;
      return userName === undefined ? rest : { ...rest, userName };
    },
    async save(session) {
      if (session === null) {
        await db.delete(counters).where(eq(counters.name, name));
        return;
      }
      const data = { sealed: sealer.seal(name, session).toString("base64") };
      const row = { value: 1, data, updatedAt: new Date().toISOString() };
      await db
        .insert(counters)
        .values({ name, ...row })
        .onConflictDoUpdate({ target: counters.name, set: row });
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
