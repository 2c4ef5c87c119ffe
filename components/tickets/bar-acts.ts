import { tellDone, tellFailed } from "@/components/ui/toaster";
import { toAssignAct } from "@/lib/client/tickets/ticket-acts";
import { ticketHref } from "@/lib/client/tickets/ticket-links";
import type { TicketDetail, TicketRow } from "@/lib/contracts/tickets";
import type { ActMenu, TicketWork } from "./use-ticket-work";

/** Something that can be done with the open ticket. */
export interface BarAct {
  id: string;
  label: string;
  keys?: string;
  /** Who refuses it and why. */
  refusedBecause: string | null;
  run: () => void;
}

/** An act that is chosen in a box. */
export interface BoxAct extends BarAct {
  menu: ActMenu;
  keys: string;
}

const NOT_READ = "The ticket is still being read.";

/** Everything that can be done with the open ticket, with its keys: the main acts, and those of the menu. */
export function toBarActs({
  work,
  row,
  onComment,
  onEdit,
}: {
  work: TicketWork;
  row: Pick<TicketRow, "ref" | "number" | "title"> | undefined;
  onComment: () => void;
  /** Leads to the ticket's form. */
  onEdit: () => void;
}) {
  const { ticket, openMenu } = work;
  const box = (
    menu: ActMenu,
    { label, keys, needs }: { label: string; keys: string; needs: Act },
  ): BoxAct => ({
    id: menu,
    label,
    keys,
    menu,
    refusedBecause: refusal(ticket, needs),
    run: () => openMenu(menu),
  });
  const assign = box("assign", { label: "Assign", keys: "a", needs: "assign" });
  const status = box("status", { label: "Change status", keys: "s", needs: "setStatus" });
  const close = box("close", { label: "Close", keys: "e", needs: "close" });
  const comment: BarAct = {
    id: "comment",
    label: "Comment",
    keys: "c",
    refusedBecause: refusal(ticket, "comment"),
    run: onComment,
  };
  const rest = [
    box("priority", { label: "Set the priority", keys: "p", needs: "setPriority" }),
    box("due", { label: "Set the due date", keys: "d", needs: "setDue" }),
    box("category", { label: "Set the category", keys: "l", needs: "setCategory" }),
    box("queue", { label: "Move to another queue", keys: "m", needs: "moveQueue" }),
  ];
  return {
    boxes: { main: [assign, status, close] as const, rest },
    comment,
    more: [takeAct(work), editAct(work, onEdit), ...copyActs(row)],
  };
}

function editAct({ ticket }: TicketWork, onEdit: () => void): BarAct {
  return {
    id: "edit",
    label: "Edit fields",
    keys: "f",
    refusedBecause: ticket === undefined ? NOT_READ : null,
    run: onEdit,
  };
}

function takeAct({ ticket, act }: TicketWork): BarAct {
  const me = ticket?.assigneeChoices.find((one) => one.id === ticket.viewerRef);
  return {
    id: "take",
    label: "Assign to me",
    keys: "o",
    refusedBecause: refusal(ticket, "assign") ?? refusedToTake(ticket, me),
    run: () => (ticket && me ? act(toAssignAct(ticket, me)) : undefined),
  };
}

function refusedToTake(ticket: TicketDetail | undefined, me: { id: string } | undefined) {
  if (me === undefined) return "You own no tickets of this queue.";
  return ticket?.assigneeRef === me.id ? "It is yours already." : null;
}

function copyActs(row: Pick<TicketRow, "ref" | "number" | "title"> | undefined): BarAct[] {
  const copy = (id: string, label: string, text: string): BarAct => ({
    id,
    label,
    refusedBecause: row === undefined ? NOT_READ : null,
    run: () => void copyText(text),
  });
  const number = row?.number ?? "";
  return [
    { ...copy("copy", "Copy the number", number), keys: "y" },
    copy("copy-title", "Copy the number and title", `${number} ${row?.title ?? ""}`),
    {
      ...copy("copy-link", "Copy the link", ""),
      run: () => void copyText(new URL(ticketHref(row?.ref ?? ""), window.location.href).href),
    },
  ];
}

async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tellDone(`Copied ${text}`);
  } catch (error) {
    // Browsers refuse it on pages without a certificate, and when their owner says so.
    tellFailed(error);
  }
}

type Act = keyof TicketDetail["permissions"];

function refusal(ticket: TicketDetail | undefined, act: Act): string | null {
  if (ticket === undefined) return NOT_READ;
  const { allowed, reason } = ticket.permissions[act];
  return allowed ? null : (reason ?? "You may not do this.");
}
