import "server-only";
import type { Source } from "@/lib/domain/source";
import { outcomeOf } from "@/lib/server/audit";
import { ActUnclear } from "@/lib/server/failures";
import { UpstreamHttpError, UpstreamTimeoutError } from "@/lib/server/upstream/errors";

/** `told`: the source confirmed it. `found`: it gave no clear answer, but what was sent stands in the ticket. */
export type Arrival = "told" | "found";

/**
 * Sends something to a ticket, once. Where its source gave no clear answer (cut off, too late, an error of its own, or
 * not understood), the ticket is looked through for it.
 * @param look whether the ticket shows it now; `null` when that cannot be told
 * @throws what the source said when that was clear, and {@link ActUnclear} when the ticket does not show what was sent,
 *   or cannot be read
 */
export async function sendSurely(
  source: Source,
  { send, look }: { send: () => Promise<void>; look: () => Promise<boolean | null> },
): Promise<Arrival> {
  try {
    await send();
    return "told";
  } catch (error) {
    if (outcomeOf(error) !== "unknown") throw error;
    const shows = await look();
    if (shows === true) return "found";
    // What came too late may still be carried out; what was cut off or failed and is not there was not.
    const isOpen = shows === null || cameTooLate(error);
    throw new ActUnclear({ source, arrived: isOpen ? "unknown" : "no", cause: error });
  }
}

function cameTooLate(error: unknown): boolean {
  if (error instanceof UpstreamTimeoutError) return true;
  return error instanceof UpstreamHttpError && error.status === 504;
}
