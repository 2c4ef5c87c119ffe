import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { z } from "zod";
import { ListOperationsResult } from "@/lib/contracts/developers";
import { ListTicketsResult } from "@/lib/contracts/tickets";
import { CreateTokenResult } from "@/lib/contracts/tokens";
import { expect, test } from "./fixtures";
import type { Session } from "./session";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const list = (page: Page) => page.getByRole("navigation", { name: "Operations" });
const pane = (page: Page) => page.getByRole("region", { name: "The open operation" });
const form = (page: Page) => pane(page).getByRole("form", { name: "Try it" });
const answer = (page: Page) => pane(page).getByRole("region", { name: "What came back" });
const openOf = (page: Page) => list(page).locator('[aria-current="true"]');
const addressOf = (key: string) => `/developers?op=${encodeURIComponent(key)}`;

/** The system's own number of an open ticket that no other journey works on: they take the oldest. */
async function takeTicket(session: Session, source: "kace" | "sysaid", place: number) {
  const path = `/api/tickets?source=${source}&flag=open&sort=-number&limit=40`;
  const row = (await session.get(path, ListTicketsResult)).rows[place];
  if (!row) throw new Error(`There is no open ticket ${place} in ${source}.`);
  return row.ref.split(":")[2] ?? "";
}

async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
const widthBeyond = (element: Locator) =>
  element.evaluate((one) => one.scrollWidth - one.clientWidth);

