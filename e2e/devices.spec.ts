import type { Locator, Page } from "@playwright/test";
import { DeviceDetailResult, ListDevicesResult } from "@/lib/contracts/devices";
import { expect, test } from "./fixtures";
import { focusList } from "./focus-list";

const grid = (page: Page) => page.getByRole("grid", { name: "Devices" });
const rows = (page: Page) => grid(page).getByRole("row");
const rowAt = (page: Page, index: number) => grid(page).locator(`[aria-rowindex="${index + 2}"]`);

/** How many rows the list says that it has, without its head. */
async function readCount(list: Locator): Promise<number> {
  await expect(list).not.toHaveAttribute("aria-rowcount", "-1");
  return Number(await list.getAttribute("aria-rowcount")) - 1;
}

test("the list is reached to its very end, and the last row is the last of the whole list", async ({
  page,
  signIn,
  as,
}) => {
  await signIn("agent");
  await page.goto("/devices?sort=serial");
  const all = await (
    await as("agent")
  ).listAll("/api/devices", ListDevicesResult, { sort: "serial" });
  expect(await readCount(grid(page))).toBe(all.total);
  await focusList(grid(page));
  await page.keyboard.press("End");
  await expect(rowAt(page, all.total - 1)).toContainText(all.rows.at(-1)?.name ?? "");
  await page.keyboard.press("Home");
  await expect(rowAt(page, 0)).toContainText(all.rows[0]?.name ?? "");
  // Anywhere in between, by the scroll bar alone.
  await grid(page).evaluate((element) => {
    element.scrollTop = element.scrollHeight / 2;
  });
  const middle = Math.floor(all.total / 2);
  await expect(rowAt(page, middle)).toContainText(all.rows[middle]?.name ?? "");
});

test("sort, filter, text and open row stand in the address and come back after a reload", async ({
  page,
  signIn,
}) => {
  await signIn("agent");
  await page.goto("/devices");
  await grid(page).getByRole("button", { name: "Name" }).click();
  await expect(page).toHaveURL(/sort=/);
  await page
    .getByRole("button", { name: /^In|Coverage|Systems/ })
    .first()
    .click();
  const box = page.getByRole("dialog");
  await box.getByRole("checkbox").first().check();
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox").fill("a");
  await expect(page).toHaveURL(/q=a/);
  await rows(page).nth(1).click();
  const preview = page.getByRole("complementary", { name: "The open device" });
  await expect(preview.getByRole("heading").first()).toBeVisible();
  const count = await readCount(grid(page));
  const name = await preview.getByRole("heading").first().innerText();
  const address = page.url();
  await page.reload();
  await expect(preview.getByRole("heading").first()).toHaveText(name);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(count + 1));
  expect(page.url()).toBe(address);
  await expect(page.getByRole("searchbox")).toHaveValue("a");
});

test("a filter's count is the number of rows that it leaves", async ({ page, signIn }) => {
  await signIn("agent");
  await page.goto("/devices");
  await page.getByRole("button", { name: "Kind", exact: true }).first().click();
  const option = page.getByRole("dialog", { name: "Kind" }).locator("label").first();
  const count = Number(/([\d,]+)$/.exec((await option.innerText()).trim())?.[1]?.replace(",", ""));
  await option.click();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(count + 1));
});

test("the page of a device shows what both systems know of it, and back leads to its row", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const both = await session.get(
    "/api/devices?coverage=both&sort=name&limit=40",
    ListDevicesResult,
  );
  const row = both.rows.at(-1);
  const detail = await session.get(
    `/api/devices/${encodeURIComponent(row?.ref ?? "")}`,
    DeviceDetailResult,
  );
  await signIn("agent");
  await page.goto("/devices?coverage=both&sort=name");
  await focusList(grid(page));
  for (let step = 0; step < both.rows.length; step += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await expect(page).toHaveURL(
    new RegExp(encodeURIComponent(row?.ref ?? "").replaceAll("%3A", "(%3A|:)")),
  );
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(row?.name ?? "");
  const records = page.getByRole("region", { name: "Records" });
  await expect(records.getByRole("listitem")).toHaveCount(detail.device.recordViews.length);
  await expect(records).toContainText("KACE");
  for (const value of detail.device.groups[0]?.values.slice(0, 3) ?? []) {
    await expect(page.getByRole("main")).toContainText(value.values[0]?.text ?? "");
  }
  await page.goBack();
  await expect(
    grid(page)
      .locator('[role="row"][aria-current="true"]')
      .filter({ hasText: row?.name ?? "" }),
  ).toBeInViewport();
});

test("keys count from the moment on at which rows stand there", async ({ page, signIn }) => {
  await signIn("agent");
  await page.addInitScript(() => {
    // One after another, and all of them before the page comes to anything else.
    const walk = async (list: HTMLElement) => {
      list.focus();
      for (let step = 0; step < 20; step += 1) {
        list.dispatchEvent(
          new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }),
        );
        await Promise.resolve();
      }
    };
    const watch = new MutationObserver(() => {
      const list = document
        .querySelector('[aria-rowindex="2"]')
        ?.closest<HTMLElement>("[role=grid]");
      if (!list) return;
      watch.disconnect();
      void walk(list);
    });
    watch.observe(document, { subtree: true, childList: true });
  });
  await page.goto("/devices?sort=name");
  await expect(rowAt(page, 19)).toHaveAttribute("aria-current", "true");
});

test("every record of a device opens the same device", async ({ as }) => {
  const session = await as("agent");
  const list = await session.get("/api/devices?coverage=both&limit=5", ListDevicesResult);
  for (const row of list.rows) {
    for (const record of row.records) {
      const path = `/api/devices/${encodeURIComponent(record)}`;
      expect((await session.get(path, DeviceDetailResult)).device.ref).toBe(row.ref);
    }
  }
});
