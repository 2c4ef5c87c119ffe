import { isWorkedOut, setDueOf } from "@/lib/domain/sla/target";
import { isOverdue, type StatusKind } from "@/lib/domain/ticket";
import type { TicketSeen } from "@/lib/contracts/ticket-seen";
import type { TicketDetail, TicketRow, TicketWrite } from "@/lib/contracts/tickets";

/** What acts change of a ticket. */
type Changed = Pick<
  TicketDetail,
  | "assigneeRef"
  | "assigneeName"
  | "statusId"
  | "statusLabel"
  | "statusKind"
  | "priorityId"
  | "priorityLabel"
  | "priorityLevel"
  | "category"
  | "dueAt"
  | "dueBasis"
  | "isOverdue"
  | "queueRef"
  | "queueLabel"
  | "awaitsApproval"
>;
/** A ticket as it stands before an act. */
export type Former = Pick<TicketDetail, "ref"> & Changed;

/** What is sent, and the words that stand for it until the source has answered. */
interface Step {
  write: TicketWrite;
  shown: Partial<Changed>;
}

/** One act on a ticket. */
export interface TicketAct extends Step {
  ref: string;
  /** The ticket before it, where that is known. Of the way back too: what that does not bring back is told by it. */
  former?: Former;
  /** Writes the former value again. Absent where the source cannot take the act back, or the former value is not known. */
  back?: TicketAct;
}

/** A comment on its way. */
export interface SentComment {
  text: string;
  internal: boolean;
}

export type Choice = TicketDetail["statusChoices"][number];
export type Assignee = TicketDetail["assigneeChoices"][number];
export type QueueChoice = TicketDetail["queueChoices"][number];

/** How a ticket is to be closed. `status: null` leaves that to its source. */
export interface Closing {
  status: Choice | null;
  solution: string | null;
}

/** With `seen`, it is held when the ticket has changed since; without, it is sent as it is. */
export function toCommentAct(ref: string, comment: SentComment, seen?: TicketSeen): TicketAct {
  const write = { act: "comment", ...comment, ...(seen && { seen }) } as const;
  return { ref, write, shown: {} };
}

/** `null` takes the ticket away from whoever has it. */
export function toAssignAct(ticket: Former, person: Assignee | null): TicketAct {
  const step = (assigneeRef: Former["assigneeRef"], assigneeName: string | null): Step => ({
    write: { act: "assign", assigneeRef },
    shown: { assigneeRef, assigneeName },
  });
  return toAct(
    ticket,
    step(person?.id ?? null, person?.label ?? null),
    step(ticket.assigneeRef, ticket.assigneeName),
  );
}

export function toStatusAct(ticket: Former, choice: Choice): TicketAct {
  const step = {
    write: { act: "setStatus", statusId: choice.id } as const,
    shown: shownOf(choice),
  };
  return toAct(ticket, step, toFormerStatus(ticket));
}

export function toPriorityAct(ticket: Former, choice: Choice): TicketAct {
  const step = (priorityId: string, shown: Partial<Changed>): Step => ({
    write: { act: "setPriority", priorityId },
    shown: { priorityId, ...shown },
  });
  const { priorityId, priorityLabel, priorityLevel } = ticket;
  return toAct(
    ticket,
    step(choice.id, {
      priorityLabel: choice.label,
      priorityLevel: choice.kind === null ? null : Number(choice.kind),
    }),
    priorityId === null ? null : step(priorityId, { priorityLabel, priorityLevel }),
  );
}

/** `choices` are those of the ticket: they tell the id of the category that it has. */
export function toCategoryAct(
  ticket: Former,
  choice: Choice,
  choices: readonly Choice[],
): TicketAct {
  const step = ({ id, label }: Choice): Step => ({
    write: { act: "setCategory", categoryId: id },
    shown: { category: label },
  });
  const former = choices.find(({ label }) => label === ticket.category);
  return toAct(ticket, step(choice), former === undefined ? null : step(former));
}

