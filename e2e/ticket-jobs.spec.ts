import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { RunPlanResult } from "@/lib/contracts/runs";
import { ListTicketJobsResult } from "@/lib/contracts/ticket-jobs";
import { ListTicketsResult, type TicketRow } from "@/lib/contracts/tickets";
import { isWorkedOut } from "@/lib/domain/sla/target";
import { expect, test } from "./fixtures";
import type { Session } from "./session";
import { grid, hrefOf, note, readDetail } from "./ticket-parts";

const PLANNED_MAX = 20;
const ms = (iso: string | null) => iso && Date.parse(iso);
const aboutJob = (page: Page) => page.getByRole("group", { name: "About this job" });

/** Open tickets of KACE that no other journey works on. */
async function takeTickets(session: Session, from: number, count: number): Promise<TicketRow[]> {
  const list = await session.get(
    "/api/tickets?source=kace&flag=open&sort=-number&limit=60",
    ListTicketsResult,
  );
  // A due time that nobody set cannot be brought back.
  const rows = list.rows.filter(
    ({ queueLabel, dueBasis }) => queueLabel !== null && !isWorkedOut(dueBasis),
  );
  expect(rows.length).toBeGreaterThan(from + count);
  return rows.slice(from, from + count);
}

/** Picks tickets in the list and opens what can be done with them. */
async function changeThem(page: Page, rows: readonly TicketRow[]) {
  await page.goto("/tickets?flag=open&source=kace&sort=-number");
  for (const row of rows) {
    const line = grid(page)
      .getByRole("row")
      .filter({ hasText: row.number })
      .filter({ hasText: row.title });
    await line.getByRole("checkbox").check();
  }
  await page
    .getByRole("group", { name: "Picked tickets" })
    .getByRole("button", { name: "Change them" })
    .click();
  return page.getByRole("dialog", { name: `Change ${rows.length} tickets` });
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [colorScheme, id, nodes[0]?.html])).toEqual([]);
  }
}

test("what was begun on picked tickets goes on when its page is closed; what failed is tried again alone, and undone", async ({
  page,
  signIn,
  as,
  kace,
  openBrowser,
}) => {
  const session = await as("agent");
  const rows = await takeTickets(session, 10, 3);
  const refused = `/api/service_desk/tickets/${rows[1]?.number ?? ""}`;
  await kace.order({
    method: "PUT",
    path: "/api/service_desk/*",
    fault: { kind: "delay", ms: 400 },
  });
  await kace.order({
    method: "PUT",
    path: refused,
    fault: {
      kind: "status",
      status: 400,
      body: { errorCode: -1, errorDescription: "The queue is frozen until Monday." },
    },
  });
  await signIn("agent");
  const dialog = await changeThem(page, rows);
  await dialog.getByLabel("What").selectOption({ label: "Due date" });
  await dialog.getByLabel("Due").fill("2031-05-06T17:30");
  await dialog.getByRole("button", { name: "Change 3 tickets" }).click();
  await expect(note(page, "Begun on 3 tickets")).toBeVisible();
  await page.close();

  const again = await openBrowser("agent");
  const isEnded = async () => {
    const { rows: jobs } = await session.get("/api/ticket-jobs?limit=1", ListTicketJobsResult);
    return jobs[0]?.endedAt ?? null;
  };
  await expect.poll(isEnded, { timeout: 20_000 }).not.toBeNull();
  await again.goto("/tickets/jobs");
  await again
    .getByRole("link", { name: /^Due 6 May 2031/ })
    .first()
    .click();
  await expect(again.getByText("3 tickets: 2 changed, 1 failed.").first()).toBeVisible();
  const table = again.getByRole("region", { name: /^Tickets of Due/ });
  await expect(table.getByRole("row").nth(1)).toContainText("The queue is frozen until Monday.");
  await again.getByLabel("Show", { exact: true }).selectOption("failed");
  await expect(again).toHaveURL(/rows=failed/);
  await again.reload();
  await expect(table.getByRole("row")).toHaveCount(2);
  await expectAccessible(again);

  await kace.clearFaults();
  await aboutJob(again).getByRole("button", { name: "Try 1 ticket again" }).click();
  await expect(again.getByText("1 ticket: 1 changed.").first()).toBeVisible();
  for (const row of rows) {
    const { dueAt } = await readDetail(session, row);
    expect(Date.parse(dueAt ?? "")).toBe(Date.parse("2031-05-06T15:30:00Z"));
  }
  await aboutJob(again).getByRole("button", { name: "Undo 1 ticket" }).click();
  await expect(again.getByRole("heading", { name: "Undo: due date" }).first()).toBeVisible();
  await expect(again.getByText("1 ticket: 1 changed.").first()).toBeVisible();
  const back = rows[1] ?? never();
  const dueNow = async () => ms((await readDetail(session, back)).dueAt);
  await expect.poll(dueNow).toBe(ms(back.dueAt));
});

test("a script is run on a ticket’s device, followed beside it, and its result written into the ticket once", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("administrator");
  const row = await ticketWithMachine(session);
  await signIn("administrator");
  await page.goto(hrefOf(row));
  await expect(page.getByRole("button", { name: /^Run on/ }).first()).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("r");
    await expect(page.getByRole("dialog", { name: "Run a script" })).toBeVisible({ timeout: 1000 });
  }).toPass();
  const box = page.getByRole("dialog", { name: "Run a script" });
  await box.getByRole("option").first().click();
  await expect(box.getByRole("heading", { name: /will do this/ })).toBeVisible();
  await box.getByRole("button", { name: /^Run it on 1 device/ }).click();
  const runs = page.getByRole("region", { name: "Runs for this ticket" });
  await expect(runs).toBeVisible();
  await page.reload();
  await expect(runs.getByRole("listitem").first()).toBeVisible();
  // A script takes its minute; what is known of it so far can be written when nobody watches any longer.
  await runs.getByRole("link").first().click();
  await page.getByRole("button", { name: "Stop watching" }).click();
  await expect(page.getByText("Nobody watches it.")).toBeVisible();
  await page.goto(hrefOf(row));
  const write = runs.getByRole("button", { name: "Write the result into the ticket" }).first();
  await expect(write).toBeVisible();
  await expectAccessible(page);
  await write.click();
  const dialog = page.getByRole("dialog", { name: "Write the result into the ticket" });
  await dialog.getByLabel("Result").fill("The script ran, and the agent answers again");
  await dialog.getByRole("button", { name: "Write it" }).click();
  await expect(runs.getByText("Its result is written in the ticket.")).toBeVisible();
  const { events } = await readDetail(session, row);
  const written = events.filter(({ html }) => html.includes("the agent answers again"));
  expect(written.map(({ kind }) => kind)).toEqual(["work"]);
});

/** An open ticket of KACE whose device KACE can act on. */
async function ticketWithMachine(session: Session): Promise<TicketRow> {
  const { rows } = await session.get(
    "/api/tickets?source=kace&flag=open&sort=-number&limit=200",
    ListTicketsResult,
  );
  const named = rows.filter(({ deviceRef }) => deviceRef !== null);
  const plans = await Promise.all(
    named.slice(0, PLANNED_MAX).map(async (row) => {
      const answer = await session.api.post("/api/device-runs/plan", {
        data: { kind: "forceInventory", refs: [row.deviceRef] },
      });
      return { row, plan: RunPlanResult.parse(await answer.json()) };
    }),
  );
  const found = plans.find(({ plan }) => plan.targets.length === 1);
  return found?.row ?? never();
}

function never(): never {
  throw new Error("there is no such ticket");
}
