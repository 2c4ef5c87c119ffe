import type { Ref } from "./ref";
import type { Ticket, TicketEvent } from "./ticket";

/** What the author of a comment had before their eyes when they sent it. */
export interface SeenTicket {
  /** The newest entries of the conversation, by id. */
  entries: readonly string[];
  /** Entries up to this time count as seen: older ones are not named, or none had been read. `null`: all are named. */
  from: string | null;
  /** The status as it was shown, then as the author's own acts that are still on their way will leave it. */
  statuses: readonly string[];
  assignees: readonly SeenPerson[];
}

export interface SeenPerson {
  ref: Ref | null;
  name: string | null;
}

/** A field that became another; `null` is nobody or nothing. */
export interface FieldChange {
  field: "status" | "assignee";
  before: string | null;
  after: string | null;
}

/** What its author has not seen of a ticket. */
export interface Unseen {
  entries: TicketEvent[];
  changes: FieldChange[];
}

/**
 * What somebody has not seen of a ticket as it stands now, or `null`: comments by others, another status, another
 * assignee. Their own acts do not count, wherever they carried them out, nor does anything that only touched the
 * ticket. `events` must hold nothing that the author may not read.
 * @param isOwn whether an entry is the author's
 */
export function unseenOf(
  seen: SeenTicket,
  {
    ticket,
    events,
  }: {
    ticket: Pick<Ticket, "statusLabel" | "assigneeRef" | "assigneeName">;
    events: readonly TicketEvent[];
  },
  isOwn: (event: TicketEvent) => boolean,
): Unseen | null {
  const known = new Set(seen.entries);
  const fresh = events.filter(({ id, at }) => !known.has(id) && !isBefore(at, seen.from));
  const entries = fresh.filter((one) => SAYINGS.has(one.kind) && !isOwn(one));
  const told = fresh.filter(({ kind }) => kind === "change");
  // Only where the conversation tells of changes, and of none by others, is it sure whose they were.
  const areOwn = told.length > 0 && told.every(isOwn);
  const changes = areOwn ? [] : changesOf(seen, ticket);
  return entries.length === 0 && changes.length === 0 ? null : { entries, changes };
}

const SAYINGS: ReadonlySet<TicketEvent["kind"]> = new Set(["comment", "internal"]);

function isBefore(at: string, from: string | null): boolean {
  return from !== null && Date.parse(at) <= Date.parse(from);
}

function changesOf(
  { statuses, assignees }: SeenTicket,
  now: Pick<Ticket, "statusLabel" | "assigneeRef" | "assigneeName">,
): FieldChange[] {
  const assignee = { ref: now.assigneeRef, name: now.assigneeName };
  const changes: FieldChange[] = [];
  if (!statuses.includes(now.statusLabel)) {
    changes.push({ field: "status", before: statuses[0] ?? null, after: now.statusLabel });
  }
  if (!assignees.some((one) => isSamePerson(one, assignee))) {
    changes.push({ field: "assignee", before: wordFor(assignees[0]), after: wordFor(assignee) });
  }
  return changes;
}

/** By ref where both have one; a source may tell a name alone. */
function isSamePerson(one: SeenPerson, other: SeenPerson): boolean {
  if (one.ref !== null && other.ref !== null) return one.ref === other.ref;
  return one.name === other.name;
}

function wordFor(person: SeenPerson | undefined): string | null {
  if (person === undefined) return null;
  return person.name ?? (person.ref === null ? null : "Somebody");
}