/** `null` takes the due date away. */
export function toDueAct(ticket: Former, dueAt: string | null, nowIso: string): TicketAct {
  const { statusKind } = ticket;
  const step = (due: string | null, dueBasis: Former["dueBasis"]): Step => ({
    write: { act: "setDue", dueAt: due },
    shown: {
      dueAt: due,
      dueBasis,
      isOverdue: isOverdue({ dueAt: due, statusKind }, nowIso),
    },
  });
  // What was worked out comes back only when its source lets go of the date, which no write of ours can ask for.
  const back = isWorkedOut(ticket.dueBasis) ? null : step(setDueOf(ticket), ticket.dueBasis);
  return toAct(ticket, step(dueAt, "byHand"), back);
}

export function toQueueAct(ticket: Former, choice: QueueChoice): TicketAct {
  const step = (queueRef: QueueChoice["id"], queueLabel: string | null): Step => ({
    write: { act: "moveQueue", queueRef },
    shown: { queueRef, queueLabel },
  });
  const { queueRef, queueLabel } = ticket;
  return toAct(
    ticket,
    step(choice.id, choice.label),
    queueRef === null ? null : step(queueRef, queueLabel),
  );
}

/** Closing can be taken back unless a solution went with it, which stays where its requester reads it. */
export function toCloseAct(ticket: Former, { status, solution }: Closing): TicketAct {
  const shown =
    status === null
      ? { statusLabel: "Closed", statusKind: "closed" as const, isOverdue: false }
      : shownOf(status);
  const step: Step = { write: { act: "close", statusId: status?.id ?? null, solution }, shown };
  return toAct(ticket, step, solution === null ? toFormerStatus(ticket) : null);
}

function toAct(former: Former, step: Step, back: Step | null): TicketAct {
  const { ref } = former;
  const act = { ref, former, ...step };
  return back === null ? act : { ...act, back: { ref, former, ...back } };
}

function toFormerStatus(ticket: Former): Step | null {
  const { statusId, statusLabel, statusKind } = ticket;
  if (statusId === null) return null;
  return {
    write: { act: "setStatus", statusId },
    shown: { statusId, statusLabel, statusKind, isOverdue: ticket.isOverdue },
  };
}

function shownOf({ id, label, kind }: Choice): Partial<Changed> {
  const statusKind = toStatusKind(kind);
  return {
    statusId: id,
    statusLabel: label,
    ...(statusKind === null ? {} : { statusKind }),
    ...(statusKind === "closed" ? { isOverdue: false } : {}),
  };
}

function toStatusKind(kind: string | null): StatusKind | null {
  switch (kind) {
    case "new":
    case "open":
    case "waiting":
    case "closed":
      return kind;
    default:
      return null;
  }
}

/** A ticket or row as it will be once its pending acts are done. The same object when none is its own. */
export function withPending<Shown extends TicketRow>(
  row: Shown,
  acts: readonly TicketAct[],
): Shown {
  const own = acts.filter((act) => act.ref === row.ref);
  return own.length === 0 ? row : Object.assign({}, row, ...own.map((act) => act.shown));
}

/** The comments of one ticket that are on their way, oldest first. */
export function commentsAmong(ref: string, acts: readonly TicketAct[]): SentComment[] {
  return acts.flatMap(({ ref: of, write }) =>
    of === ref && write.act === "comment" ? [{ text: write.text, internal: write.internal }] : [],
  );
}

/** A page of rows with one ticket's row replaced; the same object when it does not stand there. */
export function patchRows<Page extends { rows: TicketRow[] }>(page: Page, ticket: TicketRow): Page {
  const at = page.rows.findIndex((row) => row.ref === ticket.ref);
  const before = page.rows[at];
  if (before === undefined) return page;
  const names = Object.keys(before) as (keyof TicketRow)[];
  const after = Object.fromEntries(names.map((name) => [name, ticket[name]]));
  return { ...page, rows: page.rows.with(at, Object.assign({}, before, after)) };
}

/** A page of rows without a ticket; the same object when it does not stand there. */
export function dropRow<Page extends { rows: TicketRow[]; total: number }>(
  page: Page,
  ref: string,
): Page {
  const rows = page.rows.filter((row) => row.ref !== ref);
  return rows.length === page.rows.length ? page : { ...page, rows, total: page.total - 1 };
}
