import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { ListCisResult } from "@/lib/contracts/cis";
import { ListDevicesResult } from "@/lib/contracts/devices";
import { CreateWallLinkResult } from "@/lib/contracts/metrics";
import { ListTicketsResult } from "@/lib/contracts/tickets";
import { expect, test } from "./fixtures";
import type { Session } from "./session";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const NARROW = { width: 320, height: 640 };

const SCREENS = [
  "/",
  "/tickets",
  "/devices",
  "/cis",
  "/team",
  "/walls",
  "/account/tokens",
  "/connections",
  "/developers",
  "/gallery",
] as const;

/** A detail page of each kind, and a list with a row open. */
async function detailPages(session: Session): Promise<string[]> {
  const [ticket] = (await session.get("/api/tickets?flag=open&limit=1", ListTicketsResult)).rows;
  const [device] = (await session.get("/api/devices?coverage=both&limit=1", ListDevicesResult))
    .rows;
  const [ci] = (await session.get("/api/cis?sort=-relations&limit=1", ListCisResult)).rows;
  return [
    `/tickets/${encodeURIComponent(ticket?.ref ?? "")}`,
    `/devices/${encodeURIComponent(device?.ref ?? "")}`,
    `/cis/${encodeURIComponent(ci?.ref ?? "")}`,
  ];
}

/** Everything that was asked for has come: nothing on the page is still loading. */
async function settle(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page.getByRole("main").locator('section[aria-busy="true"]')).toHaveCount(0);
  await expect(page.getByRole("main").getByText("Loading", { exact: true })).toHaveCount(0);
}

async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} — ${node.failureSummary ?? ""}`),
  );
}

/** Pixels by which the page itself is wider than its window. */
const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the sign-in has no barrier", async ({ page }) => {
      await page.goto("/sign-in");
      await settle(page);
      expect(await findViolations(page)).toEqual([]);
    });

    for (const path of SCREENS) {
      test(`${path} has no barrier`, async ({ page, signIn }) => {
        await signIn("administrator");
        await page.goto(path);
        await page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
        await settleUnlessGallery(page, path);
        expect(await findViolations(page)).toEqual([]);
      });
    }

    test("details have no barrier", async ({ page, signIn, as }) => {
      await signIn("agent");
      for (const path of await detailPages(await as("agent"))) {
        await page.goto(path);
        await settle(page);
        expect(await findViolations(page), path).toEqual([]);
      }
    });

    test("a list with a row open beside it has no barrier", async ({ page, signIn }) => {
      await signIn("agent");
      for (const path of ["/tickets", "/devices", "/cis"]) {
        await page.goto(path);
        await page.getByRole("grid").getByRole("row").nth(2).click();
        await expect(page.getByRole("complementary").getByRole("heading").first()).toBeVisible();
        await settle(page);
        expect(await findViolations(page), path).toEqual([]);
      }
    });

    test("a wall has no barrier", async ({ openBrowser, as }) => {
      const session = await as("administrator");
      const made = await session.api.post("/api/wall-links", { data: { name: colorScheme } });
      const { path } = CreateWallLinkResult.parse(await made.json());
      const television = await openBrowser(null);
      await television.goto(`${path}?theme=${colorScheme}`);
      await expect(television.getByRole("region", { name: "Open tickets" })).toContainText("KACE");
      expect(await findViolations(television)).toEqual([]);
    });
  });
}

async function settleUnlessGallery(page: Page, path: string): Promise<void> {
  // The gallery shows waiting faces on purpose.
  if (path !== "/gallery") await settle(page);
}

test.describe("a window 320 pixels wide", () => {
  test.use({ viewport: NARROW });

  test("no screen scrolls sideways", async ({ page, signIn, as }) => {
    await page.goto("/sign-in");
    expect(await overflowOf(page), "/sign-in").toBeLessThanOrEqual(0);
    await signIn("administrator");
    for (const path of [
      ...SCREENS.filter((one) => one !== "/gallery"),
      ...(await detailPages(await as("agent"))),
    ]) {
      await page.goto(path);
      await settle(page);
      expect(await overflowOf(page), path).toBeLessThanOrEqual(0);
      const main = await page
        .getByRole("main")
        .evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(main, path).toBeLessThanOrEqual(0);
    }
  });
});

test("only our own scripts may run on any page, and no page may be framed", async ({
  page,
  signIn,
}) => {
  await signIn("agent");
  for (const path of ["/sign-in", ...SCREENS]) {
    const answer = await page.goto(path);
    const policy = z.string().parse(answer?.headers()["content-security-policy"]);
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
    expect(policy).not.toContain("unsafe-eval");
    expect(policy).toContain("frame-ancestors 'none'");
  }
});
