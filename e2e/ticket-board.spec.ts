import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { ListTicketsResult } from "@/lib/contracts/tickets";
import { expect, test } from "./fixtures";
import type { Session } from "./session";
import { grid, note, preview, readDetail } from "./ticket-parts";

// Conditions joined by and and or, rows under headings, and the board by status.

const tree = (page: Page) => page.getByRole("treegrid", { name: "Tickets" });
const column = (page: Page, name: RegExp) => page.getByRole("grid", { name });
const headings = (page: Page) => tree(page).locator('[role="row"][aria-level="1"]');

const read = (session: Session, search: Record<string, string>) =>
  session.get(`/api/tickets?${new URLSearchParams(search)}`, ListTicketsResult);

const inWords = (count = 0) => new Intl.NumberFormat("en-GB").format(count);

async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}`),
  );
}

/** An open ticket that no other journey works on: the oldest ones are left to these. */
async function takeTicket(session: Session, source: "kace" | "sysaid", place: number) {
  const { rows } = await read(session, {
    source,
    status: "open",
    sort: "number",
    limit: "40",
  });
  const row = rows.filter(({ queueLabel }) => queueLabel !== null)[place];
  if (!row) throw new Error(`There is no open ticket ${place} in ${source}.`);
  return row;
}

test("conditions joined by or are made by keyboard, kept as a view, counted beside the list and reopened by link", async ({
  page,
  signIn,
  as,
}) => {
  const where = "any(assignee.empty;title.contains.printer)";
  const expected = (await read(await as("agent"), { where, limit: "1" })).total;
  await signIn("agent");
  await page.goto("/tickets?view=all");
  await expect(grid(page)).toHaveAttribute("aria-busy", "false");
  await page.getByRole("button", { name: "Conditions", exact: true }).click();
  const box = page.getByRole("dialog", { name: "Conditions" });
  await box.getByLabel("How the conditions are joined").selectOption("any");
  await box.getByLabel("Column").selectOption("assignee");
  await box.getByLabel("Assignee: what is asked").selectOption("empty");
  await box.getByRole("button", { name: "Add a condition" }).press("Enter");
  await expect(box.getByLabel("Column").nth(1)).toBeFocused();

  // A fault stands beside its condition, and nothing that was chosen is lost by it or by leaving the box.
  await box.getByRole("button", { name: "Show", exact: true }).click();
  await expect(box.getByRole("group", { name: "Condition 2" })).toContainText("Give a value.");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Conditions", exact: true }).click();
  await box.getByLabel("Title: text").fill("printer");
  await page.keyboard.press("Enter");
  await expect(box).toBeHidden();
  const sentence = page.getByRole("group", { name: "Conditions of this list" });
  await expect(sentence).toContainText("Assignee is nobody");
  await expect(sentence).toContainText("or");
  await expect(sentence).toContainText("Title contains “printer”");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(expected + 1));
  expect(await findViolations(page)).toEqual([]);

  await page.getByRole("button", { name: "Keep as a view" }).click();
  const dialog = page.getByRole("dialog", { name: "Keep this list as a view" });
  await dialog.getByLabel("Name").fill("Nobody's or printers");
  await dialog.getByRole("button", { name: "Keep" }).click();
  const link = page
    .getByRole("navigation", { name: "Queues" })
    .getByRole("link", { name: /^Nobody's or printers/ });
  await expect(link).toContainText(String(expected));
  const href = (await link.getAttribute("href")) ?? "";
  await page.goto(new URL(href, page.url()).href);
  await expect(sentence).toContainText("Title contains “printer”");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(expected + 1));
  await page.getByRole("button", { name: "View", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete this view" }).click();
  await expect(link).toHaveCount(0);
});

test("a device is looked up by its name for a condition, and named in its sentence", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const row = (await read(session, { source: "kace", limit: "100" })).rows.find(
    ({ deviceName }) => deviceName !== null,
  );
  const device = row?.deviceRef ?? "";
  const name = row?.deviceName ?? "";
  const expected = (await read(session, { device, limit: "1" })).total;
  await signIn("agent");
  await page.goto("/tickets?view=all");
  await expect(grid(page)).toHaveAttribute("aria-busy", "false");
  await page.getByRole("button", { name: "Conditions", exact: true }).click();
  const box = page.getByRole("dialog", { name: "Conditions" });
  await box.getByLabel("Column").selectOption("device");
  await box.getByRole("button", { name: "Device", exact: true }).click();
  const list = page.getByRole("dialog", { name: "Device", exact: true });
  await list.getByLabel("Find in Device").fill(name);
  await list.getByLabel(name, { exact: true }).first().check();
  await page.keyboard.press("Escape");
  await box.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByRole("group", { name: "Conditions of this list" })).toContainText(
    `Device is ${name}`,
  );
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(expected + 1));
});

test("rows stand under headings with true counts, which fold by key and stay folded", async ({
  page,
  signIn,
  as,
}) => {
  const { groups = [] } = await read(await as("agent"), {
    flag: "open",
    group: "priority",
    limit: "1",
  });
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const [first, second] = groups;
  await signIn("agent");
  await page.goto("/tickets?flag=open");
  await page.getByRole("button", { name: "Group", exact: true }).click();
  await page.getByRole("menuitemcheckbox", { name: "Priority" }).click();
  await page.keyboard.press("Escape");
  await expect(tree(page)).toHaveAttribute("aria-rowcount", String(total + groups.length + 1));
  await expect(headings(page).first()).toContainText(inWords(first?.count));
  expect(await findViolations(page)).toEqual([]);

  // The first line is a heading.
  await tree(page).focus();
  await page.keyboard.press("Home");
  await expect(headings(page).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowLeft");
  await expect(headings(page).first()).toHaveAttribute("aria-expanded", "false");
  await expect(tree(page)).toHaveAttribute(
    "aria-rowcount",
    String(total - (first?.count ?? 0) + groups.length + 1),
  );
  await expect(headings(page).nth(1)).toContainText(inWords(second?.count));
  await page.keyboard.press("ArrowDown");
  await expect(headings(page).nth(1)).toHaveAttribute("aria-selected", "true");
  await page.reload();
  await expect(headings(page).first()).toHaveAttribute("aria-expanded", "false");
  await expect(page).toHaveURL(/group=priority/);
});

for (const source of ["kace", "sysaid"] as const) {
  test(`${source}: a card moves by key and by drag, and z takes it back`, async ({
    page,
    signIn,
    as,
  }) => {
    const session = await as("agent");
    const row = await takeTicket(session, source, 0);
    const before = await readDetail(session, row);
    await signIn("agent");
    await page.goto(`/tickets?view=all&source=${source}&where=all(number.is.${row.number})`);
    await expect(grid(page)).toHaveAttribute("aria-busy", "false");
    await page.keyboard.press("Shift+B");
    await expect(page).toHaveURL(/shape=board/);
    const card = (name: RegExp) =>
      column(page, name).getByRole("row").filter({ hasText: row.title });
    await expect(card(/^Open/)).toBeVisible();
    await column(page, /^Open/).focus();
    await expect(card(/^Open/)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Shift+ArrowRight");
    const settled = page
      .locator('[data-kind="waiting"] [role="row"]:not([aria-busy])')
      .filter({ hasText: row.title });
    await chooseIfAsked(page, settled);
    await expect(note(page, /^Status is now/)).toBeVisible();
    await expect(card(/^Waiting/)).toBeVisible();
    await expect(card(/^Waiting/)).toHaveAttribute("aria-selected", "true");
    await expect(card(/^Open/)).toHaveCount(0);
    expect((await readDetail(session, row)).statusKind).toBe("waiting");
    await page.keyboard.press("z");
    await expect(card(/^Open/)).toBeVisible();
    await expect(card(/^Waiting/)).toHaveCount(0);
    expect((await readDetail(session, row)).statusId).toBe(before.statusId);

    await card(/^Open/).dragTo(page.locator('[data-kind="waiting"]'));
    await chooseIfAsked(page, settled);
    await expect(settled).toBeVisible();
    await expect(card(/^Open/)).toHaveCount(0);
    await expect.poll(async () => (await readDetail(session, row)).statusKind).toBe("waiting");
    await card(/^Waiting/).click();
    await expect(preview(page)).toContainText(row.title);
    expect(await findViolations(page)).toEqual([]);
  });
}

/** Where several statuses count as the column's, the first of them. */
async function chooseIfAsked(page: Page, outcome: Locator) {
  const box = page.getByRole("dialog", { name: /which status/ });
  await expect(box.or(outcome).first()).toBeVisible();
  if (await box.isVisible()) await box.getByRole("option").first().click();
}

test("a move that is refused goes back, in the system's own words", async ({
  page,
  signIn,
  as,
  kace,
  pageFaults,
}) => {
  pageFaults.allow(/status of 4\d\d/);
  const session = await as("agent");
  const row = await takeTicket(session, "kace", 3);
  await kace.order({
    method: "PUT",
    path: `/api/service_desk/tickets/${row.number}`,
    fault: {
      kind: "status",
      status: 400,
      body: { errorCode: -1, errorDescription: "Waiting needs a reason first." },
    },
  });
  await signIn("agent");
  const question = `view=all&source=kace&where=all(number.is.${row.number})`;
  await page.goto(`/tickets?${question}&shape=board`);
  const card = column(page, /^Open/).getByRole("row").filter({ hasText: row.title });
  await card.dragTo(page.locator('[data-kind="waiting"]'));
  const refusal = note(page, "Waiting needs a reason first.");
  await chooseIfAsked(page, refusal);
  await expect(refusal).toBeVisible();
  await expect(card).toBeVisible();
  await expect(page.locator('[data-kind="waiting"]').getByText(row.title)).toHaveCount(0);
});

test("on a narrow screen the board shows one column at a time", async ({ page, signIn }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await signIn("agent");
  await page.goto("/tickets?view=all&shape=board");
  await expect(column(page, /^New/)).toBeVisible();
  await expect(column(page, /^Open/)).toBeHidden();
  await page.getByLabel("Column", { exact: true }).selectOption("open");
  await expect(column(page, /^Open/)).toBeVisible();
  await expect(column(page, /^New/)).toBeHidden();
  expect(await findViolations(page)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wide).toBe(false);
});
