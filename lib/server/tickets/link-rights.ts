import "server-only";
import type { Ticket } from "@/lib/domain/ticket";
import type { Viewer } from "@/lib/domain/viewer";
import { permissionsOf } from "./ticket-permissions";

type Side = Pick<Ticket, "source" | "assigneeRef" | "statusKind"> & { removedAt: string | null };

/**
 * Why a viewer may not say that tickets are or are not one matter, in words; `null`: they may. A link leaves an
 * internal word on each of them, so it takes the right to that on each.
 */
export function linkRefusal(viewer: Viewer, tickets: readonly Side[]): string | null {
  for (const ticket of tickets) {
    const { allowed, reason } = permissionsOf(ticket, viewer).internalComment;
    if (!allowed) return reason ?? "You may not do this.";
  }
  return null;
}
