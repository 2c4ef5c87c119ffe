import "server-only";
import type { SessionStore, UpstreamSession } from "@/lib/server/upstream/port";

/** A store in memory, as the vault is one in the database. */
export function memoryStore(): SessionStore & { saved: (UpstreamSession | null)[] } {
  const saved: (UpstreamSession | null)[] = [];
  return {
    saved,
    load: async () => saved.at(-1) ?? null,
    save: async (session) => void saved.push(session),
  };
}
