import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ListTicketsResult, type TicketRow } from "@/lib/contracts/tickets";
import { expect, test } from "./fixtures";
import type { Session } from "./session";
import { hrefOf, note, readDetail } from "./ticket-parts";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg==",
  "base64",
);

const form = (page: Page) => page.getByRole("form", { name: "Comment" });
const box = (page: Page) => form(page).getByRole("textbox");
const tray = (page: Page) => form(page).getByRole("list", { name: "Files to send" });
const talk = (page: Page) => page.getByRole("list", { name: "Conversation" });

/** An open ticket of its own for a journey. */
async function findTicket(session: Session, source: "kace" | "sysaid", nth: number) {
  const path = `/api/tickets?source=${source}&flag=open&sort=createdAt&limit=${nth + 1}`;
  const row = (await session.get(path, ListTicketsResult)).rows[nth];
  if (row === undefined) throw new Error("too few tickets");
  return row;
}

interface Made {
  name: string;
  type: string;
  base64: string;
}

/** Drops or pastes files that are made in the page, as a browser does with real ones. */
async function bring(page: Page, how: "drop" | "paste", files: readonly Made[]): Promise<void> {
  await page.evaluate(
    ({ how, files }) => {
      const transfer = new DataTransfer();
      for (const { name, type, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type }));
      }
      const given = { bubbles: true, cancelable: true };
      if (how === "paste") {
        const event = new ClipboardEvent("paste", { ...given, clipboardData: transfer });
        document.activeElement?.dispatchEvent(event);
        return;
      }
      for (const type of ["dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(type, { ...given, dataTransfer: transfer }));
      }
    },
    { how, files: [...files] },
  );
}

const textFile = (name: string, text: string): Made => ({
  name,
  type: "text/plain",
  base64: Buffer.from(text).toString("base64"),
});
const picture: Made = { name: "image.png", type: "image/png", base64: PNG.toString("base64") };

async function open(page: Page, row: TicketRow): Promise<void> {
  await page.goto(hrefOf(row));
  await expect(box(page)).toBeVisible();
}

test("files that are dropped and pasted go with a comment, can be looked at and saved, and what cannot go is said before", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const row = await findTicket(session, "kace", 3);
  await signIn("agent");
  await open(page, row);
  await box(page).fill("Two files with this");
  await bring(page, "paste", [picture]);
  await bring(page, "drop", [
    textFile("log\u202Egol.txt", "what happened"),
    textFile("empty.txt", ""),
  ]);
  await expect(tray(page).getByRole("listitem")).toHaveCount(2);
  await expect(form(page).getByRole("alert")).toContainText("empty.txt, because it is empty");
  await bring(
    page,
    "drop",
    ["1", "2", "3", "4"].map((name) => textFile(name, name)),
  );
  await expect(form(page).getByRole("alert")).toContainText("KACE takes 5 files at once");
  for (const name of ["1", "2", "3"]) {
    await tray(page)
      .getByRole("button", { name: `Do not send ${name}`, exact: true })
      .click();
  }
  await box(page).focus();
  await page.keyboard.press("Control+Enter");
  await expect(note(page, "Comment and 2 files sent")).toBeVisible();
  await expect(box(page)).toHaveValue("");
  await expect(tray(page)).toBeHidden();
  const said = talk(page).getByRole("listitem").filter({ hasText: "Two files with this" });
  await expect(said.getByRole("img", { name: "image.png" })).toHaveJSProperty("naturalWidth", 1);
  await said.getByRole("button", { name: "View image.png" }).click();
  await expect(page.getByRole("dialog", { name: "image.png" })).toBeVisible();
  await page.keyboard.press("Escape");
  const saving = page.waitForEvent("download");
  await said.getByRole("link", { name: "Download loggol.txt" }).click();
  expect((await saving).suggestedFilename()).toBe("loggol.txt");
  const { events } = await readDetail(session, row);
  expect(events.filter(({ html }) => html.includes("Two files with this"))).toHaveLength(1);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

test("a note and its files go to SysAid one by one: what is refused stays and can be sent alone", async ({
  page,
  signIn,
  as,
  sysaid,
  pageFaults,
}) => {
  pageFaults.allow(/status of 422/);
  const session = await as("agent");
  const row = await findTicket(session, "sysaid", 3);
  await signIn("agent");
  await open(page, row);
  await box(page).fill("See the plan");
  await bring(page, "drop", [textFile("plan.txt", "plan")]);
  await sysaid.order({
    method: "POST",
    path: "*/attachment",
    times: 1,
    fault: { kind: "status", status: 400, body: { status: "400", message: "No space left" } },
  });
  await form(page).getByRole("button", { name: "Add internal comment" }).click();
  await expect(tray(page)).toContainText("No space left");
  await expect(box(page)).toHaveValue("");
  await form(page).getByRole("button", { name: "Send files" }).click();
  await expect(note(page, "1 file sent")).toBeVisible();
  const { events } = await readDetail(session, row);
  expect(events.filter(({ html }) => html.includes("See the plan"))).toHaveLength(1);
  const file = talk(page).getByRole("listitem").filter({ hasText: "plan.txt" }).last();
  await file.getByRole("button", { name: "Delete plan.txt" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(note(page, "plan.txt is deleted")).toBeVisible();
  await expect(talk(page).getByText("plan.txt")).toHaveCount(0);
});

test("work is logged by its key and taken back; the conversation shows one kind of entries, also after a reload", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const row = await findTicket(session, "kace", 4);
  await signIn("agent");
  await open(page, row);
  await page.keyboard.press("w");
  const dialog = page.getByRole("dialog", { name: "Log work" });
  await dialog.getByLabel("Minutes").fill("25");
  await dialog.getByRole("button", { name: "Log work" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Say what you did");
  await dialog.getByLabel("What you did").fill("Changed the drum");
  await page.keyboard.press("Control+Enter");
  await expect(note(page, "Work logged")).toBeVisible();
  await page.getByRole("group", { name: "Show" }).getByText("Work").click();
  const entries = talk(page).getByRole("listitem");
  await expect(entries.last()).toContainText("Changed the drum");
  await expect(entries.last()).toContainText("25 min");
  await expect(page).toHaveURL(/entries=work/);
  await page.reload();
  await expect(page.getByRole("radio", { name: /^Work/ })).toBeChecked();
  const mine = talk(page).getByRole("listitem").filter({ hasText: "Changed the drum" });
  await mine.getByRole("link").click();
  await expect(page).toHaveURL(/#entry-work-\d+$/);
  await mine.getByRole("button", { name: "Take back work of 25 min" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take it back" }).click();
  await expect(mine).toHaveCount(0);
});
