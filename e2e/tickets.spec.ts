import type { Locator, Page } from "@playwright/test";
import { z } from "zod";
import { ListTicketsResult, type TicketRow } from "@/lib/contracts/tickets";
import { expect, test } from "./fixtures";
import { focusList } from "./focus-list";
import type { Session } from "./session";
import { grid, hrefOf, note, preview, queueOf, readDetail } from "./ticket-parts";

const rowOf = (page: Page, row: TicketRow) =>
  grid(page).getByRole("row").filter({ hasText: row.title }).filter({ hasText: row.number });
const nativeId = (row: TicketRow) => row.ref.split(":")[2] ?? "";

/** An open ticket that no other journey works on: each takes its own place in the list. */
async function takeTicket(session: Session, source: "kace" | "sysaid", place: number) {
  const list = await session.get(
    `/api/tickets?source=${source}&flag=open&sort=number&limit=40`,
    ListTicketsResult,
  );
  const row = list.rows[place];
  if (!row) throw new Error(`There is no open ticket ${place} in ${source}.`);
  return row;
}

/** Opens one of a ticket's boxes and chooses in it. */
async function choose(scope: Locator, page: Page, act: "Assign" | "Status", choice: string) {
  await scope
    .getByRole("button", { name: new RegExp(`^${act}`) })
    .first()
    .click();
  const box = page.getByRole("dialog", { name: act });
  await box.getByRole("combobox").fill(choice);
  await box.getByRole("option").filter({ hasText: choice }).first().click();
}

test("views and filters narrow the queue to exactly what the list answers, and stand in the address", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  await signIn("agent");
  await page.goto("/tickets");
  const views = page.getByRole("navigation", { name: "Queues" });
  for (const name of ["Unassigned", "Overdue", "All"]) {
    const view = views.getByRole("link", { name: new RegExp(`^${name}`) });
    await view.click();
    await expect(view).toHaveAttribute("aria-current", "page");
    await expect(view).toHaveText(/\d/);
    const count = Number((await view.innerText()).replace(/\D/g, ""));
    await expect(grid(page)).toHaveAttribute("aria-rowcount", String(count + 1));
  }
  await page
    .getByRole("search")
    .getByRole("button", { name: /^(Source|System|In)/ })
    .first()
    .click();
  await page.getByRole("checkbox", { name: /SysAid/ }).check();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/source=sysaid/);
  const { total } = await session.get("/api/tickets?source=sysaid&limit=1", ListTicketsResult);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(total + 1));
  await page.reload();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(total + 1));
  await focusList(grid(page));
  await page.keyboard.press("End");
  await expect(grid(page).locator(`[aria-rowindex="${total + 1}"]`)).not.toHaveAttribute(
    "aria-busy",
    "true",
  );
});

test("arrow keys walk the queue and the preview follows; Enter opens the page and Esc returns to the row", async ({
  page,
  signIn,
}) => {
  await signIn("agent");
  await page.goto("/tickets?view=all");
  await expect(grid(page).getByRole("row").nth(1)).toBeVisible();
  // The first arrow finds the list by itself.
  for (const place of [1, 2, 3]) {
    await page.keyboard.press("ArrowDown");
    const row = grid(page).locator(`[aria-rowindex="${place + 1}"]`);
    const number = (await row.getByRole("gridcell").nth(1).innerText()).replace(/\D/g, "");
    await expect(preview(page)).toContainText(number);
  }
  const title = await preview(page).getByRole("heading", { level: 2 }).innerText();
  const address = page.url();
  await focusList(grid(page));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await page.keyboard.press("Escape");
  await expect(preview(page).getByRole("heading", { level: 2 })).toHaveText(title);
  const open = new URL(address).searchParams.get("open");
  expect(new URL(page.url()).searchParams.get("open")).toBe(open);
});

