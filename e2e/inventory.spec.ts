import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ListDevicesResult } from "@/lib/contracts/devices";
import { ListGroupsResult, ListItemsResult, ListLicencesResult } from "@/lib/contracts/inventory";
import { expect, test } from "./fixtures";
import { focusList } from "./focus-list";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
  }
}

/** What the company must have for a journey; an error when it has none. */
function need<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new Error(`The company lacks ${what}.`);
  return thing;
}

const gridOf = (page: Page, name: string) => page.getByRole("grid", { name, exact: true });
const encoded = encodeURIComponent;

test("a process leads to exactly the devices that it runs on", async ({ page, signIn, as }) => {
  const session = await as("agent");
  const readProcesses = () =>
    session.get("/api/inventory/items?kind=process&sort=-level&limit=5", ListItemsResult);
  const onDevices = (list: ListItemsResult) => list.rows.find(({ devices }) => (devices ?? 0) > 0);
  // What runs on how many is counted a moment after the first fill.
  await expect
    .poll(async () => onDevices(await readProcesses())?.name ?? "", { timeout: 60_000 })
    .not.toBe("");
  const list = await readProcesses();
  const { total } = list;
  const process = need(onDevices(list), "a process that runs on a device");
  await signIn("agent");
  await page.goto("/software/processes?sort=-level");
  const grid = gridOf(page, "Processes");
  await expect(grid).toHaveAttribute("aria-rowcount", String(total + 1));
  await page.getByRole("searchbox").fill(process.name);
  const row = grid.getByRole("row").filter({ hasText: process.name }).first();
  await row.click();
  const preview = page.getByRole("complementary", { name: "The open process" });
  await expect(preview.getByRole("heading")).toHaveText(process.name);
  await expectAccessible(page);
  await preview.getByRole("link", { name: /^[\d,]+ devices?$/ }).click();
  await expect(page).toHaveURL(/\/devices\?has=/);
  await expect(gridOf(page, "Devices")).toHaveAttribute(
    "aria-rowcount",
    String((process.devices ?? 0) + 1),
  );
  await expect(page.getByRole("button", { name: `Has: ${process.name}` })).toBeVisible();
});

test("a program shows its versions, and each number is that version's devices", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const { rows } = await session.get(
    "/api/inventory/titles?spread=many&sort=-devices&limit=1",
    ListGroupsResult,
  );
  const title = need(rows[0], "a program of several versions");
  await signIn("agent");
  await page.goto("/software?spread=many&sort=-devices");
  await focusList(gridOf(page, "Software titles"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title.name);
  const versions = page.getByRole("list", { name: "Versions" }).getByRole("link");
  await expect(versions).toHaveCount(Math.min(200, title.members));
  await expectAccessible(page);
  const count = /: ([\d,]+)$/.exec((await versions.first().getAttribute("aria-label")) ?? "")?.[1];
  await versions.first().click();
  await expect(gridOf(page, "Devices")).toHaveAttribute(
    "aria-rowcount",
    String(Number(count?.replaceAll(",", "")) + 1),
  );
});

test("a vulnerability tells its patches, owners and sites, and hands its devices over as a file", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const { rows } = await session.get("/api/inventory/cves?sort=-devices&limit=1", ListGroupsResult);
  const cve = need(rows[0], "a CVE that a device lacks the patch of");
  const devices = await session.get(
    `/api/devices?has=${encoded(cve.key)}&limit=1`,
    ListDevicesResult,
  );
  expect(devices.total).toBe(cve.devices);
  await signIn("agent");
  await page.goto(`/software/cves/${encoded(cve.key)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(cve.key);
  await expect(
    page.getByRole("region", { name: "Patches", exact: true }).getByRole("row"),
  ).toHaveCount(cve.members + 1);
  await expect(page.getByRole("list", { name: "Owners" }).getByRole("listitem")).not.toHaveCount(0);
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const stream = await (await download).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  const lines = Buffer.concat(chunks).toString("utf8").trim().split("\r\n");
  expect(lines).toHaveLength(cve.devices + 1);
});

test("licences tell what is owned, installed and to reclaim, to administrators alone", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const { rows, total } = await session.get(
    "/api/inventory/licences?sort=-reclaim&limit=1",
    ListLicencesResult,
  );
  const licence = need(rows[0], "a licence");
  expect(licence.reclaim).toBeGreaterThan(0);
  await signIn("agent");
  await page.goto("/software/licences?sort=-reclaim");
  await expect(gridOf(page, "Licences")).toHaveAttribute("aria-rowcount", String(total + 1));
  await page.goto(`/software/licences/${encoded(licence.ref)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(licence.name);
  await expectAccessible(page);
  const idle = page.getByRole("region", {
    name: "Installed and not used in 90 days",
    exact: true,
  });
  await idle
    .getByRole("link", { name: /in the list of devices$/ })
    .first()
    .click();
  await expect(gridOf(page, "Devices")).toHaveAttribute(
    "aria-rowcount",
    String(Number(licence.reclaim) + 1),
  );
  const user = await as("user");
  expect((await user.get("/api/inventory/licences", ListLicencesResult)).total).toBe(0);
});
