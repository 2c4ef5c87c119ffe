import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ListDevicesResult } from "@/lib/contracts/devices";
import { LabelsResult } from "@/lib/contracts/labels";
import { StartWalkResult, WalkResult } from "@/lib/contracts/walks";
import { expect, test } from "./fixtures";
import type { Session } from "./session";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function expectNoBarrier(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(" ")}`)).toEqual([]);
  }
}

/** As a hand scanner does: it types and ends with Enter. */
async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
}

/** A walk through a site of middle size, begun without a browser. */
async function beginWalk(session: Session) {
  const { rows } = await session.get("/api/devices?limit=200&sort=name", ListDevicesResult);
  const site = rows.find((row) => row.site !== null)?.site ?? "";
  const made = await session.api.post("/api/device-walks", { data: { site, department: null } });
  const { id } = StartWalkResult.parse(await made.json());
  const walk = await session.get(`/api/device-walks/${id}`, WalkResult);
  const elsewhere = rows.filter(
    (row) => row.site !== null && row.site !== site && (row.serial?.length ?? 0) > 6,
  );
  const here = walk.expected.filter(({ tag }) => (tag?.length ?? 0) > 3);
  return { id, here, elsewhere, expected: walk.expected.length };
}

test("a hand scanner opens the device, and a code that nobody has says so", async ({
  page,
  signIn,
  as,
}) => {
  const { here } = await beginWalk(await as("agent"));
  await signIn("agent");
  await page.goto("/devices/scan");
  await expect(page.getByLabel("Scan or type a code")).toBeFocused();
  await scan(page, "NO-SUCH-CODE-0000");
  await expect(page.getByText(/No device that you may see has this code/)).toBeVisible();
  await expectNoBarrier(page);
  await scan(page, here[0]?.tag ?? "");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(here[0]?.name ?? "");
});

test("labels stand on their sheet as chosen, and their codes open their devices", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const { rows } = await session.get("/api/devices?limit=3&sort=name", ListDevicesResult);
  const refs = rows.map(({ ref }) => ref).join(",");
  await signIn("agent");
  await page.goto(`/devices/labels?${new URLSearchParams({ refs })}`);
  const sheet = page.getByRole("region", { name: "Sheet 1" });
  await expect(sheet.getByRole("article")).toHaveCount(3);
  await page.getByLabel("Sheet", { exact: true }).selectOption("roll-62x29");
  await expect(page.getByRole("region", { name: /^Sheet \d/ })).toHaveCount(3);
  await page.reload();
  await expect(page.getByRole("region", { name: /^Sheet \d/ })).toHaveCount(3);
  await expectNoBarrier(page);
  const { labels } = await session.get(
    `/api/devices/labels?${new URLSearchParams({ refs })}`,
    LabelsResult,
  );
  await page.goto("/devices/scan");
  await scan(page, labels[0]?.qr.text ?? "");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(rows[0]?.name ?? "");
});

test("a walk goes on without a signal, a reload loses no scan, and all arrive when the signal returns", async ({
  page,
  context,
  signIn,
  as,
  pageFaults,
}) => {
  pageFaults.allow(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  const session = await as("agent");
  const { id, here, elsewhere, expected } = await beginWalk(session);
  await signIn("agent");
  await page.goto(`/devices/walks/${id}`);
  const box = page.getByLabel("Scan what stands here");
  const last = page.getByRole("region", { name: "Last scan" });
  await expect(box).toBeFocused();
  await scan(page, here[0]?.tag ?? "");
  await expect(last).toContainText("Found");
  await expect(last).toContainText(`1 of ${expected} found`);
  await scan(page, here[0]?.serial ?? here[0]?.tag ?? "");
  await expect(last).toContainText("Already scanned");
  await scan(page, elsewhere[0]?.serial ?? "");
  await expect(last).toContainText("Belongs elsewhere");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  await context.setOffline(true);
  await scan(page, here[1]?.tag ?? "");
  await expect(last).toContainText("Found");
  await scan(page, elsewhere[1]?.serial ?? "");
  await expect(last).toContainText("Looked up later");
  await expect(page.getByText("2 scans kept in this browser")).toBeVisible();
  // The page is closed where there is no signal; what was scanned is still there when it opens again.
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(`/devices/walks/${id}`);
  await expect(again.getByText("Saved", { exact: true })).toBeVisible();
  await expect(again.getByRole("tab", { name: /^Found/ })).toContainText("2");
  await expect(again.getByRole("tab", { name: /^Belongs elsewhere/ })).toContainText("2");
  await expectNoBarrier(again);
  const { scans } = await session.get(`/api/device-walks/${id}`, WalkResult);
  expect(new Set(scans.map((one) => one.id)).size).toBe(5);

  await again.getByRole("tab", { name: /^Belongs elsewhere/ }).click();
  await again
    .getByRole("button", { name: / is here now$/ })
    .first()
    .click();
  const dialog = again.getByRole("dialog");
  await expect(dialog).toContainText(/PUT \/api\/|cannot be written/);
  await again.keyboard.press("Escape");
  await again.getByRole("tab", { name: /^Missing/ }).click();
  await again
    .getByRole("button", { name: /^Note about/ })
    .first()
    .click();
  await again.keyboard.type("In repair");
  await again.keyboard.press("Enter");
  await expect(again.getByText("Not found: In repair")).toBeVisible();
});
