import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ConnectionsResult } from "@/lib/contracts/connections";
import { expect, test } from "./fixtures";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const system = (page: Page, name: "KACE" | "SysAid") =>
  page.getByRole("region", { name, exact: true });
const outcome = (page: Page, name: "KACE" | "SysAid") =>
  page.getByRole("status", { name: `Test of ${name}` });

async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join()}`));
}

async function testConnection(page: Page, name: "KACE" | "SysAid"): Promise<void> {
  await page.getByRole("button", { name: `Test connection to ${name}` }).click();
  await expect(outcome(page, name)).toContainText(/Passed|limits|Failed/, { timeout: 60_000 });
}

test("an administrator finds the page, tests both connections, and reads what may be read", async ({
  page,
  signIn,
  as,
}) => {
  await signIn("administrator");
  await page.goto("/");
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Connections" })
    .click();
  await expect(page).toHaveURL(/\/connections$/);
  for (const name of ["KACE", "SysAid"] as const) {
    await testConnection(page, name);
    await expect(outcome(page, name)).toContainText("Passed");
    const panel = system(page, name);
    await expect(panel.getByRole("listitem").filter({ hasText: /^Reads\s*tickets/ })).toBeVisible();
    await expect(panel.getByRole("rowheader", { name: "tickets" })).toBeVisible();
    await expect(panel).toContainText("In step");
    await expect(panel).toContainText("Plain http");
  }
  const { connections } = await (
    await as("administrator")
  ).get("/api/connections", ConnectionsResult);
  expect(JSON.stringify(connections)).not.toMatch(/http:|secret/);
});

test("what the system refuses its service account stands there in the system's own words", async ({
  page,
  signIn,
  kace,
}) => {
  await signIn("administrator");
  await kace.order({
    path: "/api/inventory/softwares*",
    fault: {
      kind: "status",
      status: 403,
      body: { errorCode: 1, errorDescription: "Software is hidden from this role" },
    },
  });
  await page.goto("/connections");
  await testConnection(page, "KACE");
  await expect(outcome(page, "KACE")).toContainText("Works with limits");
  await expect(system(page, "KACE")).toContainText("Software is hidden from this role (403)");
});

test("a test that one administrator begins shows its result to the others by itself", async ({
  page,
  signIn,
  openBrowser,
}) => {
  await signIn("administrator");
  const other = await openBrowser("administrator");
  await other.goto("/connections");
  await expect(system(other, "KACE")).toContainText("Requests of this server");
  await page.goto("/connections");
  await testConnection(page, "KACE");
  const tested = system(other, "KACE").getByText(/^Tested/);
  await expect(tested.locator("time")).toContainText(/just now|\d s ago/);
});

test("an add-on is set up by keyboard: a secret is never shown, and stays unless it is typed anew", async ({
  page,
  signIn,
}) => {
  await signIn("administrator");
  await page.goto("/connections?tab=addons");
  await page.getByRole("button", { name: "Set up Bomgar" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Set up Bomgar" });
  await expect(dialog.getByLabel("Password")).toHaveValue("");
  await expect(dialog.getByLabel("Password")).toHaveAttribute("placeholder", /Kept/);
  await dialog.getByRole("button", { name: "Test connection" }).click();
  await expect(dialog.getByRole("status")).not.toBeEmpty();
  const name = dialog.getByLabel("User name");
  const before = await name.inputValue();
  await name.fill("another-user");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Set up Bomgar" }).click();
  await expect(name).toHaveValue("another-user");
  expect(await page.content()).not.toContain("s3cret");
  await name.fill(before);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
});

test("an add-on is switched, and a refusal comes in SysAid's words", async ({
  page,
  signIn,
  pageFaults,
}) => {
  pageFaults.allow(/status of 422/);
  await signIn("administrator");
  await page.goto("/connections?tab=addons");
  const line = page.getByRole("main").getByRole("listitem").filter({ hasText: "Barcodes" });
  await page.getByRole("button", { name: "Switch Barcodes off" }).click();
  await expect(line).toContainText("Off");
  await page.getByRole("button", { name: "Switch Barcodes on" }).click();
  await expect(line).toContainText("On");
  await page.getByRole("button", { name: "Switch Microsoft Teams on" }).click();
  const news = page.getByRole("listitem").filter({ hasText: /Missing mandatory parameter/ });
  await expect(news).toBeVisible();
});

test("the organisations of one's own KACE account are listed", async ({ page, signIn }) => {
  await signIn("administrator");
  await page.goto("/connections");
  await page.getByRole("tab", { name: "Organisations of KACE" }).click();
  await expect(page).toHaveURL(/tab=organizations/);
  await expect(page.getByText("You are here")).toBeVisible();
});

test("who belongs to two organisations works in the other by keyboard, reads why KACE shows nothing, and comes back", async ({
  page,
  signInAnew,
  kace,
}) => {
  await kace.set({ organizations: 2 });
  await signInAnew("user");
  await page.goto("/tickets");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("link", { name: "Organisations" }).click();
  await page.getByRole("button", { name: "Work in Organization 2" }).focus();
  await page.keyboard.press("Enter");
  const banner = page.getByRole("region", { name: "Organisation", exact: true });
  await expect(banner).toContainText("You work in Organization 2 of KACE");
  await expect(page.getByRole("list", { name: "Organisations" })).toBeFocused();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findViolations(page)).toEqual([]);
  }
  await page.getByRole("link", { name: "Tickets" }).first().click();
  await expect(page.getByRole("status", { name: "KACE" })).toContainText(
    "You work in organisation Organization 2 of KACE",
  );
  const rows = page.getByRole("grid").getByRole("row");
  await expect(rows.filter({ hasText: "SysAid" }).first()).toBeVisible();
  await expect(rows.filter({ hasText: "KACE" })).toHaveCount(0);
  await banner.getByRole("link", { name: "Change the organisation" }).click();
  await page.getByRole("button", { name: "Work in Default" }).click();
  await expect(banner).toBeHidden();
  await kace.set({ organizations: 1 });
});

test("who is no administrator finds no link to the page, and there a calm word about who does", async ({
  page,
  signIn,
  as,
}) => {
  await signIn("agent");
  await page.goto("/connections");
  await expect(page.getByRole("main")).toContainText(/administrators of KACE or SysAid/);
  await expect(
    page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Connections" }),
  ).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Test connection/ })).toHaveCount(0);
  const agent = await as("agent");
  for (const [method, path] of [
    ["GET", "/api/connections"],
    ["POST", "/api/connections/kace/test"],
    ["GET", "/api/connections/sysaid/addons"],
  ] as const) {
    expect((await agent.refusalOf(method, path, method === "POST" ? {} : undefined)).code).toBe(
      "forbidden",
    );
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("no tab has a barrier, also on a phone", async ({ page, signIn }) => {
      await signIn("administrator");
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        for (const tab of ["systems", "addons", "organizations"]) {
          await page.goto(`/connections?tab=${tab}`);
          await expect(page.getByRole("main").locator('[aria-busy="true"]')).toHaveCount(0);
          expect(await findViolations(page), `${tab} ${width}`).toEqual([]);
          const overflow = await page
            .getByRole("main")
            .evaluate((element) => element.scrollWidth - element.clientWidth);
          expect(overflow, `${tab} ${width}`).toBeLessThanOrEqual(0);
        }
      }
    });
  });
}