test("an operation is found by typing, walked to with arrows, and its address brings it back", async ({
  page,
  signIn,
  as,
}) => {
  const { rows } = await (
    await as("agent")
  ).get("/api/developers/operations", ListOperationsResult);
  await signIn("agent");
  await page.goto("/developers");
  await expect(list(page).getByRole("link")).toHaveCount(rows.length);
  await page.keyboard.press("/");
  await page.keyboard.type("service_desk put");
  const found = rows.filter((row) => row.group === "service_desk" && row.method === "PUT");
  await expect(list(page).getByRole("link")).toHaveCount(found.length);
  await list(page).getByRole("link").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  const last = found.at(-1);
  await expect(openOf(page)).toContainText(last?.title ?? "");
  await expect(pane(page).getByRole("heading", { level: 2 })).toHaveText(last?.title ?? "");
  await page.keyboard.press("Enter");
  await expect(pane(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(openOf(page)).toBeFocused();
  await expect.poll(() => new URL(page.url()).searchParams.get("op")).toBe(last?.key);
  await page.reload();
  await expect(openOf(page)).toContainText(last?.title ?? "");
  await expect(page.getByRole("searchbox")).toHaveValue("service_desk put");
});

test("filters narrow the list, each with its count", async ({ page, signIn, as }) => {
  const { rows } = await (
    await as("agent")
  ).get("/api/developers/operations", ListOperationsResult);
  await signIn("agent");
  await page.goto("/developers");
  const wanted = rows.filter((row) => row.system === "kace" && row.harm === "runs_code");
  await page.getByRole("button", { name: "System" }).click();
  await page.getByRole("checkbox", { name: /KACE/ }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Harm" }).click();
  await expect(page.getByRole("checkbox", { name: /Runs code/ }).locator("..")).toContainText(
    String(wanted.length),
  );
  await page.getByRole("checkbox", { name: /Runs code/ }).check();
  await expect(list(page).getByRole("link")).toHaveCount(wanted.length);
  await expect(page).toHaveURL(/system=kace/);
});

test("a read is made at once, as oneself, and shown as it came", async ({ page, signIn }) => {
  await signIn("agent");
  await page.goto(addressOf("kace:tickets.list"));
  await form(page).getByLabel("paging").fill("limit 1");
  await form(page).getByRole("button", { name: "Ask" }).click();
  await expect(answer(page)).toContainText("Status 200");
  await expect(answer(page)).toContainText("x-request-id");
  const text = await answer(page).getByRole("region", { name: "The answer" }).innerText();
  const { Tickets } = z.looseObject({ Tickets: z.array(z.unknown()) }).parse(JSON.parse(text));
  expect(Tickets).toHaveLength(1);
});

test("a write is shown word for word before it is sent, and stands in KACE after it", async ({
  page,
  signIn,
  as,
  kace,
  account,
}) => {
  const id = await takeTicket(await as("agent"), "kace", 0);
  const words = `Sent from the API page ${randomUUID()}`;
  const body = JSON.stringify({ Tickets: [{ change: { comment: words } }] });
  const login = account("agent").kace ?? { userName: "", password: "" };
  const readChanges = async () =>
    JSON.stringify(
      await (
        await kace.signIn(login)
      ).get(`/api/service_desk/tickets/${id}/changes?shaping=hd_ticket_change all`),
    );
  await signIn("agent");
  await page.goto(addressOf("kace:tickets.update"));
  await form(page).getByLabel("id (needed)").fill(id);
  await form(page).getByLabel("JSON body").fill(body);
  await form(page).getByRole("button", { name: "Look at the request" }).click();
  const dialog = page.getByRole("dialog", { name: "Update a ticket?" });
  await expect(dialog).toContainText(
    `PUT ${new URL(page.url()).origin}/api/kace/api/service_desk/tickets/${id}`,
  );
  await expect(dialog.getByRole("region", { name: "Body" })).toHaveText(body);
  expect(await readChanges()).not.toContain(words);
  await dialog.getByRole("button", { name: "Send it", exact: true }).click();
  await expect(answer(page)).toContainText("Status 200");
  expect(await readChanges()).toContain(words);
});

test("what destroys is sent by nobody who did not type what it destroys", async ({
  page,
  signIn,
  as,
}) => {
  const id = await takeTicket(await as("agent"), "kace", 1);
  await signIn("agent");
  await page.goto(addressOf("kace:tickets.delete"));
  await form(page).getByLabel("id (needed)").fill(id);
  await form(page).getByRole("button", { name: "Look at the request" }).click();
  const dialog = page.getByRole("dialog");
  const send = dialog.getByRole("button", { name: "Send it", exact: true });
  await expect(send).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("textbox").fill("1");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  await dialog.getByRole("textbox").fill(id);
  await expect(send).not.toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(form(page).getByLabel("id (needed)")).toHaveValue(id);
});

test("what a system refuses is told in its words, and what was typed stays", async ({
  page,
  signIn,
  pageFaults,
}) => {
  pageFaults.allow(/status of 4\d\d/);
  await signIn("user");
  await page.goto(addressOf("kace:assets.delete"));
  await form(page).getByLabel("id (needed)").fill("1");
  await form(page).getByRole("button", { name: "Look at the request" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("1");
  await dialog.getByRole("button", { name: "Send it", exact: true }).click();
  await expect(form(page).getByRole("alert")).toContainText(/KACE.*It says: .+/);
  await expect(form(page).getByRole("alert")).toContainText(/Request [0-9a-f-]{36}/);
  await expect(form(page).getByLabel("id (needed)")).toHaveValue("1");
});

test("a file goes up with its form and stands in SysAid", async ({
  page,
  signIn,
  as,
  sysaid,
  account,
}) => {
  const id = await takeTicket(await as("agent"), "sysaid", 0);
  await signIn("agent");
  await page.goto(addressOf("sysaid:sr.addAttachment"));
  await form(page).getByLabel("id (needed)").fill(id);
  const file = { name: "findings.txt", mimeType: "text/plain", buffer: Buffer.from("all well") };
  await form(page).getByLabel("file (needed)").setInputFiles(file);
  await form(page).getByRole("button", { name: "Look at the request" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("region", { name: "Form" })).toHaveText("file: findings.txt (8 B)");
  await dialog.getByRole("button", { name: "Send it", exact: true }).click();
  await expect(answer(page)).toContainText(/Status 20\d/);
  const inSysaid = await sysaid.signIn(account("agent").sysaid ?? { userName: "", password: "" });
  const record = await inSysaid.get(`/api/v1/sr/${id}?fields=attachments`);
  expect(JSON.stringify(record)).toContain("findings.txt");
});

test("what is missing is said at its field, and nothing is sent", async ({ page, signIn }) => {
  await signIn("agent");
  await page.goto(addressOf("kace:tickets.update"));
  await form(page).getByLabel("JSON body").fill("{");
  await form(page).getByRole("button", { name: "Look at the request" }).click();
  await expect(form(page).getByLabel("id (needed)")).toHaveAccessibleDescription(/It is needed/);
  await expect(form(page).getByLabel("JSON body")).toHaveAccessibleDescription(/is not JSON/);
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("the OpenAPI document is for people and tokens, and is sent once", async ({
  as,
  signInAnew,
  page,
  stranger,
  playwright,
  baseURL,
}) => {
  expect((await stranger.refusalOf("GET", "/api/openapi.json")).code).toBe("not_signed_in");
  const { api } = await as("user");
  const first = await api.get("/api/openapi.json");
  expect(first.headers()["content-type"]).toBe("application/json");
  expect(z.looseObject({ openapi: z.string() }).parse(await first.json()).openapi).toBe("3.1.0");
  const etag = first.headers()["etag"] ?? "";
  const again = await api.get("/api/openapi.json", { headers: { "if-none-match": etag } });
  expect([again.status(), await again.text()]).toEqual([304, ""]);

  await signInAnew("agent");
  const made = await page.request.post("/api/account/tokens", {
    data: { name: `OpenAPI ${randomUUID()}`, days: 1, access: "read" },
    headers: { "x-sightline": "1" },
  });
  const { secret } = CreateTokenResult.parse(await made.json());
  const script = await playwright.request.newContext({
    ...(baseURL === undefined ? {} : { baseURL }),
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  expect((await script.get("/api/openapi.json")).status()).toBe(200);
  await script.dispose();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the page of operations has no barrier, with or without one open", async ({
      page,
      signIn,
    }) => {
      await signIn("agent");
      for (const path of [
        "/developers",
        addressOf("kace:tickets.list"),
        addressOf("kace:assets.create"),
        addressOf("sysaid:sr.sendMessage"),
        addressOf("sightline:tickets.write"),
      ]) {
        await page.goto(path);
        await expect(list(page).getByRole("link").first()).toBeVisible();
        await expect(pane(page).getByText("Loading")).toBeHidden();
        expect(await findViolations(page), path).toEqual([]);
      }
      await page.goto(addressOf("kace:scripts.run"));
      await form(page).getByLabel("scriptId (needed)").fill("1");
      await form(page).getByLabel("machineIDs (needed)").fill("2");
      await form(page).getByRole("button", { name: "Look at the request" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await findViolations(page)).toEqual([]);
    });
  });
}

for (const width of [320, 390]) {
  test.describe(`a window ${width} pixels wide`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("the list and one operation take turns, and neither scrolls sideways", async ({
      page,
      signIn,
    }) => {
      await signIn("agent");
      await page.goto("/developers");
      await list(page)
        .getByRole("link", { name: /List tickets/ })
        .first()
        .click();
      await expect(pane(page).getByRole("heading", { level: 2 })).toContainText("List tickets");
      await expect(list(page)).toBeHidden();
      expect(await widthBeyond(page.locator("html"))).toBeLessThanOrEqual(0);
      expect(await widthBeyond(pane(page))).toBeLessThanOrEqual(0);
      await page.getByRole("button", { name: "All operations" }).click();
      await expect(list(page)).toBeVisible();
      expect(await widthBeyond(page.locator("html"))).toBeLessThanOrEqual(0);
    });
  });
}
