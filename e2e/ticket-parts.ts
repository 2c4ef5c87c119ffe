import type { Page } from "@playwright/test";
import { TicketDetailResult, type TicketRow } from "@/lib/contracts/tickets";
import type { Session } from "./session";

// What journeys about tickets find on the screen, and where.

export const grid = (page: Page) => page.getByRole("grid", { name: "Tickets" });
export const preview = (page: Page) => page.getByRole("complementary", { name: "The open ticket" });
export const hrefOf = (row: TicketRow) => `/tickets/${encodeURIComponent(row.ref)}`;
/** The queue narrowed to one ticket, in every browser the same. */
export const queueOf = (row: TicketRow) => `/tickets?view=all&q=${row.number}&source=${row.source}`;
export const note = (page: Page, text: string | RegExp) =>
  page
    .getByRole("region", { name: /Notifications/ })
    .getByRole("listitem")
    .filter({ hasText: text });

/** The ticket as its own system shows it now. */
export async function readDetail(session: Session, row: TicketRow) {
  return (await session.get(`/api${hrefOf(row)}?fresh=1`, TicketDetailResult)).ticket;
}
