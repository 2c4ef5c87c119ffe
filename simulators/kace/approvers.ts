import type { KaceTicket } from "../fleet/model";
import type { Store } from "./store";

/** Who is asked for a ticket's approval: somebody by name, else the submitter's manager; 0 for nobody. */
export function approverOf(ticket: KaceTicket, { users }: Pick<Store, "users">): number {
  if (ticket.approval === "") return 0;
  const submitter = users.find(ticket.submitterKaceUserId);
  return ticket.approverKaceUserId ?? submitter?.account.managerId ?? 0;
}
