import type { Page } from "@playwright/test";
import { HomeResult } from "@/lib/contracts/metrics";
import { expect, test } from "./fixtures";

/** Makes a link through the page and returns its path. */
async function makeLink(page: Page, name: string): Promise<string> {
  await page.goto("/walls");
  await page.getByLabel("Name of a new wall").fill(name);
  await page.getByRole("button", { name: "Make a link" }).click();
  const dialog = page.getByRole("dialog", { name: `Link for “${name}”` });
  const address = await dialog.getByLabel("Address for the television").inputValue();
  await dialog.getByRole("button", { name: "Close" }).first().click();
  return new URL(address).pathname;
}

const tile = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });

test("a link that an administrator makes opens a wall without any session: aggregates, never a name", async ({
  page,
  signIn,
  openBrowser,
  as,
}) => {
  await signIn("administrator");
  const path = await makeLink(page, "Second floor");
  const television = await openBrowser(null);
  await television.goto(path);
  const { metrics } = await (await as("administrator")).get("/api/home", HomeResult);
  await expect(tile(television, "Open tickets")).toContainText(
    metrics.openTickets.toLocaleString("en-GB"),
  );
  await expect(
    television
      .getByRole("main")
      .getByRole("region")
      .filter({ has: television.getByRole("heading") }),
  ).toHaveCount(6);
  await expect(tile(television, "Open tickets")).toContainText("KACE and SysAid");
  expect(await television.context().cookies()).toEqual([]);
  const answer = await television.request.get(`/api${path}`);
  expect(await answer.text()).not.toMatch(/(kace|sysaid):(?!queue|group)[a-z]+:|"href":"\/|@/);
});

test("a wall keeps its last picture while the server is unreachable, also over a reload, and comes back by itself", async ({
  page,
  signIn,
  openBrowser,
  pageFaults,
}) => {
  pageFaults.allow(/Failed to load resource|ERR_/);
  await signIn("administrator");
  const path = await makeLink(page, "Over the door");
  const television = await openBrowser(null);
  await television.goto(path);
  await expect(tile(television, "Open tickets")).toContainText(/old|last value of/);
  // Holds this page of the wall; pages turn by themselves otherwise.
  await television.keyboard.press("Space");
  const number = await tile(television, "Open tickets").locator("p").first().innerText();
  await television.route("**/api/**", (route) => route.abort());
  await expect(tile(television, "Open tickets")).toContainText("Sightline cannot be reached", {
    timeout: 40_000,
  });
  await expect(tile(television, "Open tickets").locator("p").first()).toHaveText(number);
  await television.reload();
  await expect(tile(television, "Open tickets").locator("p").first()).toHaveText(number);
  await television.unroute("**/api/**");
  await expect(tile(television, "Open tickets")).not.toContainText("cannot be reached", {
    timeout: 40_000,
  });
});

test("a revoked link says so quietly over its last picture, and opens nothing new", async ({
  page,
  signIn,
  openBrowser,
  pageFaults,
}) => {
  pageFaults.allow(/status of 404/);
  await signIn("administrator");
  const path = await makeLink(page, "Lobby");
  const television = await openBrowser(null);
  await television.goto(path);
  await expect(tile(television, "Open tickets")).toContainText("KACE and SysAid");
  await television.keyboard.press("Space");
  await page.getByRole("button", { name: "Revoke Lobby" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("row", { name: /Lobby/ })).toContainText("Revoked");
  await expect(television.getByRole("main")).toContainText("no longer valid", { timeout: 40_000 });
  await expect(tile(television, "Open tickets")).toBeVisible();
  const fresh = await openBrowser(null);
  await fresh.goto(path);
  await expect(fresh.getByRole("main")).toContainText("no longer valid");
});

test("a wall turns its pages by itself and needs neither pointer nor scroll bar", async ({
  page,
  signIn,
  openBrowser,
}) => {
  await signIn("administrator");
  const path = await makeLink(page, "Canteen");
  const television = await openBrowser(null);
  await television.goto(path);
  await expect(tile(television, "Open tickets")).toBeVisible();
  await expect(tile(television, "Devices")).toBeVisible({ timeout: 45_000 });
  const overflow = await television.evaluate(() => {
    const { scrollHeight, scrollWidth, clientHeight, clientWidth } = document.documentElement;
    return { tall: scrollHeight > clientHeight, wide: scrollWidth > clientWidth };
  });
  expect(overflow).toEqual({ tall: false, wide: false });
});

test("who is no administrator is told who makes wall links", async ({
  page,
  signIn,
  pageFaults,
}) => {
  pageFaults.allow(/status of 403/);
  await signIn("agent");
  await page.goto("/walls");
  await expect(page.getByRole("main")).toContainText(/administrator/i);
  await expect(page.getByRole("button", { name: "Make a link" })).toHaveCount(0);
});
