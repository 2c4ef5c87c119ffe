import "server-only";
import { z } from "zod";
import { ConnectionTest } from "@/lib/contracts/connections";
import type { Source } from "@/lib/domain/source";
import type { Db } from "@/lib/server/store/db";
import { readConnectionTest } from "@/lib/server/store/connection-tests-repo";

/** A test that gave no sign of life for so long died with its process. No single step takes longer. */
export const RUNNING_SILENT_MS = 75_000;

const Running = z.object({
  startedAt: z.string(),
  done: z.number().int(),
  total: z.number().int(),
});

/** The test under way and the latest result; a result of another version of the program is none. */
export async function keptTestOf(
  db: Db,
  source: Source,
): Promise<{ running: z.infer<typeof Running> | null; result: ConnectionTest | null }> {
  const kept = await readConnectionTest(db, source);
  if (kept === null) return { running: null, result: null };
  const result = ConnectionTest.safeParse(kept.result);
  const running = Running.safeParse(kept.running);
  const isAlive = Date.now() - Date.parse(kept.touchedAt) < RUNNING_SILENT_MS;
  return {
    running: running.success && isAlive ? running.data : null,
    result: result.success ? result.data : null,
  };
}
