import AxeBuilder from "@axe-core/playwright";
import type { APIRequestContext, Page } from "@playwright/test";
import { ListTicketsResult } from "@/lib/contracts/tickets";
import { expect, test } from "./fixtures";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} — ${node.failureSummary ?? ""}`),
  );
}

async function openTokens(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page
    .getByRole("dialog", { name: "Account" })
    .getByRole("link", { name: "Personal tokens" })
    .click();
  await expect(page).toHaveURL(/\/account\/tokens$/);
}

/** Makes a token through the page and returns it. */
async function makeToken(page: Page, name: string): Promise<string> {
  await page.getByLabel("Name of a new token").fill(name);
  await page.getByRole("button", { name: "Make a token" }).click();
  const dialog = page.getByRole("dialog", { name: `Token “${name}”` });
  const secret = await dialog.getByLabel("Token", { exact: true }).inputValue();
  await dialog.getByRole("button", { name: "Close" }).first().click();
  await expect(dialog).toBeHidden();
  return secret;
}

const rowOf = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });
const revoke = async (page: Page, name: string) => {
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Revoke “${name}”?` });
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(rowOf(page, name)).toContainText("Revoked");
};
const ticketsWith = (api: APIRequestContext, secret: string) =>
  api.get("/api/tickets?limit=1", { headers: { authorization: `Bearer ${secret}` } });

test("a token that a person makes sees what they see, writes nothing, and ends when they revoke it", async ({
  page,
  signIn,
  stranger,
  as,
}) => {
  await signIn("agent");
  await openTokens(page);
  const secret = await makeToken(page, "Nightly count");
  expect(secret).toMatch(/^slt_[\w-]{43}$/);
  await expect(rowOf(page, "Nightly count")).toContainText("reads");
  await expect(rowOf(page, "Nightly count")).toContainText("Live");
  await expect(page.getByRole("main")).not.toContainText(secret);

  const own = await (await as("agent")).get("/api/tickets?limit=1", ListTicketsResult);
  const answer = await ticketsWith(stranger.api, secret);
  const seen = ListTicketsResult.parse(await answer.json());
  expect([seen.total, seen.rows[0]?.ref]).toEqual([own.total, own.rows[0]?.ref]);
  const refused = await stranger.api.post(
    `/api/tickets/${encodeURIComponent(seen.rows[0]?.ref ?? "")}/writes`,
    {
      headers: { authorization: `Bearer ${secret}` },
      data: { act: "comment", text: "From a script", internal: true },
    },
  );
  expect(refused.status()).toBe(403);

  await page.reload();
  await expect(rowOf(page, "Nightly count")).toContainText(/now|ago/);
  await revoke(page, "Nightly count");
  expect((await ticketsWith(stranger.api, secret)).status()).toBe(401);
});

test("a name that is taken is said beside the form, and what was typed stays", async ({
  page,
  signIn,
  pageFaults,
}) => {
  pageFaults.allow(/status of 400/);
  await signIn("agent");
  await page.goto("/account/tokens");
  await makeToken(page, "Weekly list");
  await page.getByLabel("Name of a new token").fill("weekly list");
  await page.getByLabel("Ends after").selectOption("365");
  await page.getByLabel("May only read").uncheck();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "another of your tokens" })).toBeVisible();
  await expect(page.getByLabel("Name of a new token")).toHaveValue("weekly list");
  await expect(page.getByLabel("Ends after")).toHaveValue("365");
  await expect(page.getByLabel("May only read")).not.toBeChecked();
  await revoke(page, "Weekly list");
});

for (const [colorScheme, role] of [
  ["light", "manager"],
  ["dark", "user"],
] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the page has no barrier: empty, with a new token, asking to revoke it, and narrow", async ({
      page,
      signIn,
    }) => {
      await signIn(role);
      await page.goto("/account/tokens");
      const address = new URL(page.url()).origin;
      await expect(page.getByText(`"${address}/api/tickets`)).toContainText("curl -H");
      expect(await findViolations(page)).toEqual([]);
      await page.getByLabel("Name of a new token").fill(colorScheme);
      await page.getByRole("button", { name: "Make a token" }).click();
      const made = page.getByRole("dialog", { name: `Token “${colorScheme}”` });
      await expect(made).toBeVisible();
      expect(await findViolations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(made).toBeHidden();
      expect(await findViolations(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      const main = page.getByRole("main");
      expect(await main.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(
        0,
      );
      await page.getByRole("button", { name: `Revoke ${colorScheme}` }).click();
      await expect(page.getByRole("dialog")).toContainText("was never used");
      expect(await findViolations(page)).toEqual([]);
      await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
      await expect(rowOf(page, colorScheme)).toContainText("Revoked");
    });
  });
}
