import "server-only";
import type { TicketDesk } from "@/lib/server/upstream/ticket-desk";
import type { Guard } from "./guard-desk";

/** The rarer acts of tickets with every call watched. */
export function guardTicketDesk(
  desk: TicketDesk,
  { through, reading }: { through: Guard; reading: Guard },
): TicketDesk {
  const { clone, patterns, patternBegins, switchPattern, removeLink, message } = desk;
  return {
    ...desk,
    approvals: reading(desk.approvals.bind(desk)),
    links: reading(desk.links.bind(desk)),
    mayRemove: reading(desk.mayRemove.bind(desk)),
    decide: through(desk.decide.bind(desk)),
    remove: through(desk.remove.bind(desk)),
    ...(removeLink && { removeLink: through(removeLink.bind(desk)) }),
    ...(clone && { clone: through(clone.bind(desk)) }),
    ...(patterns && { patterns: reading(patterns.bind(desk)) }),
    ...(patternBegins && { patternBegins: reading(patternBegins.bind(desk)) }),
    ...(switchPattern && { switchPattern: through(switchPattern.bind(desk)) }),
    ...(message && { message: through(message.bind(desk)) }),
  };
}
