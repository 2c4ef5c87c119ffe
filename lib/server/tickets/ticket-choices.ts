import "server-only";
import type { TicketDetail } from "@/lib/contracts/tickets";
import type { Ticket } from "@/lib/domain/ticket";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import type { Db } from "@/lib/server/store/db";
import { readPeopleChoices, readQueues } from "@/lib/server/store/read/people";

/** The statuses that a ticket can take, in its own queue's order, and who can be given it. Empty where the viewer may not. */
export async function readChoices(
  db: Db,
  viewer: Viewer,
  ticket: Pick<Ticket, "source" | "queueRef">,
  permissions: TicketDetail["permissions"],
): Promise<Pick<TicketDetail, "statusChoices" | "assigneeChoices">> {
  const visibility = visibilityOf(viewer);
  const { source, queueRef } = ticket;
  const [queues, people] = await Promise.all([
    permissions.setStatus.allowed ? readQueues(db, visibility) : [],
    permissions.assign.allowed ? readPeopleChoices(db, visibility, { source, queueRef }) : [],
  ]);
  const own = queues.filter((queue) => queue.source === source);
  // A record without a queue takes the values that its source's queues share.
  const queue = own.find((one) => one.ref === queueRef) ?? own[0];
  const statuses = [...(queue?.lists.status ?? [])].sort((a, b) => a.ordinal - b.ordinal);
  return {
    statusChoices: statuses.map((value) => ({
      id: value.id,
      label: value.label,
      kind: value.statusKind ?? null,
    })),
    assigneeChoices: people.map((person) => ({
      id: person.ref,
      label: person.name || person.userName,
      kind: person.role,
    })),
  };
}
