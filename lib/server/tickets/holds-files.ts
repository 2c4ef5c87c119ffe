import "server-only";
import type { TicketEvent } from "@/lib/domain/ticket";

/** Whether the entries bring these files, by their names. */
export function holdsFiles(events: readonly TicketEvent[], names: readonly string[]): boolean {
  const there = events.flatMap(({ attachments }) => attachments.map(({ name }) => lettersOf(name)));
  return names.map(lettersOf).every((name) => {
    const at = there.indexOf(name);
    if (at >= 0) there.splice(at, 1);
    return at >= 0;
  });
}

/** Letters and digits alone: sources spell names in their own way. */
function lettersOf(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}
