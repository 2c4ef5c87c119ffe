import "server-only";
import type { LogWork } from "@/lib/contracts/ticket-work";
import type { TicketDetailResult } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { actorFor } from "@/lib/server/auth/vault";
import { Forbidden } from "@/lib/server/failures";
import type { StoredTicket } from "@/lib/server/store/read/tickets";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { WorkDesk } from "@/lib/server/upstream/ticket-work-desk";
import { requireTicket } from "./open-files";
import { readAgain } from "./read-again";
import { permissionsOf } from "./ticket-permissions";

/** A browser that goes away must not cut off a write that is on its way. */
const CALL = { priority: "person" } as const;
const MINUTE_MS = 60_000;

/**
 * Writes the viewer's own time on a ticket into its system, once, and reads the ticket again. Throws what the source
 * said, {@link Forbidden} and `absenceOf`.
 */
export async function logWork(
  actor: Actor,
  refText: string | undefined,
  { note, startedAt, endedAt }: LogWork,
): Promise<TicketDetailResult> {
  const { ticket, desk } = await openDesk(actor, refText);
  const { ref, source } = ticket;
  const minutes = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / MINUTE_MS);
  await audited(
    actor,
    { operation: "tickets.logWork", source, target: ref, detail: { minutes } },
    () => desk.add(ref, { note, startedAt, endedAt }, CALL),
  );
  return readAgain(actor, ref);
}

/** Takes a work entry back, by the id of its event. Throws as {@link logWork} does. */
export async function removeWork(
  actor: Actor,
  refText: string | undefined,
  entryId: string,
): Promise<TicketDetailResult> {
  const { ticket, desk } = await openDesk(actor, refText);
  const { ref, source } = ticket;
  await audited(
    actor,
    { operation: "tickets.removeWork", source, target: ref, detail: { entryId } },
    () => desk.remove(ref, entryId, CALL),
  );
  return readAgain(actor, ref);
}

async function openDesk(
  actor: Actor,
  refText: string | undefined,
): Promise<{ ticket: StoredTicket; desk: WorkDesk }> {
  const ticket = await requireTicket(actor, refText);
  const permission = permissionsOf(ticket, actor.viewer).logWork;
  if (!permission.allowed) throw new Forbidden(permission.reason ?? "You may not do this.");
  const { work } = await actorFor(actor.runtime, actor.viewer, ticket.source);
  if (!work) {
    const { label } = SOURCE_LABELS[ticket.source];
    throw new UpstreamRefusal(ticket.source, `${label} keeps no time on tickets.`);
  }
  return { ticket, desk: work };
}
