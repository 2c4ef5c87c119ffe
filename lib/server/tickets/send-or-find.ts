import "server-only";
import type { Ref } from "@/lib/domain/ref";
import { splitRef } from "@/lib/domain/ref";
import type { TicketEvent } from "@/lib/domain/ticket";
import type { Actor } from "@/lib/server/api/route";
import { outcomeOf } from "@/lib/server/audit";
import { NotArrived } from "@/lib/server/failures";
import { lookAt } from "./hold-send";

/** `told`: the source confirmed it. `found`: it gave no clear answer, but what was sent stands in the ticket. */
export type Arrival = "told" | "found";

/**
 * Sends something into a ticket's conversation, once. Where nobody can tell whether it arrived, the ticket is read
 * and looked through for it.
 * @param wanted `before`: the ids of the entries that stood there before, `null` where they are not known; nothing is
 *   looked for then
 * @throws NotArrived when the ticket could be read and does not hold it; else what `send` throws
 */
export async function sendOrFind(
  actor: Pick<Actor, "runtime" | "viewer" | "requestId">,
  ref: Ref,
  wanted: { before: ReadonlySet<string> | null; isIt: (fresh: readonly TicketEvent[]) => boolean },
  send: () => Promise<void>,
): Promise<Arrival> {
  const { before, isIt } = wanted;
  try {
    await send();
    return "told";
  } catch (error) {
    if (outcomeOf(error) !== "unknown" || before === null) throw error;
    const now = await lookAt(actor, ref);
    if (now === null) throw error;
    if (isIt(now.events.filter(({ id }) => !before.has(id)))) return "found";
    throw new NotArrived(splitRef(ref).source, error);
  }
}

/** Whether one of the entries holds this text, however its source has dressed it. */
export function holdsText(events: readonly TicketEvent[], text: string): boolean {
  const wanted = lettersOf(text);
  return wanted !== "" && events.some(({ body }) => lettersOf(body).includes(wanted));
}

/** Whether the entries bring these files, by their names. */
export function holdsFiles(events: readonly TicketEvent[], names: readonly string[]): boolean {
  const there = events.flatMap(({ attachments }) => attachments.map(({ name }) => lettersOf(name)));
  return names.map(lettersOf).every((name) => {
    const at = there.indexOf(name);
    if (at >= 0) there.splice(at, 1);
    return at >= 0;
  });
}

/** Letters and digits alone: markup, entities and white space are the source's. */
function lettersOf(text: string): string {
  return text
    .replace(/<[^<>]*>/g, "")
    .replace(/&(#\d+|#x[\da-f]+|[a-z]+);/gi, "")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}
