import type { Locator, Page } from "@playwright/test";
import { ListTicketsResult } from "@/lib/contracts/tickets";
import { expect, test } from "./fixtures";
import { focusList } from "./focus-list";
import type { Session } from "./session";
import { grid, hrefOf, note, preview, queueOf, readDetail } from "./ticket-parts";

const acts = (scope: Page | Locator) => scope.getByRole("group", { name: "Acts" });

/** An open ticket of a queue that no other journey works on: the newest ones are left to these. */
async function takeTicket(session: Session, source: "kace" | "sysaid", place: number) {
  const list = await session.get(
    `/api/tickets?source=${source}&flag=open&sort=-number&limit=40`,
    ListTicketsResult,
  );
  const row = list.rows.filter(({ queueLabel }) => queueLabel !== null)[place];
  if (!row) throw new Error(`There is no open ticket ${place} in ${source}.`);
  return row;
}

async function chooseIn(page: Page, box: string, choice: string) {
  const dialog = page.getByRole("dialog", { name: box });
  await dialog.getByRole("combobox").fill(choice);
  await dialog.getByRole("option").filter({ hasText: choice }).first().click();
}

/** Opens an act of the menu. */
async function openMore(page: Page, act: string) {
  await acts(page).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: act }).click();
}

for (const source of ["kace", "sysaid"] as const) {
  test(`${source}: a priority set by its key in the list shows at once, and z takes it back`, async ({
    page,
    signIn,
    as,
  }) => {
    const session = await as("agent");
    const row = await takeTicket(session, source, 0);
    const before = await readDetail(session, row);
    const wanted = before.priorityChoices.find((one) => one.id !== before.priorityId);
    await signIn("agent");
    await page.goto(queueOf(row));
    await focusList(grid(page));
    await page.keyboard.press("ArrowDown");
    await expect(acts(preview(page)).getByRole("button", { name: /^Assign/ })).toBeEnabled();
    await expect(async () => {
      await page.keyboard.press("p");
      await expect(page.getByRole("dialog", { name: "Priority" })).toBeVisible({ timeout: 1000 });
    }).toPass();
    await chooseIn(page, "Priority", wanted?.label ?? "");
    await expect(note(page, `Priority is now ${wanted?.label ?? ""}`)).toBeVisible();
    // The keys belong to the list again, as before.
    await expect(grid(page)).toBeFocused();
    expect((await readDetail(session, row)).priorityId).toBe(wanted?.id);
    await page.keyboard.press("z");
    await expect(note(page, `Priority is now ${before.priorityLabel ?? ""}`)).toBeVisible();
    expect((await readDetail(session, row)).priorityId).toBe(before.priorityId);
  });

  test(`${source}: category, due date and queue are set from the menu, and Undo brings each back`, async ({
    page,
    signIn,
    as,
  }) => {
    const session = await as("agent");
    const row = await takeTicket(session, source, 1);
    const before = await readDetail(session, row);
    const category = before.categoryChoices.find((one) => one.label !== before.category);
    const queue = before.queueChoices.find((one) => one.id !== before.queueRef);
    await signIn("agent");
    await page.goto(hrefOf(row));
    const facts = page.getByRole("region", { name: "Facts" });

    await openMore(page, "Set the category");
    await chooseIn(page, "Category", category?.label ?? "");
    await expect(note(page, `Category is now ${category?.label ?? ""}`)).toBeVisible();
    await expect(facts).toContainText(category?.label ?? "");
    await note(page, "Category is now").getByRole("button", { name: /^Undo/ }).click();
    await expect(note(page, `Category is now ${before.category ?? ""}`)).toBeVisible();
    expect((await readDetail(session, row)).category).toBe(before.category);

    await openMore(page, "Set the due date");
    const due = page.getByRole("dialog", { name: "Due date" });
    await due.getByLabel("Due").fill("2031-05-06T17:30");
    await due.getByRole("button", { name: "Set the due date" }).click();
    await expect(note(page, "Due 6 May 2031, 17:30")).toBeVisible();
    expect(Date.parse((await readDetail(session, row)).dueAt ?? "")).toBe(
      Date.parse("2031-05-06T15:30:00Z"),
    );

    await openMore(page, "Move to another queue");
    await chooseIn(page, "Move to", queue?.label ?? "");
    const moved = note(page, `Moved to ${queue?.label ?? ""}`);
    await expect(moved).toBeVisible();
    expect((await readDetail(session, row)).queueRef).toBe(queue?.id);
    await moved.getByRole("button", { name: /^Undo/ }).click();
    await expect(note(page, `Moved to ${before.queueLabel ?? ""}`)).toBeVisible();
    expect((await readDetail(session, row)).queueRef).toBe(before.queueRef);
  });

  test(`${source}: closing with a solution leads to the next ticket of the list, along which b and n lead on`, async ({
    page,
    signIn,
    as,
  }) => {
    const session = await as("agent");
    const row = await takeTicket(session, source, 3);
    const list = `/tickets?flag=open&source=${source}&sort=-number`;
    const { rows } = await session.get(`/api${list}&limit=100`, ListTicketsResult);
    const place = rows.findIndex(({ ref }) => ref === row.ref);
    const next = rows[place + 1] ?? row;
    const previous = rows[place - 1] ?? row;
    await signIn("agent");
    await page.goto(`${list}&open=${encodeURIComponent(row.ref)}`);
    await focusList(grid(page));
    await expect(preview(page)).toContainText(row.title);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(row.title);
    await expect(page.getByRole("button", { name: "Next ticket (n)" })).toBeEnabled();
    await acts(page)
      .getByRole("button", { name: /^Close/ })
      .click();
    const box = page.getByRole("dialog", { name: "Close" });
    await box.getByLabel("Solution").fill("A new fuser, and patience");
    await box.getByLabel("Then").selectOption({ label: "Go to the next one" });
    await box.getByRole("button", { name: "Close the ticket" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(next.title);
    const told = note(page, /^Closed as/);
    await expect(told).toBeVisible();
    // Its requester may have read the solution by now.
    await expect(told.getByRole("button", { name: /^Undo/ })).toHaveCount(0);
    const closed = await readDetail(session, row);
    expect(closed.statusKind).toBe("closed");
    expect(closed.resolutionHtml).toContain("A new fuser, and patience");
    // The closed one has left the list.
    for (const { key, button, title } of [
      { key: "b", button: "Previous ticket (b)", title: previous.title },
      { key: "n", button: "Next ticket (n)", title: next.title },
    ]) {
      await expect(page.getByRole("button", { name: button })).toBeEnabled();
      await page.keyboard.press(key);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    }
    await page.keyboard.press("Escape");
    await expect(preview(page)).toContainText(next.title);
  });
}

test("a refused close goes back to what was, in the system's own words", async ({
  page,
  signIn,
  as,
  kace,
  pageFaults,
}) => {
  pageFaults.allow(/status of 4\d\d/);
  const session = await as("agent");
  const row = await takeTicket(session, "kace", 6);
  const before = await readDetail(session, row);
  await kace.order({
    method: "PUT",
    path: `/api/service_desk/tickets/${row.number}`,
    fault: {
      kind: "status",
      status: 400,
      body: { errorCode: -1, errorDescription: "A resolution is required first." },
    },
  });
  await signIn("agent");
  await page.goto(hrefOf(row));
  await acts(page)
    .getByRole("button", { name: /^Close/ })
    .click();
  const box = page.getByRole("dialog", { name: "Close" });
  await box.getByRole("button", { name: "Close the ticket" }).click();
  await expect(note(page, "A resolution is required first.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(row.title);
  await expect(page.getByRole("region", { name: "Facts" })).toContainText(before.statusLabel);
  expect((await readDetail(session, row)).statusLabel).toBe(before.statusLabel);
});

test("a ticket closed without a solution opens again by z", async ({ page, signIn, as }) => {
  const session = await as("agent");
  const row = await takeTicket(session, "kace", 7);
  const before = await readDetail(session, row);
  await signIn("agent");
  await page.goto(hrefOf(row));
  await acts(page)
    .getByRole("button", { name: /^Close/ })
    .click();
  await page
    .getByRole("dialog", { name: "Close" })
    .getByRole("button", { name: "Close the ticket" })
    .click();
  await expect(note(page, /^Closed as/)).toBeVisible();
  await page.keyboard.press("z");
  await expect(note(page, `Status is now ${before.statusLabel}`)).toBeVisible();
  expect((await readDetail(session, row)).statusId).toBe(before.statusId);
});

test("on a narrow screen everything that can be done is within reach", async ({
  page,
  signIn,
  as,
}) => {
  const row = await takeTicket(await as("agent"), "kace", 8);
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn("agent");
  await page.goto(hrefOf(row));
  const bar = acts(page);
  for (const name of [/^Assign/, /^Status/, /^Comment/, /^Close/, /^More/]) {
    await expect(bar.getByRole("button", { name })).toBeInViewport();
  }
  await openMore(page, "Set the priority");
  await expect(page.getByRole("dialog", { name: "Priority" })).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect(bar.getByRole("button", { name: "More" })).toBeFocused();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});
