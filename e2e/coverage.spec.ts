import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ListArchivedResult } from "@/lib/contracts/archived";
import { CoverageResult } from "@/lib/contracts/coverage";
import { DeviceDetailResult, ListDevicesResult } from "@/lib/contracts/devices";
import { expect, test } from "./fixtures";
import type { Session } from "./session";

const PATH = "/api/devices/coverage";
const numberIn = (text: string | null) =>
  Number(/[\d,]+/.exec(text ?? "")?.[0].replaceAll(",", ""));

/** Each address and its number, out of every link to a list of devices on the page. */
async function readNumbers(page: Page): Promise<[string, number][]> {
  const links = await page
    .getByRole("main")
    .locator('a[href^="/devices?"]')
    .evaluateAll((all) =>
      all.map((link) => {
        const counted =
          link.getAttribute("aria-label") ?? link.querySelector(".figures")?.textContent;
        return [link.getAttribute("href") ?? "", counted ?? ""] as const;
      }),
    );
  return links.map(([href, text]) => [href, numberIn(text)]);
}

async function countOf(session: Session, href: string): Promise<number> {
  const search = new URLSearchParams(href.split("?")[1]);
  search.set("limit", "1");
  return (await session.get(`/api/devices?${search}`, ListDevicesResult)).total;
}

for (const role of ["administrator", "manager"] as const) {
  test(`every number of coverage opens exactly the devices that it counts: ${role}`, async ({
    page,
    signIn,
    as,
  }) => {
    await signIn(role);
    await page.goto("/devices/coverage");
    await expect(page.getByRole("region", { name: "Where devices stand" })).toBeVisible();
    const numbers = await readNumbers(page);
    // The page begins at its beginning, whatever stands further down.
    expect(await page.getByRole("main").evaluate((main) => main.scrollTop)).toBe(0);
    expect(numbers.length).toBeGreaterThan(8);
    const session = await as(role);
    for (const [href, count] of numbers) expect(await countOf(session, href), href).toBe(count);
  });
}

test("a number leads to its rows, and the table's order and division stand in the address", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("administrator");
  const { all } = await session.get(PATH, CoverageResult);
  // Weeks are worked out a moment after the first fill.
  const countWeeks = async () => (await session.get(PATH, CoverageResult)).trend?.weeks.length;
  await expect.poll(countWeeks, { timeout: 30_000 }).toBeGreaterThan(1);
  await signIn("administrator");
  await page.goto("/devices/coverage");
  await page.getByRole("tab", { name: /Department/ }).click();
  await page.getByRole("button", { name: "SysAid only" }).click();
  await expect(page).toHaveURL(/by=department/);
  await expect(page).toHaveURL(/sort=-sysaid/);
  await page.reload();
  const table = page.getByRole("table", { name: "Devices by department" });
  await expect(table.getByRole("columnheader", { name: "SysAid only" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  await page
    .getByRole("region", { name: "Where devices stand" })
    .getByRole("link", { name: /SysAid only/ })
    .click();
  await expect(page).toHaveURL(/\/devices\?coverage=sysaid/);
  await expect(page.getByRole("grid", { name: "Devices" })).toHaveAttribute(
    "aria-rowcount",
    String(all.sysaid + 1),
  );
});

test("coverage and the archive have no barrier in either theme", async ({ page, signIn }) => {
  await signIn("administrator");
  for (const path of ["/devices/coverage", "/devices/archived"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await expect(page.getByRole("main").locator('section[aria-busy="true"]')).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
    }
  }
});

test("a device that left KACE's archive is shown as gone, with when", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("administrator");
  const { rows, total } = await session.get(
    "/api/devices/archived?state=completed",
    ListArchivedResult,
  );
  const lone = rows.find((row) => row.sysaid === "none");
  expect(lone).toBeDefined();
  const ref = lone?.ref ?? "";
  const [, , id] = ref.split(":");
  const deleted = await session.api.delete(`/api/kace/api/asset/assets/${id}`);
  expect(deleted.status()).toBe(200);
  const path = `/api/devices/${encodeURIComponent(ref)}`;
  const { device } = await session.get(`${path}?fresh=1`, DeviceDetailResult);
  expect(device.recordViews.map(({ removedAt }) => removedAt === null)).toEqual([false]);

  await signIn("administrator");
  await page.goto(`/devices/${encodeURIComponent(ref)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(lone?.name ?? "");
  await expect(page.getByRole("main").getByText(/Gone from its systems/)).toBeVisible();
  await page.goto("/devices/archived?state=completed");
  await expect(page.getByRole("grid", { name: "Archived devices" })).toHaveAttribute(
    "aria-rowcount",
    String(total),
  );
});
