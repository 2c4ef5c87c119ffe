import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { TicketApprovalsResult } from "@/lib/contracts/ticket-acts";
import { ListTicketsResult, TicketDetailResult, type TicketRow } from "@/lib/contracts/tickets";
import { expect, test } from "./fixtures";
import { focusList } from "./focus-list";
import type { Session } from "./session";
import { grid, hrefOf, note, preview, readDetail } from "./ticket-parts";

const MINE = "/tickets?flag=awaitsMyApproval%2Copen";
const acts = (page: Page) => page.getByRole("group", { name: "Acts" });
const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** The one thing that waits for somebody's decision in a system. */
async function takeWaiting(session: Session, source: "kace" | "sysaid"): Promise<TicketRow> {
  const path = `/api/tickets?flag=awaitsMyApproval,open&source=${source}&limit=5`;
  const [row] = (await session.get(path, ListTicketsResult)).rows;
  if (!row) throw new Error(`Nothing waits in ${source}.`);
  return row;
}

async function stateOf(session: Session, row: TicketRow) {
  const path = `/api${hrefOf(row)}/approvals`;
  const { approvals } = await session.get(path, TicketApprovalsResult);
  return approvals.find(({ kind }) => kind !== "task")?.state;
}

/** One ticket of a list, by its place; the oldest are those that no other journey works on. */
async function takeOne(session: Session, search: string, place: number): Promise<TicketRow> {
  const { rows } = await session.get(`/api/tickets?${search}&limit=10`, ListTicketsResult);
  const row = rows[place];
  if (!row) throw new Error(`There is no ticket ${place} for ${search}.`);
  return row;
}

async function openMore(page: Page, act: string) {
  await acts(page).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: act }).click();
}

for (const source of ["kace", "sysaid"] as const) {
  test(`${source}: what waits for me is approved from its queue by a key, taken back, and rejected with a reason`, async ({
    page,
    signIn,
    as,
  }) => {
    const session = await as("agent");
    const row = await takeWaiting(session, source);
    await signIn("agent");
    await page.goto(`${MINE}&source=${source}`);
    const queue = page
      .getByRole("navigation", { name: "Queues" })
      .getByRole("link", { name: /^Waiting for my approval/ });
    await expect(queue).toContainText(/[1-9]/);
    await focusList(grid(page));
    await page.keyboard.press("ArrowDown");
    await expect(preview(page)).toContainText(row.title.trim());
    const approve = preview(page).getByRole("button", { name: /^Approve/ });
    await expect(approve).toBeEnabled();
    await page.keyboard.press("v");
    await expect(note(page, "Approved")).toBeVisible();
    expect(await stateOf(session, row)).toBe("approved");
    await page.keyboard.press("z");
    await expect(note(page, "Taken back")).toBeVisible();
    expect(await stateOf(session, row)).toBe("pending");

    await page.goto(hrefOf(row));
    const approvals = panel(page, "Approvals");
    await expect(approvals).toContainText("asked: you");
    await expect(acts(page).getByRole("button", { name: /^Reject/ })).toBeEnabled();
    await page.keyboard.press("x");
    const dialog = page.getByRole("dialog", { name: /^Reject/ });
    await dialog.getByLabel("Reason").fill("The budget is used up.");
    await dialog.getByRole("button", { name: "Reject" }).click();
    await expect(note(page, "Rejected")).toBeVisible();
    await expect(dialog).toBeHidden();
    await expect(approvals).toContainText("Rejected");
    await expect(page.getByRole("main")).toContainText("The budget is used up.");
    await approvals.getByRole("button", { name: /^Take it back/ }).click();
    await expect(note(page, "Taken back")).toBeVisible();
    expect(await stateOf(session, row)).toBe("pending");
  });
}

