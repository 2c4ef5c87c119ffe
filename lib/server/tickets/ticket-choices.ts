import "server-only";
import type { TicketDetail, TicketWrite } from "@/lib/contracts/tickets";
import type { ListName, ListValue, Queue } from "@/lib/domain/queue";
import type { Source } from "@/lib/domain/source";
import type { Ticket } from "@/lib/domain/ticket";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { BadRequest } from "@/lib/server/failures";
import type { Db } from "@/lib/server/store/db";
import { readPeopleChoices, readQueueLists, readQueueNames } from "@/lib/server/store/read/people";
import type { RarerWrite } from "./rarer-acts";

type Lists = Queue["lists"];
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
  const visibility = visibilityOf(viewer);
  const [lists, queues, people] = await Promise.all([
    mayWork ? listsOf(db, viewer, ticket) : null,
    permissions.moveQueue.allowed ? readQueueNames(db, visibility, source) : [],
    permissions.assign.allowed ? readPeopleChoices(db, visibility, { source, queueRef }) : [],
  ]);
  return {
    statusChoices: valuesOf(lists, "status").map(({ id, label, statusKind }) => ({
      id,
      label,
      kind: statusKind ?? null,
    })),
    priorityChoices: valuesOf(lists, "priority").map(({ id, label, priorityLevel }) => ({
      id,
      label,
      kind: priorityLevel === undefined ? null : String(priorityLevel),
    })),
    categoryChoices: valuesOf(lists, "category").map(({ id, label }) => ({
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
  write: Exclude<TicketWrite, RarerWrite>,
): Promise<Exclude<TicketWrite, RarerWrite>> {
  const known = async (name: ListName) => valuesOf(await listsOf(db, viewer, ticket), name);
  switch (write.act) {
    case "comment":
    case "assign":
    case "setDue":
      return write;
    case "setStatus":
      requireAmong(await known("status"), "statusId", write.statusId);
      return write;
    case "setPriority":
      requireAmong(await known("priority"), "priorityId", write.priorityId);
      return write;
    case "setCategory":
      requireAmong(await known("category"), "categoryId", write.categoryId);
      return write;
    case "moveQueue": {
      const queues = await readQueueNames(db, visibilityOf(viewer), ticket.source);
      const named = queues.map(({ ref, name }) => ({ id: ref, label: name }));
      requireAmong(named, "queueRef", write.queueRef);
      return write;
    }
    case "close":
      return settleClose(ticket.source, await known("status"), write);
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

/** What a value of one of the ticket's lists is called; `null` where the source has not told it. */
export async function labelOfValue(
  db: Db,
  viewer: Viewer,
  ticket: Placed,
  { list, id }: { list: ListName; id: string },
): Promise<string | null> {
  const values = valuesOf(await listsOf(db, viewer, ticket), list);
  return values.find((value) => value.id === id)?.label ?? null;
}

const NAMED_MAX = 40;

function wordsFor(values: readonly Named[]): string {
  const named = values.slice(0, NAMED_MAX).map(({ id, label }) => `${id} (${label})`);
  const more = values.length - named.length;
  return `must be one of ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function listsOf(db: Db, viewer: Viewer, { source, queueRef }: Placed): Promise<Lists | null> {
  const orAny = SHARES_LISTS[source];
  return readQueueLists(db, visibilityOf(viewer), { source, queueRef, orAny });
}

function valuesOf(lists: Lists | null, name: ListName): ListValue[] {
  return [...(lists?.[name] ?? [])].sort((a, b) => a.ordinal - b.ordinal);
}
