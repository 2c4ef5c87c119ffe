import "server-only";
import type { TicketDetailResult } from "@/lib/contracts/tickets";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { Forbidden } from "@/lib/server/failures";
import { requireFile } from "./download-file";
import { openFilesDesk, requireTicket } from "./open-files";
import { readAgain } from "./read-again";
import { permissionsOf } from "./ticket-permissions";

/**
 * Deletes a file of a ticket in its system, for good, and reads the ticket again.
 * @throws Forbidden, also where the source's API deletes none; NotFound; what the source says
 */
export async function removeFile(
  actor: Actor,
  refText: string | undefined,
  id: string | undefined,
): Promise<TicketDetailResult> {
  const ticket = await requireTicket(actor, refText);
  const { ref, source } = ticket;
  const { allowed, reason } = permissionsOf(ticket, actor.viewer).removeFile;
  const desk = await openFilesDesk(actor, source);
  const { remove } = desk;
  if (!allowed || !remove) throw new Forbidden(reason ?? "You may not do this.");
  const file = await requireFile(actor, ticket, id ?? "");
  await audited(
    actor,
    { operation: "tickets.removeFile", source, target: ref, detail: { fileId: file.id } },
    // A browser that goes away must not cut off a write that is on its way.
    () => remove(ref, file.id, { priority: "person" }),
  );
  return readAgain(actor, ref);
}