test("a record is linked with another by its number, and the link is removed and brought back", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const row = await takeOne(session, "source=sysaid&flag=open&sort=number", 1);
  const other = await takeOne(session, "source=sysaid&flag=open&sort=number", 2);
  await signIn("agent");
  await page.goto(hrefOf(row));
  const links = panel(page, "Links");
  await expect(links).toContainText("Nothing is linked there.");
  await page.keyboard.press("k");
  const dialog = page.getByRole("dialog", { name: `Link SysAid ${row.number}` });
  await dialog.getByLabel("Another ticket").fill(other.number);
  await dialog.getByRole("button", { name: `Link to SysAid ${other.number}`, exact: true }).click();
  await expect(note(page, "Linked")).toBeVisible();
  const end = links.getByRole("link", { name: other.title.trim() });
  await expect(end).toBeVisible();
  await links.getByRole("button", { name: /^Remove/ }).click();
  await expect(note(page, "is removed")).toBeVisible();
  await expect(end).toBeHidden();
  await page.keyboard.press("z");
  await expect(end).toBeVisible();

  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
  }
});

test("a copy is made by a key and opened, gets another template, and is deleted behind a question", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const row = await takeOne(session, "source=kace&queue=kace:queue:3&sort=-number", 0);
  await signIn("agent");
  await page.goto(hrefOf(row));
  await expect(acts(page).getByRole("button", { name: /^Assign/ })).toBeEnabled();
  await page.keyboard.press("Shift+C");
  await expect(note(page, "Copied as KACE")).toBeVisible();
  await page.waitForURL((url) => !url.pathname.endsWith(encodeURIComponent(row.ref)));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(row.title);
  const ref = decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "");
  const number = ref.split(":")[2] ?? "";

  await openMore(page, "Change the template");
  const templates = page.getByRole("dialog", { name: "Change the template" });
  await templates.getByLabel("Template").selectOption({ index: 2 });
  await templates.getByRole("button", { name: "Change the template" }).click();
  await expect(note(page, "It has another template now")).toBeVisible();

  await openMore(page, "Delete");
  const dialog = page.getByRole("dialog", { name: `Delete KACE ${number}?` });
  await expect(dialog).toContainText("cannot be undone");
  await dialog.getByRole("button", { name: `Delete KACE ${number}` }).click();
  await expect(note(page, `Deleted KACE ${number}`)).toBeVisible();
  await expect(grid(page)).toBeVisible();
  const gone = await session.get(`/api/tickets/${encodeURIComponent(ref)}`, TicketDetailResult);
  expect(gone.ticket.removedAt).not.toBeNull();
});

test("a message that is refused stays as it was written, and is sent to a person and a group then", async ({
  page,
  signIn,
  as,
  sysaid,
  pageFaults,
}) => {
  pageFaults.allow(/status of 422/);
  const session = await as("agent");
  const row = await takeOne(session, "source=sysaid&flag=open&sort=number", 3);
  await sysaid.order({
    method: "POST",
    path: "/api/v1/sr/*/message",
    fault: {
      kind: "status",
      status: 400,
      body: { status: 400, message: "The mail server rests." },
    },
  });
  await signIn("agent");
  await page.goto(hrefOf(row));
  await expect(acts(page).getByRole("button", { name: /^Assign/ })).toBeEnabled();
  await openMore(page, "Send a message");
  const dialog = page.getByRole("dialog", { name: `Message about SysAid ${row.number}` });
  await dialog
    .getByRole("button", { name: /requester$/ })
    .first()
    .click();
  await dialog.getByRole("searchbox", { name: "Copy to" }).fill("Network");
  await dialog
    .getByRole("button", { name: /group$/ })
    .first()
    .click();
  await dialog.getByLabel("Subject").fill("Your request");
  await dialog.getByLabel("Text").fill("We are on it.");
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(dialog).toContainText("The mail server rests.");
  await page.keyboard.press("Escape");
  await sysaid.clearFaults();
  await openMore(page, "Send a message");
  await expect(dialog.getByLabel("Text")).toHaveValue("We are on it.");
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(note(page, "E-mail sent")).toBeVisible();
  await expect(page.getByRole("list", { name: "Conversation" })).toContainText("We are on it.");
  const detail = await readDetail(session, row);
  expect(detail.events.filter(({ html }) => html.includes("We are on it."))).toHaveLength(1);
});
