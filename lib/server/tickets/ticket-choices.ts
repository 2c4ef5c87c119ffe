import "server-only";
import type { TicketDetail, TicketWrite } from "@/lib/contracts/tickets";
import type { ListName, ListValue, Queue } from "@/lib/domain/queue";
import type { Source } from "@/lib/domain/source";
import type { Ticket } from "@/lib/domain/ticket";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { BadRequest } from "@/lib/server/failures";
import type { Db } from "@/lib/server/store/db";
import { readPeopleChoices, readQueues } from "@/lib/server/store/read/people";

type Placed = Pick<Ticket, "source" | "queueRef">;
type Choices = Pick<
  TicketDetail,
  | "statusChoices"
  | "priorityChoices"
  | "categoryChoices"
  | "assigneeChoices"
  | "queueChoices"
  | "closesByItself"
>;

/** Which sources have an operation that closes and chooses the status itself. */
const CLOSES_BY_ITSELF: Record<Source, boolean> = { kace: false, sysaid: true };

/** Where all queues take the same values, and a record without a queue does too. */
const SHARES_LISTS: Record<Source, boolean> = { kace: false, sysaid: true };

/** What a ticket can be given, in its own queue's order. Empty where the viewer may not. */
export async function readChoices(
  db: Db,
  viewer: Viewer,
  ticket: Placed,
  permissions: TicketDetail["permissions"],
): Promise<Choices> {
  const { source, queueRef } = ticket;
  // Every act but a comment takes the same right; a closed ticket can still be given another status.
  const mayWork = permissions.setStatus.allowed;
  const [queues, people] = await Promise.all([
    mayWork ? readOwnQueues(db, viewer, source) : [],
    permissions.assign.allowed
      ? readPeopleChoices(db, visibilityOf(viewer), { source, queueRef })
      : [],
  ]);
  const queue = queueOf(queues, ticket);
  return {
    statusChoices: valuesOf(queue, "status").map(({ id, label, statusKind }) => ({
      id,
      label,
      kind: statusKind ?? null,
    })),
    priorityChoices: valuesOf(queue, "priority").map(({ id, label, priorityLevel }) => ({
      id,
      label,
      kind: priorityLevel === undefined ? null : String(priorityLevel),
    })),
    categoryChoices: valuesOf(queue, "category").map(({ id, label }) => ({
      id,
      label,
      kind: null,
    })),
    assigneeChoices: people.map((person) => ({
      id: person.ref,
      label: person.name || person.userName,
      kind: person.role,
    })),
    queueChoices: queues.map(({ ref, name }) => ({ id: ref, label: name, kind: null })),
    closesByItself: CLOSES_BY_ITSELF[source],
  };
}

/**
 * The act as it can be sent: one that closes without a status gets the only one that its queue has for it.
 * @throws BadRequest naming the values that the queue takes, when it is another or when there are several to choose from.
 * Where the source has not told its values, it has the last word.
 */
export async function settleWrite(
  db: Db,
  viewer: Viewer,
  ticket: Placed,
  write: TicketWrite,
): Promise<TicketWrite> {
  if (write.act === "comment" || write.act === "assign" || write.act === "setDue") return write;
  const queues = await readOwnQueues(db, viewer, ticket.source);
  const queue = queueOf(queues, ticket);
  switch (write.act) {
    case "setStatus":
      requireAmong(valuesOf(queue, "status"), "statusId", write.statusId);
      return write;
    case "setPriority":
      requireAmong(valuesOf(queue, "priority"), "priorityId", write.priorityId);
      return write;
    case "setCategory":
      requireAmong(valuesOf(queue, "category"), "categoryId", write.categoryId);
      return write;
    case "moveQueue": {
      const all = queues.map(({ ref, name }) => ({ id: ref, label: name }));
      requireAmong(all, "queueRef", write.queueRef);
      return write;
    }
    case "close":
      return settleClose(ticket.source, valuesOf(queue, "status"), write);
  }
}

type Close = Extract<TicketWrite, { act: "close" }>;

function settleClose(source: Source, statuses: readonly ListValue[], write: Close): Close {
  const closing = statuses.filter(({ statusKind }) => statusKind === "closed");
  if (write.statusId !== null) {
    requireAmong(closing, "statusId", write.statusId);
    return write;
  }
  if (CLOSES_BY_ITSELF[source]) return write;
  const [only, ...others] = closing;
  if (only !== undefined && others.length === 0) return { ...write, statusId: only.id };
  throw new BadRequest({
    statusId: closing.length === 0 ? "the queue has no closing status" : wordsFor(closing),
  });
}

interface Named {
  id: string;
  label: string;
}

function requireAmong(values: readonly Named[], field: string, id: string): void {
  if (values.length === 0 || values.some((value) => value.id === id)) return;
  throw new BadRequest({ [field]: wordsFor(values) });
}

const NAMED_MAX = 40;

function wordsFor(values: readonly Named[]): string {
  const named = values.slice(0, NAMED_MAX).map(({ id, label }) => `${id} (${label})`);
  const more = values.length - named.length;
  return `must be one of ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

async function readOwnQueues(db: Db, viewer: Viewer, source: Source): Promise<Queue[]> {
  const queues = await readQueues(db, visibilityOf(viewer));
  return queues.filter((queue) => queue.source === source);
}

/** The queue whose values a ticket takes; `undefined` where they are not known. */
function queueOf(queues: readonly Queue[], { source, queueRef }: Placed): Queue | undefined {
  return (
    queues.find((one) => one.ref === queueRef) ?? (SHARES_LISTS[source] ? queues[0] : undefined)
  );
}

function valuesOf(queue: Queue | undefined, name: ListName): ListValue[] {
  return [...(queue?.lists[name] ?? [])].sort((a, b) => a.ordinal - b.ordinal);
}
