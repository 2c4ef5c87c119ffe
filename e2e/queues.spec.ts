import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { TicketQueuesResult } from "@/lib/contracts/ticket-views";
import { ListTicketsResult } from "@/lib/contracts/tickets";
import type { Role } from "./appliance";
import { expect, test } from "./fixtures";
import type { Session } from "./session";

// Queues beside the list of tickets: ready-made ones, groups, and views that people keep and share.

const ZONE = "Europe/Berlin";
const grid = (page: Page) => page.getByRole("grid", { name: "Tickets" });
const queues = (page: Page) => page.getByRole("navigation", { name: "Queues" });
const acts = (page: Page) => page.getByRole("group", { name: "This view" });
const news = (page: Page, text: string | RegExp) =>
  page
    .getByRole("region", { name: /Notifications|News/ })
    .getByRole("listitem")
    .filter({ hasText: text });

const countOf = async (link: Locator) =>
  Number((await link.locator("span").last().innerText()).replace(/\D/g, ""));

/** The list holds as many rows as the link says. */
async function holdsWhatItSays(page: Page, link: Locator) {
  await expect(link).toHaveText(/\d/);
  const count = await countOf(link);
  await expect(link).toHaveAttribute("aria-current", "page");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(count + 1));
  return count;
}

/** Keeps the list as it is shown under a name. */
async function keepAs(page: Page, name: string, { isShared }: { isShared: boolean }) {
  await acts(page).getByRole("button", { name: "Keep as a view" }).click();
  const dialog = page.getByRole("dialog", { name: "Keep this list as a view" });
  await dialog.getByLabel("Name").fill(name);
  if (isShared) await dialog.getByLabel("Share with everybody").check();
  await dialog.getByRole("button", { name: "Keep" }).click();
  await expect(dialog).toBeHidden();
  const link = queues(page).getByRole("link", { name: new RegExp(`^${name}`) });
  await expect(link).toHaveAttribute("aria-current", "page");
  return link;
}

async function pick(page: Page, filter: RegExp, value: RegExp) {
  await page.getByRole("search").getByRole("button", { name: filter }).first().click();
  await page.getByRole("checkbox", { name: value }).check();
  await page.keyboard.press("Escape");
}

