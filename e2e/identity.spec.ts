import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ListPairsResult } from "@/lib/contracts/identity";
import { expect, test } from "./fixtures";

const PATH = "/api/devices/identity";
const grid = (page: Page) => page.getByRole("grid", { name: "Identity" });
const open = (page: Page) => page.getByRole("complementary", { name: "The open pair" });

test("a join that a person parts becomes a refusal with the reason, and an undo brings it back", async ({
  page,
  signIn,
  as,
}) => {
  const { rows } = await (
    await as("agent")
  ).get(`${PATH}?list=joins&rule=serial&sort=-confidence&limit=1`, ListPairsResult);
  const [pair] = rows;
  const [name, a, b] = [pair?.a.name ?? "no pair", pair?.a.ref, pair?.b.ref ?? ""];
  await signIn("agent");
  await page.goto("/devices/identity?list=joins&rule=serial&sort=-confidence");
  await grid(page).getByRole("row").nth(1).click();
  await expect(open(page).getByRole("heading", { level: 2 })).toHaveText("One device");
  await open(page).getByRole("button", { name: "Unlink" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Not the same" }).click();
  await expect(dialog.getByText("Say why, in a few words.")).toBeVisible();
  await dialog.getByLabel("Reason").fill("The board was swapped");
  await dialog.getByRole("button", { name: "Not the same" }).click();
  await expect(page.getByText("stay two devices").first()).toBeVisible();
  await page.getByRole("button", { name: "Refusals" }).click();
  await page.getByRole("searchbox").fill(name);
  const refused = grid(page).getByRole("row").filter({ hasText: name }).first();
  await refused.click();
  await expect(open(page)).toContainText("The board was swapped");
  await open(page).getByRole("button", { name: "Take the decision back" }).click();
  await expect(page.getByText("The decision is taken back").first()).toBeVisible();
  const after = await (
    await as("agent")
  ).get(`${PATH}?list=joins&record=${encodeURIComponent(b)}`, ListPairsResult);
  expect(after.rows.some((row) => row.a.ref === a && row.b.ref === b)).toBe(true);
});

test("the list, its filters and its open pair stand in the address, and the page is accessible in both themes", async ({
  page,
  signIn,
}) => {
  await signIn("agent");
  await page.goto("/devices/identity?list=joins");
  await page.getByRole("button", { name: "In common" }).click();
  await page.getByRole("dialog", { name: "In common" }).locator("label").first().click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/rule=/);
  await grid(page).getByRole("row").nth(1).click();
  await expect(open(page).getByRole("heading", { level: 2 })).toHaveText("One device");
  const address = page.url();
  await page.reload();
  await expect(open(page).getByRole("heading", { level: 2 })).toHaveText("One device");
  expect(page.url()).toBe(address);
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${scheme} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
});

test("who is signed in to one system is told why nothing is compared here", async ({
  page,
  signIn,
}) => {
  await signIn("kaceOnly");
  await page.goto("/devices/identity");
  await expect(page.getByText(/signed in to KACE and to SysAid/)).toBeVisible();
});

test("an administrator adds a serial number that identifies nothing, and everything is matched again", async ({
  page,
  signIn,
  as,
  pageFaults,
}) => {
  pageFaults.allow(/status of 400/);
  await signIn("administrator");
  await page.goto("/devices/rules");
  const panel = page.getByRole("region", { name: "Values that identify nothing" });
  await panel.getByLabel("Add a MAC address or its beginning").fill("no card");
  await panel.getByLabel("Add a MAC address or its beginning").press("Enter");
  await panel.getByRole("button", { name: "Save and match again" }).click();
  await expect(panel.getByText(/“no card” is no hardware address/)).toBeVisible();
  await panel.getByRole("button", { name: "Remove no card" }).click();
  await panel.getByLabel("Add a serial number").fill("refurb-0001");
  await panel.getByLabel("Add a serial number").press("Enter");
  await panel.getByRole("button", { name: "Save and match again" }).click();
  await expect(panel.getByRole("button", { name: "Remove REFURB0001" })).toBeVisible();
  await expect(panel.getByText(/Everything was matched/)).toBeVisible();
  await panel.getByRole("button", { name: "Remove REFURB0001" }).click();
  await panel.getByRole("button", { name: "Save and match again" }).click();
  await expect(panel.getByRole("button", { name: "Remove REFURB0001" })).toBeHidden();
  const agent = await as("agent");
  expect((await agent.api.get(`${PATH}/placeholders`)).status()).toBe(403);
});
