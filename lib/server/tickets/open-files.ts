import "server-only";
import type { Source } from "@/lib/domain/source";
import { visibilityOf } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { absenceOf } from "@/lib/server/auth/home";
import { actorFor } from "@/lib/server/auth/vault";
import { readTicket, type StoredTicket } from "@/lib/server/store/read/tickets";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { TicketFilesDesk } from "@/lib/server/upstream/ticket-files-desk";

/** A ticket that the viewer sees. Throws {@link absenceOf}. */
export async function requireTicket(
  { runtime, viewer }: Actor,
  refText: string | undefined,
): Promise<StoredTicket> {
  const ref = requireRef(refText, ["ticket", "record"], "ticket");
  const ticket = await readTicket(runtime.store.db, visibilityOf(viewer), ref);
  if (!ticket) throw absenceOf(runtime, viewer, { ref, what: "ticket" });
  return ticket;
}

/** The files of a source's tickets in the viewer's own hands. Throws as `actorFor` does. */
export async function openFilesDesk(
  { runtime, viewer }: Actor,
  source: Source,
): Promise<TicketFilesDesk> {
  const { ticketFiles } = await actorFor(runtime, viewer, source);
  if (ticketFiles) return ticketFiles;
  throw new UpstreamRefusal(source, `${SOURCE_LABELS[source].label} keeps no files on tickets.`);
}
