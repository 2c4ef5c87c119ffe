import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { MeResult } from "@/lib/contracts/account";
import { PresenceResult } from "@/lib/contracts/ticket-presence";
import { ListTicketsResult, type TicketRow } from "@/lib/contracts/tickets";
import type { Account, Appliance } from "./appliance";
import { expect, test } from "./fixtures";
import type { Session } from "./session";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const hrefOf = (row: TicketRow) => `/tickets/${encodeURIComponent(row.ref)}`;
const nativeId = (row: TicketRow) => row.ref.split(":")[2] ?? "";
const form = (page: Page) => page.getByRole("form", { name: "Comment" });
const box = (page: Page) => form(page).getByRole("textbox");
const said = (page: Page) => page.getByRole("list", { name: "Conversation" });
const heldIn = (page: Page) => page.getByRole("region", { name: "Not sent yet" });
const others = (page: Page) => page.getByRole("list", { name: "Also here" });
const news = (page: Page) =>
  page.getByRole("region", { name: /Notifications/ }).getByRole("listitem");
const isLive = (page: Page) => page.getByText(/^Live from/);

/** An open ticket that no other journey works on: the others take theirs from the list's other end. */
async function takeTicket(session: Session, source: "kace" | "sysaid", place: number) {
  const path = `/api/tickets?source=${source}&flag=open&sort=-number&limit=20`;
  const row = (await session.get(path, ListTicketsResult)).rows[place];
  if (!row) throw new Error(`There is no open ticket ${place} in ${source}.`);
  return row;
}

/** A ticket that an end user sees. */
async function takeOwnTicket(session: Session): Promise<TicketRow> {
  const [row] = (await session.get("/api/tickets?source=kace&limit=1", ListTicketsResult)).rows;
  if (!row) throw new Error("The user has no ticket.");
  return row;
}

async function nameOf(session: Session, source: "kace" | "sysaid"): Promise<string> {
  const { connections } = await session.get("/api/account/me", MeResult);
  return connections.find((one) => one.source === source)?.fullName ?? "";
}

/** Types like a person, so that the page hears every key. */
async function type(page: Page, text: string): Promise<void> {
  await box(page).focus();
  await page.keyboard.type(text);
}

/** A page that hears of no change, as behind a proxy that swallows streams. */
async function deafen(page: Page): Promise<void> {
  await page.route("**/api/events", (route) => route.abort());
}

test("who types in a ticket is shown to a colleague within two seconds, without moving anything, until they leave", async ({
  page,
  signIn,
  openBrowser,
  as,
}) => {
  const session = await as("agent");
  const row = await takeTicket(session, "kace", 0);
  const name = await nameOf(session, "kace");
  const colleague = await openBrowser("administrator");
  await colleague.goto(hrefOf(row));
  await expect(isLive(colleague)).toBeVisible();
  const before = await isLive(colleague).boundingBox();
  await signIn("agent");
  await page.goto(hrefOf(row));
  await expect(others(colleague)).toContainText(`${name} is looking`);
  await type(page, "Let me see");
  await expect(others(colleague)).toContainText(`${name} is typing`, { timeout: 2_000 });
  expect((await isLive(colleague).boundingBox())?.y).toBe(before?.y);
  // Oneself is nobody else, in a second page neither.
  const second = await page.context().newPage();
  await second.goto(hrefOf(row));
  await expect(others(second)).toContainText(await nameOf(await as("administrator"), "kace"));
  await expect(others(second)).not.toContainText(name);
  await second.close();
  await box(page).fill("");
  await page.goto("/tickets");
  await expect(others(colleague)).toHaveCount(0);
});

