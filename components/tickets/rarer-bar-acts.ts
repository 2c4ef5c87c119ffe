import { toCloneAct } from "@/lib/client/tickets/rarer-acts";
import type { TicketDetail } from "@/lib/contracts/tickets";
import type { BarAct } from "./bar-acts";
import type { RarerWork } from "./use-rarer-work";

const NOT_READ = "The ticket is still being read.";
const APPROVALS_NOT_READ = "What is to be decided is still being read.";

/**
 * The rarer acts of the open ticket with their keys. Beside a list two of the keys belong to its rows: `x` picks one and
 * `k` goes up.
 */
export function toRarerActs(rarer: RarerWork, { isPage }: { isPage: boolean }) {
  const { ticket, meant, open, act, decide } = rarer;
  const refused = (name: keyof TicketDetail["permissions"]): string | null => {
    if (ticket === undefined) return NOT_READ;
    const { allowed, reason } = ticket.permissions[name];
    return allowed ? null : (reason ?? "You may not do this.");
  };
  const undecided = refused("decide") ?? (meant === null ? whyNone(rarer) : null);
  const approve: BarAct = {
    id: "approve",
    label: "Approve",
    keys: "v",
    refusedBecause: undecided,
    run: () => (meant === null ? undefined : decide(meant, "approve", null)),
  };
  const reject: BarAct = {
    id: "reject",
    label: "Reject",
    ...(isPage ? { keys: "x" } : {}),
    refusedBecause: undecided,
    run: () => (meant === null ? undefined : open({ kind: "reject", row: meant })),
  };
  const rest: BarAct[] = [
    {
      id: "link",
      label: "Link to another ticket",
      ...(isPage ? { keys: "k" } : {}),
      refusedBecause: refused("internalComment"),
      run: () => open({ kind: "link" }),
    },
    {
      id: "message",
      label: "Send a message",
      refusedBecause: refused("message"),
      run: () => open({ kind: "message" }),
    },
    {
      id: "clone",
      label: "Make a copy",
      keys: "C",
      refusedBecause: refused("clone") ?? (rarer.isSending ? "It is being sent." : null),
      run: () => (ticket === undefined ? undefined : act(toCloneAct(ticket))),
    },
    {
      id: "pattern",
      label: "Change the template",
      refusedBecause: refused("switchPattern"),
      run: () => open({ kind: "pattern" }),
    },
    {
      id: "delete",
      label: "Delete",
      refusedBecause: refused("delete"),
      run: () => open({ kind: "delete" }),
    },
  ];
  return { approve, reject, rest, isAsked: ticket?.awaitsApproval === true };
}

/** Why a plain yes or no means nothing, although the ticket waits for one. */
function whyNone({ approvals }: RarerWork): string {
  const { data, error } = approvals;
  if (data === undefined) {
    return error === null ? APPROVALS_NOT_READ : "What is to be decided cannot be read right now.";
  }
  const open = data.approvals.filter(({ decisions }) => decisions.includes("approve"));
  if (open.length > 1) return "Several things wait here. Decide on each among its approvals.";
  const [refusal = null] = data.approvals.flatMap((row) => row.refusal ?? []);
  return refusal ?? data.savedBecause ?? "Nothing waits for your decision here.";
}