async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}`),
  );
}

const totalOf = async (session: Session, search: Record<string, string>) =>
  (await session.get(`/api/tickets?${new URLSearchParams(search)}`, ListTicketsResult)).total;

for (const role of ["agent", "manager", "user", "kaceOnly"] as const satisfies Role[]) {
  test(`${role}: every queue beside the list opens exactly as many rows as it counts`, async ({
    page,
    signIn,
  }) => {
    await signIn(role);
    await page.goto("/tickets");
    await expect(queues(page)).not.toHaveAttribute("aria-busy", "true");
    const links = queues(page).getByRole("link");
    for (let at = 0; at < (await links.count()); at += 1) {
      const link = links.nth(at);
      await link.click();
      await holdsWhatItSays(page, link);
    }
    // What is shown stands in the address.
    const last = links.last();
    const count = await countOf(last);
    await page.reload();
    await expect(queues(page).locator('[aria-current="page"]')).toHaveCount(1);
    await expect(grid(page)).toHaveAttribute("aria-rowcount", String(count + 1));
  });
}

test("what the sidebar counts is what the interface counts, for whoever asks", async ({ as }) => {
  for (const role of ["administrator", "agent", "manager", "user", "kaceOnly"] as const) {
    const session = await as(role);
    const told = await session.get(`/api/tickets/queues?zone=${ZONE}`, TicketQueuesResult);
    const searches: Record<string, Record<string, string>> = {
      open: { flag: "open" },
      mine: { flag: "mine,open" },
      unassigned: { flag: "unassigned,open" },
      overdue: { flag: "overdue" },
      waiting: { status: "waiting" },
      new: { flag: "newSince" },
      myApproval: { flag: "awaitsMyApproval,open" },
      approval: { flag: "awaitsApproval,open" },
      all: {},
    };
    for (const [id, search] of Object.entries(searches)) {
      const count = told.views.find((view) => view.id === id)?.count;
      expect(count, `${role} ${id}`).toBe(await totalOf(session, { ...search, limit: "1" }));
    }
    for (const { value, count } of told.groups) {
      const group = { queue: value, flag: "open", limit: "1" };
      expect(count, value).toBe(await totalOf(session, group));
    }
  }
});

test("a view is kept, shared with somebody who sees their own rows in it, changed, deleted and brought back", async ({
  page,
  signIn,
  openBrowser,
  as,
}) => {
  const name = "Stuck printers";
  const person = await openBrowser("user");
  await person.goto("/tickets");
  await expect(grid(person)).toBeVisible();

  await signIn("agent");
  await page.goto("/tickets?view=all");
  await pick(page, /^Status/, /^Open/);
  await pick(page, /^Created/, /^Last 30 days/);
  const link = await keepAs(page, name, { isShared: true });
  const count = await holdsWhatItSays(page, link);
  const question = { status: "open", created: "last30", zone: ZONE, limit: "1" };
  expect(count).toBe(await totalOf(await as("agent"), question));

  // It reaches the other browser by itself, and holds what that person may see.
  const theirs = queues(person).getByRole("link", { name: new RegExp(`^${name}`) });
  await theirs.click();
  const seen = await holdsWhatItSays(person, theirs);
  expect(seen).toBe(await totalOf(await as("user"), question));
  await expect(person.getByText(/^Shared by/)).toBeVisible();
  await expect(acts(person).getByRole("button", { name: "View", exact: true })).toHaveCount(0);

  // Another state of it is offered to be kept, and reaches the other browser's count.
  await pick(page, /^Status/, /^New/);
  await acts(page).getByRole("button", { name: "Save changes" }).click();
  await expect(news(page, "The view is changed")).toBeVisible();
  await expect(acts(page).getByRole("button", { name: "Save changes" })).toHaveCount(0);
  const wider = await totalOf(await as("user"), { ...question, status: "open,new" });
  await expect(theirs).toContainText(String(wider));

  await acts(page).getByRole("button", { name: "View", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete this view" }).click();
  await expect(link).toHaveCount(0);
  await expect(page).toHaveURL(/created=last30/);
  await expect(person.getByText("This view is gone; its filters are left.")).toBeVisible();
  await expect(grid(person)).toHaveAttribute("aria-rowcount", String(seen + 1));
  await news(page, "is deleted").getByRole("button", { name: "Undo" }).click();
  await link.click();
  await holdsWhatItSays(page, link);
  await expect(theirs).toHaveAttribute("aria-current", "page");

  await acts(page).getByRole("button", { name: "View", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete this view" }).click();
  await expect(link).toHaveCount(0);
});

test("a name that is taken or missing is said beside it, and what was typed stays", async ({
  page,
  signIn,
  pageFaults,
}) => {
  pageFaults.allow(/status of 400/);
  await signIn("manager");
  await page.goto("/tickets?flag=open&q=vpn");
  const link = await keepAs(page, "Remote access", { isShared: false });
  await expect(link).toBeVisible();
  await acts(page).getByRole("button", { name: "Keep as a view" }).click();
  const dialog = page.getByRole("dialog", { name: "Keep this list as a view" });
  const box = dialog.getByLabel("Name");
  await expect(box).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toHaveText("Give the view a name.");
  await box.fill("REMOTE access");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Remote access");
  await expect(box).toHaveValue("REMOTE access");
  await expect(box).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await acts(page).getByRole("button", { name: "View", exact: true }).click();
  await page.getByRole("menuitem", { name: "Name and sharing…" }).click();
  const naming = page.getByRole("dialog", { name: "Name and sharing" });
  await naming.getByLabel("Name").fill("From home");
  await naming.getByRole("button", { name: "Save" }).click();
  await expect(queues(page).getByRole("link", { name: /^From home/ })).toBeVisible();
  await acts(page).getByRole("button", { name: "View", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete this view" }).click();
  await expect(queues(page).getByRole("link", { name: /^From home/ })).toHaveCount(0);
});

test("what is new stays new through a glance and a reload, until somebody has seen it", async ({
  page,
  signIn,
}) => {
  await signIn("administrator");
  await page.goto("/tickets");
  const fresh = queues(page).getByRole("link", { name: /^New since I looked/ });
  await fresh.click();
  const count = await holdsWhatItSays(page, fresh);
  expect(count).toBeGreaterThan(0);
  await queues(page).getByRole("link", { name: /^Open/ }).click();
  await fresh.click();
  await page.reload();
  expect(await holdsWhatItSays(page, fresh)).toBe(count);
  await page.getByRole("button", { name: "Seen" }).click();
  await expect(page.getByText("Nothing came since you looked.")).toBeVisible();
  await expect(fresh).toContainText("0");
  await news(page, "marked as seen").getByRole("button", { name: "Undo" }).click();
  await expect(fresh).toContainText(String(count));
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(count + 1));
});

test("open tickets are gathered by whom or what their reader chooses, and stay so", async ({
  page,
  signIn,
}) => {
  await signIn("agent");
  await page.goto("/tickets");
  for (const by of ["status", "priority", "assignee"]) {
    await queues(page).getByLabel("Open by", { exact: true }).selectOption(by);
    const link = queues(page)
      .getByRole("region", { name: `Open by ${by}` })
      .getByRole("link");
    await link.first().click();
    await holdsWhatItSays(page, link.first());
  }
  await page.reload();
  await expect(queues(page).getByRole("region", { name: "Open by assignee" })).toBeVisible();
  await queues(page).getByLabel("Open by", { exact: true }).selectOption("queue");
});

test("the queues are reached by keyboard, fold away and stay folded; a picker stands for them", async ({
  page,
  signIn,
}) => {
  await signIn("agent");
  await page.goto("/tickets");
  const overdue = queues(page).getByRole("link", { name: /^Overdue/ });
  await overdue.focus();
  await page.keyboard.press("Enter");
  await holdsWhatItSays(page, overdue);
  const fold = page.getByRole("button", { name: "Fold the queues away" });
  await fold.focus();
  await page.keyboard.press("Enter");
  await expect(queues(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Show the queues beside the list" })).toBeFocused();
  await page.reload();
  const picker = page.getByRole("button", { name: /^Queue: Overdue/ });
  await expect(picker).toBeVisible();
  await picker.focus();
  await page.keyboard.press("Enter");
  await queues(page).getByRole("link", { name: /^All/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Queue: All/ })).toBeVisible();
  await expect(page).toHaveURL(/view=all/);
  await page.getByRole("button", { name: "Show the queues beside the list" }).click();
  await expect(queues(page)).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("queues, their picker and the dialog that keeps a view have no barrier", async ({
      page,
      signIn,
    }) => {
      await signIn("agent");
      await page.goto("/tickets?flag=newSince");
      await expect(queues(page).getByRole("link").first()).toHaveText(/\d/);
      expect(await findViolations(page)).toEqual([]);
      await acts(page).getByRole("button", { name: "Keep as a view" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await findViolations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.setViewportSize({ width: 390, height: 800 });
      await expect(queues(page)).toHaveCount(0);
      await page.getByRole("button", { name: /^Queue:/ }).click();
      await expect(queues(page)).toBeVisible();
      expect(await findViolations(page)).toEqual([]);
    });
  });
}
