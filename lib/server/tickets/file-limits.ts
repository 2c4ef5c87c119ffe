import "server-only";
import { FILES_PER_SEND_MAX } from "@/lib/contracts/ticket-files-fields";
import type { TicketDetail } from "@/lib/contracts/tickets";
import type { Source } from "@/lib/domain/source";
import type { Runtime } from "@/lib/server/runtime";

/** Sources whose files go in the same request as their comment, so many at once. */
const WITH_COMMENT: Record<Source, number | null> = { kace: 5, sysaid: null };

/**
 * How files go to a ticket's source. No API tells a limit of its own for their size, so the largest is what this
 * server carries at all (`UPLOAD_MAX_MB`); what a source refuses beyond that, it says itself.
 */
export function fileLimitsOf({ settings }: Runtime, source: Source): TicketDetail["fileLimits"] {
  const together = WITH_COMMENT[source];
  return {
    maxBytes: settings.uploadMaxBytes,
    perSend: together ?? FILES_PER_SEND_MAX,
    withComment: together !== null,
  };
}
