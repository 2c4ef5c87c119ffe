import type { ListChoice } from "@/components/ui/choice-list";
import { ShapeMark } from "@/components/ui/shape-mark";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { displayPriority, STATUS_DISPLAYS } from "@/lib/format/displays";
import type { Display } from "@/lib/format/tones";

/** Stands for "nobody" among the people who can be given a ticket. */
export const NOBODY = "nobody";

/** Whom a ticket can be given: the reader first, then nobody, then the others. */
export function assigneeChoices(ticket: TicketDetail): ListChoice[] {
  const mine = ticket.assigneeChoices.filter((one) => one.id === ticket.viewerRef);
  const others = ticket.assigneeChoices.filter((one) => one.id !== ticket.viewerRef);
  return [
    ...mine.map(({ id, label }) => ({ id, label, note: "me" })),
    { id: NOBODY, label: "Nobody" },
    ...others.map(({ id, label }) => ({ id, label })),
  ];
}

export function statusChoices(ticket: TicketDetail): ListChoice[] {
  return ticket.statusChoices.map(({ id, label, kind }) =>
    kind === "new" || kind === "open" || kind === "waiting" || kind === "closed"
      ? marked({ id, label }, STATUS_DISPLAYS[kind])
      : { id, label },
  );
}

export function priorityChoices(ticket: TicketDetail): ListChoice[] {
  return ticket.priorityChoices.map(({ id, label, kind }) =>
    kind === null ? { id, label } : marked({ id, label }, displayPriority(Number(kind))),
  );
}

/** The system's own word, with the shape of what it counts as here, and that word where it is another. */
function marked(choice: { id: string; label: string }, display: Display): ListChoice {
  const mark = <ShapeMark shape={display.shape} />;
  const isSame = display.label.toLowerCase() === choice.label.toLowerCase();
  return isSame ? { ...choice, mark } : { ...choice, mark, note: display.label };
}

/** The statuses that close a ticket. */
export function closingStatuses(ticket: TicketDetail): TicketDetail["statusChoices"] {
  return ticket.statusChoices.filter(({ kind }) => kind === "closed");
}
