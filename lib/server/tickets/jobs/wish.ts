import "server-only";
import type { TicketDetail, TicketRow, TicketWrite } from "@/lib/contracts/tickets";
import type { TicketWish } from "@/lib/contracts/ticket-jobs";
import { isWorkedOut, setDueOf } from "@/lib/domain/sla/target";
import type { StoredTicketJob } from "@/lib/server/store/ticket-jobs-repo";

// What one wish for many tickets means for each of them.

/** What a wish means for one ticket: a write, nothing because it is so already, or why it cannot be. */
export type Meaning =
  { kind: "write"; write: TicketWrite } | { kind: "same" } | { kind: "refused"; why: string };

interface Named {
  id: string;
  label: string;
}

type Given = Pick<StoredTicketJob, "act" | "value" | "typed" | "isInternal" | "hasTyped">;

/** How a job keeps a wish: what was typed apart, so that it can be forgotten. */
export function toGiven(wish: TicketWish): Given {
  const plain = { act: wish.act, value: null, typed: null, hasTyped: false, isInternal: null };
  switch (wish.act) {
    case "comment":
      return { ...plain, typed: wish.text, hasTyped: true, isInternal: wish.internal };
    case "close": {
      const { label: value, solution: typed } = wish;
      return { ...plain, value, typed, hasTyped: typed !== null };
    }
    case "setDue":
      return { ...plain, value: wish.dueAt };
    default:
      return { ...plain, value: wish.label };
  }
}

/** Reads a wish against one ticket and what that can be given. */
export function meaningOf(wish: TicketWish, ticket: TicketDetail): Meaning {
  // What is closed is as it should be, and no refusal.
  if (wish.act === "close" && ticket.statusKind === "closed") return { kind: "same" };
  if (wish.act === "comment") {
    // A ticket changes while its job waits; whoever writes to many has not looked at each.
    return write({ act: "comment", text: wish.text, internal: wish.internal });
  }
  const { allowed, reason } = ticket.permissions[wish.act];
  if (!allowed) return { kind: "refused", why: reason ?? "You may not do this." };
  switch (wish.act) {
    case "setDue":
      return sameMoment(wish.dueAt, setDueOf(ticket))
        ? { kind: "same" }
        : write({ act: "setDue", dueAt: wish.dueAt });
    case "close":
      return closeOf(wish, ticket);
    case "assign":
      if (wish.label !== null) return valueFor(wish.act, wish.label, ticket);
      return ticket.assigneeRef === null
        ? { kind: "same" }
        : write({ act: "assign", assigneeRef: null });
    default:
      return valueFor(wish.act, wish.label, ticket);
  }
}

const write = (one: TicketWrite): Meaning => ({ kind: "write", write: one });

type ListAct = "assign" | "setStatus" | "setPriority" | "setCategory" | "moveQueue";

function valueFor(act: ListAct, label: string, ticket: TicketDetail): Meaning {
  switch (act) {
    case "assign":
      return among(ticket.assigneeChoices, { label, now: ticket.assigneeRef }, ticket, (one) => ({
        act,
        assigneeRef: one.id,
      }));
    case "setStatus":
      return among(ticket.statusChoices, { label, now: ticket.statusId }, ticket, (one) => ({
        act,
        statusId: one.id,
      }));
    case "setPriority":
      return among(ticket.priorityChoices, { label, now: ticket.priorityId }, ticket, (one) => ({
        act,
        priorityId: one.id,
      }));
    case "setCategory": {
      const now = ticket.categoryChoices.find((one) => one.label === ticket.category)?.id ?? null;
      return among(ticket.categoryChoices, { label, now }, ticket, (one) => ({
        act,
        categoryId: one.id,
      }));
    }
    case "moveQueue":
      return among(ticket.queueChoices, { label, now: ticket.queueRef }, ticket, (one) => ({
        act,
        queueRef: one.id,
      }));
  }
}

function among<Choice extends Named>(
  choices: readonly Choice[],
  { label, now }: { label: string; now: string | null },
  ticket: TicketRow,
  toWrite: (choice: Choice) => TicketWrite,
): Meaning {
  const choice = choices.find((one) => isSame(one.label, label));
  if (choice === undefined) return { kind: "refused", why: unknownIn(ticket, label) };
  return choice.id === now ? { kind: "same" } : write(toWrite(choice));
}

function closeOf(wish: Extract<TicketWish, { act: "close" }>, ticket: TicketDetail): Meaning {
  const { label, solution } = wish;
  if (label === null) return write({ act: "close", statusId: null, solution });
  const closing = ticket.statusChoices.filter(({ kind }) => kind === "closed");
  return among(closing, { label, now: null }, ticket, ({ id }) => ({
    act: "close",
    statusId: id,
    solution,
  }));
}

function unknownIn({ queueLabel }: Pick<TicketRow, "queueLabel">, label: string): string {
  return `${queueLabel ?? "Its system"} does not know “${label}”.`;
}

const isSame = (one: string, other: string) =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

const sameMoment = (one: string | null, other: string | null) =>
  one === null || other === null ? one === other : Date.parse(one) === Date.parse(other);

/** The write that gives a ticket back what an act takes from it; `null` where its source cannot, or it is not known. */
export function backOf(write: TicketWrite, before: TicketDetail): TicketWrite | null {
  switch (write.act) {
    case "assign":
      return { act: "assign", assigneeRef: before.assigneeRef };
    case "setStatus":
      return statusBefore(before);
    case "close":
      // The requester may have read the solution by then; it would stay.
      return write.solution === null ? statusBefore(before) : null;
    case "setPriority":
      return before.priorityId === null
        ? null
        : { act: "setPriority", priorityId: before.priorityId };
    case "setCategory": {
      const former = before.categoryChoices.find(({ label }) => label === before.category);
      return former === undefined ? null : { act: "setCategory", categoryId: former.id };
    }
    case "setDue":
      return isWorkedOut(before.dueBasis) ? null : { act: "setDue", dueAt: setDueOf(before) };
    case "moveQueue":
      return before.queueRef === null ? null : { act: "moveQueue", queueRef: before.queueRef };
    default:
      return null;
  }
}

function statusBefore({ statusId }: TicketDetail): TicketWrite | null {
  return statusId === null ? null : { act: "setStatus", statusId };
}

/** What a ticket has where an act writes; acts that give one back write where the act did. */
export function valueAt(act: string, ticket: TicketDetail): string | null {
  switch (act) {
    case "assign":
      return ticket.assigneeRef;
    case "setStatus":
    case "close":
      return ticket.statusId;
    case "setPriority":
      return ticket.priorityId;
    case "setCategory":
      return ticket.category;
    case "setDue":
      return setDueOf(ticket);
    case "moveQueue":
      return ticket.queueRef;
    default:
      return null;
  }
}