const KINDS = [
  { word: "Public", place: 0, ownersOnly: 0, told: "Comment sent" },
  { word: "Internal", place: 1, ownersOnly: 1, told: "Internal comment added" },
];
for (const { word, place, ownersOnly, told } of KINDS) {
  test(`a comment marked ${word} reaches KACE as such and stands in the conversation`, async ({
    page,
    signIn,
    as,
    kace,
    account,
  }) => {
    const session = await as("agent");
    const row = await takeTicket(session, "kace", place);
    const text = `Looked at it (${word}): 5 < 6 & 7 > 6`;
    await signIn("agent");
    await page.goto(hrefOf(row));
    const form = page.getByRole("form", { name: "Comment" });
    await form.getByText(word, { exact: true }).click();
    await form.getByRole("textbox").fill(text);
    await page.keyboard.press("Control+Enter");
    await expect(note(page, told)).toBeVisible();
    const said = page
      .getByRole("list", { name: "Conversation" })
      .getByRole("listitem")
      .filter({ hasText: text });
    await expect(said).toContainText(word);
    await expect(form.getByRole("textbox")).toHaveValue("");
    const { kace: login } = account("agent");
    const inKace = await kace.signIn(login ?? { userName: "", password: "" });
    const { Changes } = z
      .object({
        Changes: z.array(z.looseObject({ comment: z.string(), owners_only: z.coerce.number() })),
      })
      .parse(
        await inKace.get(
          `/api/service_desk/tickets/${nativeId(row)}/changes?shaping=hd_ticket_change all`,
        ),
      );
    const last = Changes.filter((one) => one.comment.includes("Looked at it")).at(-1);
    expect(last?.owners_only).toBe(ownersOnly);
  });
}

test("a comment reaches SysAid through the agent's own session", async ({
  page,
  signIn,
  as,
  sysaid,
  account,
}) => {
  const session = await as("agent");
  const row = await takeTicket(session, "sysaid", 0);
  await signIn("agent");
  await page.goto(hrefOf(row));
  const sent = watchWrites(page);
  const form = page.getByRole("form", { name: "Comment" });
  await form.getByRole("textbox").fill("Written through Sightline");
  await form.getByRole("button", { name: /comment/i }).click();
  await expect(note(page, /^(Internal comment added|Comment sent)/)).toBeVisible();
  await expect(page.getByRole("list", { name: "Conversation" })).toContainText(
    "Written through Sightline",
  );
  const login = account("agent").sysaid ?? { userName: "", password: "" };
  const inSysaid = await sysaid.signIn(login);
  const stored = JSON.stringify(await inSysaid.get(`/api/v1/sr/${nativeId(row)}`));
  expect(stored).toContain("Written through Sightline");
  expect(stored).toContain(`"userName":"${login.userName}"`);
  expect(sent).toHaveLength(1);
});

/** Every act that the page sends from now on. */
function watchWrites(page: Page): string[] {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/writes")) sent.push(request.url());
  });
  return sent;
}

for (const source of ["kace", "sysaid"] as const) {
  test(`${source}: a new status and assignee show in a second open browser's list, and stand in the system`, async ({
    page,
    signIn,
    openBrowser,
    as,
  }) => {
    const session = await as("agent");
    const row = await takeTicket(session, source, 2);
    const detail = await readDetail(session, row);
    const status = detail.statusChoices.find(
      (one) => one.label !== detail.statusLabel && one.kind !== "closed",
    );
    const person = detail.assigneeChoices.find((one) => one.label !== detail.assigneeName);
    const colleague = await openBrowser("administrator");
    await colleague.goto(queueOf(row));
    await expect(rowOf(colleague, row)).toBeVisible();
    await signIn("agent");
    await page.goto(hrefOf(row));
    const acts = page.getByRole("group", { name: "Acts" });
    await choose(acts, page, "Status", status?.label ?? "");
    await expect(rowOf(colleague, row)).toContainText(status?.label ?? "");
    await choose(acts, page, "Assign", person?.label ?? "");
    await expect(rowOf(colleague, row)).toContainText(person?.label ?? "");
    // Read live as somebody else: what the system itself now holds.
    const after = await readDetail(await as("administrator"), row);
    expect(after.conversation.state).toBe("live");
    expect(after.statusLabel).toBe(status?.label);
    expect(after.assigneeName).toBe(person?.label);
  });
}

