import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { FormResult } from "@/lib/contracts/record-form";
import { ListDevicesResult } from "@/lib/contracts/devices";
import { ListTicketsResult, type TicketRow } from "@/lib/contracts/tickets";
import { expect, test } from "./fixtures";
import type { Session } from "./session";
import { hrefOf, note } from "./ticket-parts";

const form = (page: Page, name: string | RegExp) => page.getByRole("form", { name });
const field = (page: Page, key: string) => page.locator(`[data-field="${key}"]`);

/** An open ticket of KACE's first queue that no other journey works on: they take the newest ones. */
async function takeTicket(session: Session): Promise<TicketRow> {
  const list = await session.get(
    `/api/tickets?source=kace&queue=${encodeURIComponent("kace:queue:1")}&sort=number&limit=3`,
    ListTicketsResult,
  );
  const row = list.rows[1];
  if (!row) throw new Error("The first queue has no tickets.");
  return row;
}

async function valueOf(session: Session, row: TicketRow, key: string) {
  const read = await session.get(`/api${hrefOf(row)}/form`, FormResult);
  return read.form.fields.find((one) => one.key === key)?.value;
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [colorScheme, id, nodes[0]?.html])).toEqual([]);
  }
}

async function pick(page: Page, key: string, choice: string) {
  await field(page, key).getByRole("button").first().click();
  await page.getByRole("option", { name: choice, exact: true }).click();
}

test("KACE's own fields are edited by key; a refused value shows the allowed ones and keeps what was typed", async ({
  page,
  signIn,
  as,
  kace,
}) => {
  const session = await as("agent");
  const row = await takeTicket(session);
  const held = await valueOf(session, row, "custom_2");
  const [refused = "", taken = ""] = ["3", "4", "1"].filter((floor) => floor !== held);
  await signIn("agent");
  await page.goto(hrefOf(row));
  await expect(page.getByRole("link", { name: "Edit fields" })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("f");
    await expect(form(page, /^Edit /)).toBeVisible({ timeout: 6000 });
  }).toPass();
  await field(page, "custom_1").getByRole("textbox").fill("4711 👀");
  await pick(page, "custom_2", refused);
  await expectAccessible(page);
  await kace.order({
    method: "PUT",
    path: "/api/service_desk/tickets/*",
    times: 1,
    fault: {
      kind: "status",
      status: 400,
      body: { errorCode: -1, errorDescription: `Floor "${refused}" is not valid for this queue.` },
    },
  });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "KACE refused" })).toBeVisible();
  await expect(field(page, "custom_1").getByRole("textbox")).toHaveValue("4711 👀");
  const allowed = page.getByRole("group", { name: "Allowed for Floor" });
  await allowed.getByRole("button", { name: taken, exact: true }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(note(page, "Saved in KACE")).toBeVisible();
  await expect(page).toHaveURL(hrefOf(row));
  expect(await valueOf(session, row, "custom_2")).toBe(taken);
  expect(await valueOf(session, row, "custom_1")).toBe("4711 👀");
});

test("a ticket is made from a device's page in KACE, with machine and requester filled in", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const { rows } = await session.get(
    "/api/devices?source=kace&sort=name&limit=40",
    ListDevicesResult,
  );
  const device = rows.find(({ records }) =>
    records.some((one) => one.startsWith("kace:machine:")),
  ) ?? { ref: "" };
  await signIn("agent");
  await page.goto(`/devices/${encodeURIComponent(device.ref)}`);
  await page.getByRole("link", { name: "New ticket for this device" }).click();
  await page.getByLabel("System", { exact: true }).selectOption("kace");
  await page.getByLabel("Queue", { exact: true }).selectOption({ label: "IT Service Desk" });
  await expect(form(page, "New ticket in IT Service Desk")).toBeVisible();
  await expect(field(page, "machine").getByRole("button").first()).not.toHaveAccessibleName(
    /Nothing/,
  );
  await expect(page).toHaveURL(/device=.*source=kace|source=kace.*device=/);
  await page.getByLabel("Category", { exact: true }).selectOption("Account");
  await page.getByLabel("Category, level 2").selectOption("Sign-in");
  await page.getByLabel("Category", { exact: true }).selectOption("Hardware");
  await expect(page.getByText("“Sign-in” is not below “Hardware” and was cleared.")).toBeVisible();
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was sent" })).toBeVisible();
  const title = `Cracked screen ${Date.now()}`;
  await page.getByLabel("Title (required)").fill(title);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const found = await session.get(
    `/api/tickets?q=${encodeURIComponent(title)}&limit=5`,
    ListTicketsResult,
  );
  expect(found.rows).toMatchObject([{ title, deviceRef: device.ref }]);
});

test("a SysAid template begins a ticket; a reload keeps what was typed", async ({
  page,
  signIn,
}) => {
  await signIn("agent");
  await page.goto("/tickets?flag=open");
  await page.getByRole("link", { name: "New ticket", exact: true }).click();
  await page.getByLabel("System", { exact: true }).selectOption("sysaid");
  await page.getByLabel("Record type", { exact: true }).selectOption("incident");
  await page.getByLabel("Template", { exact: true }).selectOption({ label: "Wi-Fi problem" });
  const title = page.getByLabel("Title (required)");
  await expect(title).toHaveValue("Cannot connect to a Wi-Fi network");
  const mine = `No Wi-Fi ${Date.now()} ‏עברית`;
  await title.fill(mine);
  page.once("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(title).toHaveValue(mine);
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: mine })).toBeVisible();
});
