import type { KaceTicket, TicketStep } from "../fleet/model";

export interface ChangeRow {
  id: number;
  ticketId: number;
  userId: number;
  at: number;
  comment: string;
  description: string;
  ownersOnly: boolean;
}

export interface WorkRow {
  id: number;
  ticketId: number;
  userId: number;
  at: number;
  note: string;
  minutes: number;
  /** Time to be added to what the clock says, or taken from it. */
  adjustmentHours?: number;
}

/** Changes and work of tickets: those of the company, read when asked for, and those written since. */
export interface TicketHistory {
  changesOf(ticket: KaceTicket): readonly ChangeRow[];
  workOf(ticket: KaceTicket): readonly WorkRow[];
  /** Both give the new row's id. */
  addChange(change: Omit<ChangeRow, "id">): number;
  addWork(work: Omit<WorkRow, "id">): number;
  /** Shows a change to owners alone, or to all. */
  limitChange(changeId: number, ownersOnly: boolean): void;
  removeWork(workId: number): void;
  /** Changes up to this id came with the company. */
  lastChangeOfCompany: number;
}

/** Numbers all steps once, in the tickets' order, so that each keeps its id. */
export function createTicketHistory(
  tickets: readonly KaceTicket[],
  userIdOf: (personId: number) => number,
): TicketHistory {
  const firstIds = new Map<number, { change: number; work: number }>();
  let nextChange = 1;
  let nextWork = 1;
  for (const { id, steps } of tickets) {
    firstIds.set(id, { change: nextChange, work: nextWork });
    const workSteps = steps.filter((step) => step.kind === "work").length;
    nextWork += workSteps;
    nextChange += steps.length - workSteps;
  }
  const lastChangeOfCompany = nextChange - 1;
  const limits = new Map<number, boolean>();
  const removedWork = new Set<number>();
  const changes = new Map<number, ChangeRow[]>();
  const work = new Map<number, WorkRow[]>();
  const whereOf = (ticket: KaceTicket, step: TicketStep) => ({
    ticketId: ticket.id,
    userId: userIdOf(step.personId),
    at: step.at,
  });
  return {
    changesOf: (ticket) => {
      const first = firstIds.get(ticket.id)?.change ?? 0;
      const told = ticket.steps
        .filter((step) => step.kind !== "work")
        .map((step, at) => ({ id: first + at, ...whereOf(ticket, step), ...tell(step) }));
      return [...told, ...(changes.get(ticket.id) ?? [])].map((change) => ({
        ...change,
        ownersOnly: limits.get(change.id) ?? change.ownersOnly,
      }));
    },
    workOf: (ticket) => {
      const first = firstIds.get(ticket.id)?.work ?? 0;
      const told = ticket.steps
        .filter((step) => step.kind === "work")
        .map((step, at) => ({
          id: first + at,
          ...whereOf(ticket, step),
          note: step.text,
          minutes: step.minutes ?? 0,
        }));
      return [...told, ...(work.get(ticket.id) ?? [])].filter(({ id }) => !removedWork.has(id));
    },
    addChange: (change) => append(changes, { ...change, id: nextChange++ }),
    addWork: (one) => append(work, { ...one, id: nextWork++ }),
    limitChange: (changeId, ownersOnly) => limits.set(changeId, ownersOnly),
    removeWork: (workId) => removedWork.add(workId),
    lastChangeOfCompany,
  };
}

function append<Row extends { id: number; ticketId: number }>(
  rows: Map<number, Row[]>,
  row: Row,
): number {
  rows.set(row.ticketId, [...(rows.get(row.ticketId) ?? []), row]);
  return row.id;
}

const CHANGED_FIELD: Partial<Record<TicketStep["kind"], string>> = {
  status: "Status",
  assign: "Owner",
  queue: "Queue",
  priority: "Priority",
};

function tell(step: TicketStep): Pick<ChangeRow, "comment" | "description" | "ownersOnly"> {
  if (step.kind === "created")
    return { comment: "", description: "Ticket Created", ownersOnly: false };
  const field = CHANGED_FIELD[step.kind];
  const description =
    field === undefined ? "" : describeChange(field, step.before ?? "", step.after ?? "");
  return { comment: step.text, description, ownersOnly: step.kind === "internal" };
}

/** One line of a change's description, as the appliance words it. */
export function describeChange(field: string, before: string, after: string): string {
  const blank = field === "Owner" ? "Unassigned" : "";
  return `Changed ticket ${field} from "${before || blank}" to "${after || blank}".`;
}
