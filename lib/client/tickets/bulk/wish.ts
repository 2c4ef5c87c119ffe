import type { TicketJobAct } from "@/lib/contracts/ticket-job-fields";
import type { TicketDetail, TicketRow } from "@/lib/contracts/tickets";

interface Named {
  label: string;
}

/** The names that the queues of some tickets know for an act, each once, in the order of the first that knows it. */
export function labelsFor(act: TicketJobAct, tickets: readonly TicketDetail[]): string[] {
  const names = new Map<string, string>();
  for (const ticket of tickets) {
    for (const { label } of choicesOf(act, ticket)) {
      const key = label.trim().toLowerCase();
      if (!names.has(key)) names.set(key, label);
    }
  }
  return [...names.values()];
}

function choicesOf(act: TicketJobAct, ticket: TicketDetail): readonly Named[] {
  switch (act) {
    case "assign":
      return ticket.assigneeChoices;
    case "setStatus":
      return ticket.statusChoices;
    case "setPriority":
      return ticket.priorityChoices;
    case "setCategory":
      return ticket.categoryChoices;
    case "moveQueue":
      return ticket.queueChoices;
    case "close":
      return ticket.statusChoices.filter(({ kind }) => kind === "closed");
    case "setDue":
    case "comment":
      return [];
  }
}

/** One ticket of each queue among the picked ones: queues know their values, tickets do not differ. Unknown rows stand for themselves. */
export function samplesOf(
  refs: readonly string[],
  rowOf: (ref: string) => Pick<TicketRow, "source" | "queueLabel"> | undefined,
): string[] {
  const byQueue = new Map<string, string>();
  for (const ref of refs) {
    const row = rowOf(ref);
    const queue = row === undefined ? ref : `${row.source} ${row.queueLabel ?? ""}`;
    if (!byQueue.has(queue)) byQueue.set(queue, ref);
  }
  return [...byQueue.values()];
}