test("a refused status goes back to what it was, in the system's own words", async ({
  page,
  signIn,
  as,
  kace,
  pageFaults,
}) => {
  pageFaults.allow(/status of 4\d\d/);
  const session = await as("agent");
  const row = await takeTicket(session, "kace", 4);
  const detail = await readDetail(session, row);
  const status = detail.statusChoices.find((one) => one.label !== detail.statusLabel);
  await kace.order({
    method: "PUT",
    path: `/api/service_desk/tickets/${nativeId(row)}`,
    fault: {
      kind: "status",
      status: 400,
      body: { errorCode: -1, errorDescription: "A resolution is required first." },
    },
  });
  await signIn("agent");
  await page.goto(hrefOf(row));
  await choose(page.getByRole("group", { name: "Acts" }), page, "Status", status?.label ?? "");
  await expect(note(page, "A resolution is required first.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Facts" })).toContainText(detail.statusLabel);
  expect((await readDetail(session, row)).statusLabel).toBe(detail.statusLabel);
});

test("a refused comment keeps what was typed, over a reload, until it is sent", async ({
  page,
  signIn,
  as,
  kace,
  pageFaults,
}) => {
  pageFaults.allow(/status of 4\d\d/);
  const session = await as("agent");
  const row = await takeTicket(session, "kace", 5);
  await kace.order({
    method: "PUT",
    path: `/api/service_desk/tickets/${nativeId(row)}`,
    fault: {
      kind: "status",
      status: 403,
      body: { errorCode: -1, errorDescription: "The queue is frozen until Monday." },
    },
  });
  await signIn("agent");
  await page.goto(hrefOf(row));
  const box = page.getByRole("form", { name: "Comment" }).getByRole("textbox");
  await box.fill("An hour's worth of findings");
  await page.keyboard.press("Control+Enter");
  await expect(note(page, "The queue is frozen until Monday.")).toBeVisible();
  await expect(box).toHaveValue("An hour's worth of findings");
  await page.reload();
  await expect(box).toHaveValue("An hour's worth of findings");
  await kace.clearFaults();
  await box.focus();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("list", { name: "Conversation" })).toContainText(
    "An hour's worth of findings",
  );
  await expect(box).toHaveValue("");
});

test("an ended session asks for a sign-in to that one system over the page, and the text is still there", async ({
  page,
  signInAnew,
  as,
  kace,
  account,
  pageFaults,
}) => {
  pageFaults.allow(/status of 403/);
  const row = await takeTicket(await as("agent"), "kace", 6);
  await signInAnew("agent");
  await page.goto(hrefOf(row));
  await expect(page.getByText(/^Live from KACE/)).toBeVisible();
  const box = page.getByRole("form", { name: "Comment" }).getByRole("textbox");
  await box.fill("Half a sentence");
  await kace.order({
    method: "PUT",
    path: `/api/service_desk/tickets/${nativeId(row)}`,
    times: 1,
    fault: { kind: "expired" },
  });
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", { name: "Sign in to KACE" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel("User name")).toHaveValue(account("agent").kace?.userName ?? "");
  await dialog.getByLabel("Password").fill(account("agent").kace?.password ?? "");
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
  await expect(box).toHaveValue("Half a sentence");
  await box.focus();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("list", { name: "Conversation" })).toContainText("Half a sentence");
});

test("what a standard user may not do is shown and says who refuses it", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("user");
  const list = await session.get("/api/tickets?source=kace&limit=1", ListTicketsResult);
  const row = list.rows[0];
  await signIn("user");
  await page.goto(`/tickets/${encodeURIComponent(row?.ref ?? "")}`);
  const assign = page.getByRole("group", { name: "Acts" }).getByRole("button", { name: /^Assign/ });
  await expect(assign).toBeVisible();
  await expect(assign).toHaveAttribute("aria-disabled", "true");
  await expect(assign).toHaveAccessibleDescription(/KACE/);
});
