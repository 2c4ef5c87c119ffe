import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ListTicketsResult, type TicketRow } from "@/lib/contracts/tickets";
import { expect, test } from "./fixtures";
import type { Session } from "./session";
import { grid, hrefOf, note, queueOf, readDetail } from "./ticket-parts";

// How long a ticket has, how that was worked out, and by whose hours.

const countdown = (page: Page) =>
  page.getByRole("region", { name: "Facts" }).getByRole("button", { name: /(left|over)$/ });
const box = (page: Page) => page.getByRole("dialog", { name: "How the due time was worked out" });

/** An open ticket whose system tells no due date, so that it is worked out from its priority. */
async function findWorkedOut(session: Session): Promise<TicketRow> {
  const search = new URLSearchParams({ source: "kace", flag: "open", limit: "200" });
  const { rows } = await session.get(`/api/tickets?${search}`, ListTicketsResult);
  const row = rows.find(({ dueBasis, dueInHours }) => dueBasis === "priority" && dueInHours);
  if (row === undefined) throw new Error("no due time is worked out");
  return row;
}

test("every ticket says how long it has and why, and an administrator's hours move what is worked out", async ({
  page,
  signIn,
  as,
  openBrowser,
}) => {
  const session = await as("administrator");
  const row = await findWorkedOut(session);
  const agent = await openBrowser("agent");
  await agent.goto(queueOf(row));
  const cell = grid(agent).getByRole("button", { name: /(left|over)$/ });
  await cell.hover();
  await cell.hover({ position: { x: 3, y: 3 } });
  await expect(agent.getByRole("tooltip")).toContainText("no business hours are set");

  await agent.goto(hrefOf(row));
  await countdown(agent).focus();
  await agent.keyboard.press("Enter");
  await expect(box(agent)).toContainText("tells no due date, so it is worked out here");
  await expect(box(agent)).toContainText("no business hours are set");
  const { violations } = await new AxeBuilder({ page: agent }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await agent.keyboard.press("Escape");
  await expect(countdown(agent)).toBeFocused();

  await signIn("administrator");
  await page.goto("/connections?tab=hours");
  await page.getByRole("button", { name: "Change the hours of KACE" }).click();
  const form = page.getByRole("form", { name: "Business hours of KACE" });
  await form.getByLabel("Monday").fill("nine to five");
  await expect(form).toContainText("The hours of Monday cannot be read");
  await form.getByLabel("Monday").fill("09:00-12:00, 13:00-17:00");
  await form.getByRole("button", { name: "Save the hours" }).click();
  await expect(note(page, "The business hours of KACE are set")).toBeVisible();
  await expect.poll(async () => (await readDetail(session, row)).dueAt).not.toBe(row.dueAt);
  await countdown(agent).focus();
  await agent.keyboard.press("Enter");
  await expect(box(agent)).toContainText("Mon 09:00–12:00, 13:00–17:00");

  await page.getByRole("button", { name: "Remove the hours of KACE" }).click();
  await expect(
    page.getByRole("listitem").filter({ hasText: /^KACEAround the clock/ }),
  ).toBeVisible();
  await expect
    .poll(async () => {
      const search = new URLSearchParams({ source: "kace", q: row.number });
      const { rows } = await session.get(`/api/tickets?${search}`, ListTicketsResult);
      return rows.find(({ ref }) => ref === row.ref)?.dueAt;
    })
    .toBe(row.dueAt);
});

test("who is no administrator sees the time and not the settings", async ({ page, signIn }) => {
  await signIn("user");
  await page.goto("/tickets?view=all");
  await expect(grid(page).getByRole("columnheader", { name: /Due in/ })).toBeVisible();
  await page.goto("/connections?tab=hours");
  await expect(page.getByText("shown to administrators")).toBeVisible();
  await expect(page.getByRole("button", { name: /Change the hours/ })).toHaveCount(0);
});