test("an end user is not shown who of the staff looks at their ticket", async ({
  page,
  signIn,
  openBrowser,
  as,
}) => {
  const session = await as("user");
  const row = await takeOwnTicket(session);
  const path = `/api${hrefOf(row)}/presence`;
  const agent = await openBrowser("agent");
  await agent.goto(hrefOf(row));
  const seen = async () => (await (await as("administrator")).get(path, PresenceResult)).people;
  await expect.poll(async () => (await seen()).length).toBe(1);
  await signIn("user");
  await page.goto(hrefOf(row));
  await expect(page.getByRole("heading", { name: "Conversation" })).toBeVisible();
  await expect(others(page)).toHaveCount(0);
  expect(await session.get(path, PresenceResult)).toEqual({ isShared: false, people: [] });
  expect(await seen()).toHaveLength(1);
});

const TIMES_SAID = {
  kace: (kace: Appliance, account: Account, row: TicketRow) =>
    read(kace, account.kace, `/api/service_desk/tickets/${nativeId(row)}/changes`),
  sysaid: (sysaid: Appliance, account: Account, row: TicketRow) =>
    read(sysaid, account.sysaid, `/api/v1/sr/${nativeId(row)}`),
};

async function read(appliance: Appliance, login: Account["sysaid"], path: string) {
  const session = await appliance.signIn(login ?? { userName: "", password: "" });
  const shaping = path.includes("service_desk") ? "?shaping=hd_ticket_change all" : "";
  return JSON.stringify(await session.get(`${path}${shaping}`));
}

for (const source of ["kace", "sysaid"] as const) {
  test(`${source}: a comment is held when a colleague wrote meanwhile, shows their words, and is sent when its author says so`, async ({
    page,
    signIn,
    openBrowser,
    as,
    kace,
    sysaid,
    account,
    pageFaults,
  }) => {
    pageFaults.allow(/status of 409|ERR_FAILED/);
    const row = await takeTicket(await as("agent"), source, 1);
    const [mine, theirs] = [`My answer in ${source}`, `I have answered in ${source}`];
    await signIn("agent");
    await deafen(page);
    await page.goto(hrefOf(row));
    await expect(isLive(page)).toBeVisible();
    await box(page).fill(mine);
    const colleague = await openBrowser("administrator");
    await colleague.goto(hrefOf(row));
    await box(colleague).fill(theirs);
    await colleague.keyboard.press("Control+Enter");
    // It has arrived, and not only left.
    await expect(news(colleague)).toContainText(/Comment sent|Internal comment added/);

    await box(page).focus();
    await page.keyboard.press("Control+Enter");
    await expect(heldIn(page)).toContainText(theirs);
    await expect(heldIn(page)).toContainText(/ wrote (just now|\d+ s ago):/);
    await expect(box(page)).toHaveValue(mine);
    await expect(said(page)).not.toContainText(mine);
    await expect(news(page)).toHaveCount(0);
    // By habit once more: it leads to what came in, and sends nothing.
    await page.keyboard.press("Control+Enter");
    const anyway = heldIn(page).getByRole("button", { name: "Send anyway" });
    await expect(anyway).toBeFocused();
    await anyway.press("Enter");
    await expect(said(page)).toContainText(mine);
    await expect(said(page)).toContainText(theirs);
    await expect(box(page)).toHaveValue("");
    await expect(box(page)).toBeFocused();
    await expect(heldIn(page)).toHaveCount(0);
    const appliance = { kace, sysaid }[source];
    const stored = await TIMES_SAID[source](appliance, account("agent"), row);
    expect(stored.split(mine)).toHaveLength(2);
    expect(stored.split(theirs)).toHaveLength(2);
  });
}

