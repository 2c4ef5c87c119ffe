import type { StatusKind } from "@/lib/domain/ticket";
import type { TicketSeen } from "@/lib/contracts/ticket-seen";
import type { TicketDetail, TicketRow, TicketWrite } from "@/lib/contracts/tickets";

/** One act with the words that stand for it until the source has answered. */
export interface TicketAct {
  ref: string;
  write: TicketWrite;
  shown: Partial<Pick<TicketRow, "assigneeName" | "statusLabel" | "statusKind">> &
    Partial<Pick<TicketDetail, "assigneeRef">>;
}

/** A comment on its way. */
export interface SentComment {
  text: string;
  internal: boolean;
}

export type Assignee = TicketDetail["assigneeChoices"][number];
export type StatusChoice = TicketDetail["statusChoices"][number];

/** With `seen`, it is held when the ticket has changed since; without, it is sent as it is. */
export function toCommentAct(ref: string, comment: SentComment, seen?: TicketSeen): TicketAct {
  const write = { act: "comment", ...comment, ...(seen && { seen }) } as const;
  return { ref, write, shown: {} };
}

/** `null` takes the ticket away from whoever has it. */
export function toAssignAct(ref: string, person: Assignee | null): TicketAct {
  return {
    ref,
    write: { act: "assign", assigneeRef: person?.id ?? null },
    shown: { assigneeName: person?.label ?? null, assigneeRef: person?.id ?? null },
  };
}

export function toStatusAct(ref: string, choice: StatusChoice): TicketAct {
  const kind = toStatusKind(choice.kind);
  return {
    ref,
    write: { act: "setStatus", statusId: choice.id },
    shown: { statusLabel: choice.label, ...(kind === null ? {} : { statusKind: kind }) },
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
