import "server-only";
import type { z } from "zod";
import type { Permission, TicketDetail } from "@/lib/contracts/tickets";
import type { Ticket } from "@/lib/domain/ticket";
import type { Viewer } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

type Permissions = TicketDetail["permissions"];
const YES: z.infer<typeof Permission> = { allowed: true, reason: null };
const no = (reason: string): z.infer<typeof Permission> => ({ allowed: false, reason });

/**
 * What the viewer may try with a ticket, as far as it is known before asking the source, which has the
 * last word. Whoever only asks for help may comment; working on a ticket takes staff, or being its assignee.
 */
export function permissionsOf(
  ticket: Pick<Ticket, "source" | "canUpdate" | "assigneeRef"> & { removedAt: string | null },
  viewer: Viewer,
): Permissions {
  const { label } = SOURCE_LABELS[ticket.source];
  const account = viewer.accounts[ticket.source];
  const all = (one: z.infer<typeof Permission>) => ({ comment: one, assign: one, setStatus: one });
  if (ticket.removedAt !== null) return all(no(`${label} does not have this ticket any more.`));
  if (!account) return all(no(`You are not signed in to ${label}.`));
  if (account.role === "readonly") return all(no(`Your role in ${label} only reads.`));
  const isStaff = account.role !== "user" || ticket.assigneeRef === account.ref;
  if (isStaff) return all(YES);
  const work = no(`${label} lets only its agents do this; you may comment.`);
  return { comment: YES, assign: work, setStatus: work };
}