test("who looked at what is new may go on writing, and may throw the comment away and have it back", async ({
  page,
  signIn,
  as,
  pageFaults,
}) => {
  pageFaults.allow(/status of 409|ERR_FAILED/);
  const row = await takeTicket(await as("agent"), "kace", 2);
  await signIn("agent");
  await deafen(page);
  await page.goto(hrefOf(row));
  await expect(isLive(page)).toBeVisible();
  await box(page).fill("Half an answer");
  const other = await as("administrator");
  const data = { act: "comment", text: "Anybody there?", internal: false };
  await other.api.post(`/api${hrefOf(row)}/writes`, { data });
  await page.keyboard.press("Control+Enter");
  await heldIn(page).getByRole("button", { name: "Keep editing" }).click();
  await expect(heldIn(page)).toHaveCount(0);
  await expect(box(page)).toBeFocused();
  await expect(box(page)).toHaveValue("Half an answer");
  // What came in after that is told again.
  await other.api.post(`/api${hrefOf(row)}/writes`, { data: { ...data, text: "Hello?" } });
  await page.keyboard.press("Control+Enter");
  await expect(heldIn(page).getByRole("listitem")).toHaveCount(1);
  await expect(heldIn(page)).toContainText("Hello?");
  await heldIn(page).getByRole("button", { name: "Discard" }).click();
  await expect(heldIn(page)).toHaveCount(0);
  await expect(box(page)).toHaveValue("");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(box(page)).toHaveValue("Half an answer");
});

test("a draft typed in one browser is there in another, follows it while its box is untouched, and goes when it is sent", async ({
  page,
  signIn,
  openBrowser,
  as,
}) => {
  const row = await takeTicket(await as("agent"), "kace", 3);
  const saved = () =>
    page.waitForResponse(
      (answer) => answer.request().method() === "PUT" && answer.url().endsWith("/draft"),
    );
  await signIn("agent");
  await page.goto(hrefOf(row));
  await expect(isLive(page)).toBeVisible();
  await form(page).getByText("Internal", { exact: true }).click();
  const first = saved();
  await box(page).fill("Begun at the desk");
  await first;
  const second = await openBrowser("agent");
  await second.goto(hrefOf(row));
  await expect(box(second)).toHaveValue("Begun at the desk");
  await expect(form(second).getByRole("radio", { name: "Internal" })).toBeChecked();
  await type(page, ", and longer");
  await expect(box(second)).toHaveValue("Begun at the desk, and longer");
  // A third opening of the same person, and none of anybody else.
  const colleague = await openBrowser("administrator");
  await colleague.goto(hrefOf(row));
  await expect(isLive(colleague)).toBeVisible();
  await expect(box(colleague)).toHaveValue("");
  // Left before the pause is over: what was typed goes along.
  await type(second, ", finished here");
  await second.goto("/tickets");
  await expect(box(page)).toHaveValue("Begun at the desk, and longer");
  await page.reload();
  await expect(box(page)).toHaveValue("Begun at the desk, and longer, finished here");
  await second.goto(hrefOf(row));
  await expect(box(second)).toHaveValue("Begun at the desk, and longer, finished here");
  await box(page).focus();
  await page.keyboard.press("Control+Enter");
  await expect(said(page)).toContainText("finished here");
  await expect(box(second)).toHaveValue("");
  await second.reload();
  await expect(isLive(second)).toBeVisible();
  await expect(box(second)).toHaveValue("");
});

const PLACES = { light: 4, dark: 5 };
for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("a held comment and a colleague in the ticket have no barrier, also on a phone", async ({
      page,
      signIn,
      openBrowser,
      as,
      pageFaults,
    }) => {
      pageFaults.allow(/status of 409|ERR_FAILED/);
      const row = await takeTicket(await as("agent"), "kace", PLACES[colorScheme]);
      const colleague = await openBrowser("administrator");
      await colleague.goto(hrefOf(row));
      await signIn("agent");
      await deafen(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(hrefOf(row));
      await expect(isLive(page)).toBeVisible();
      await expect(others(page)).toBeVisible();
      const data = { act: "comment", text: "Anybody there?", internal: true };
      const other = await as("administrator");
      await other.api.post(`/api${hrefOf(row)}/writes`, { data });
      await box(page).fill("An answer");
      await page.keyboard.press("Control+Enter");
      await expect(heldIn(page)).toBeVisible();
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 844 });
        const main = page.getByRole("main");
        const wide = await main.evaluate((one) => one.scrollWidth - one.clientWidth);
        expect(wide).toBeLessThanOrEqual(0);
        const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      }
      await heldIn(page).getByRole("button", { name: "Discard" }).click();
    });
  });
}
