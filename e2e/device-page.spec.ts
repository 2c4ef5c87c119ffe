import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { DeviceFilesResult, DeviceSoftwareResult } from "@/lib/contracts/device-page";
import { DeviceDetailResult, ListDevicesResult, type DeviceDetail } from "@/lib/contracts/devices";
import { expect, test } from "./fixtures";
import type { Session } from "./session";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const TABS: readonly [name: string, address: RegExp][] = [
  ["Overview", /\/devices\/[^?]+$/],
  ["Hardware", /tab=hardware/],
  ["Software", /tab=software/],
  ["Running", /tab=running/],
  ["Patches", /tab=patches/],
  ["Custody", /tab=custody/],
  ["Relations", /tab=relations/],
  ["Files", /tab=files/],
  ["Timeline", /tab=timeline/],
];
const addressOf = (ref: string, tab = "") =>
  `/devices/${encodeURIComponent(ref)}${tab === "" ? "" : `?tab=${tab}`}`;

/** A device that KACE inventories and SysAid knows, which has sent files. */
async function findDevice(session: Session): Promise<string> {
  const list = await session.get(
    "/api/devices?coverage=both&kind=laptop&limit=60",
    ListDevicesResult,
  );
  for (const { ref } of list.rows) {
    const path = `/api/devices/${encodeURIComponent(ref)}/files`;
    const { files } = await session.get(path, DeviceFilesResult);
    if (files.state === "known" && files.rows.length > 0) return ref;
  }
  throw new Error("no device has files");
}

function postureOf({ posture }: DeviceDetail) {
  if (posture.state === "missing") throw new Error(posture.reason);
  return posture;
}

function firstTitle(software: DeviceSoftwareResult["software"]): string {
  const name = software.state === "known" ? software.titles[0]?.name : undefined;
  if (name === undefined) throw new Error("no software");
  return name;
}

async function settle(page: Page): Promise<void> {
  await expect(page.getByRole("main").locator('section[aria-busy="true"]')).toHaveCount(0);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("every part of a device's page opens by its key, stands in the address and has no barrier", async ({
      page,
      signIn,
      as,
    }) => {
      test.slow();
      const ref = await findDevice(await as("administrator"));
      await signIn("administrator");
      await page.goto(addressOf(ref));
      await expect(page.getByRole("tab", { name: "Overview" })).toHaveAttribute(
        "aria-selected",
        "true",
      );
      for (const [at, [name, address]] of TABS.entries()) {
        await page.keyboard.press(String(at + 1));
        await expect(page.getByRole("tab", { name: new RegExp(`^${name}`) })).toHaveAttribute(
          "aria-selected",
          "true",
        );
        await expect(page).toHaveURL(address);
        await settle(page);
        const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze();
        expect(
          violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map((n) => n.target.join(" ")).join()}`,
          ),
          name,
        ).toEqual([]);
      }
      await page.goBack();
      await expect(page.getByRole("tab", { name: "Files" })).toHaveAttribute(
        "aria-selected",
        "true",
      );
    });
  });
}

test("posture names what is wrong with a machine, and leads to it", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const ref = await findDevice(session);
  const path = `/api/devices/${encodeURIComponent(ref)}?fresh=1`;
  const { device } = await session.get(path, DeviceDetailResult);
  const posture = postureOf(device);
  await signIn("agent");
  await page.goto(addressOf(ref));
  const panel = page.getByRole("region", { name: "Posture" });
  for (const { word, why } of posture.facts) {
    await expect(panel).toContainText(word);
    await expect(panel).toContainText(why);
  }
  await panel.getByRole("link", { name: "Patches" }).click();
  await expect(page).toHaveURL(/tab=patches/);
  const missing = page.getByRole("region", { name: "Missing patches" }).first();
  await expect(missing).toContainText(posture.patches[0]?.title ?? "Nothing is missing");
});

test("software is found by its name, and a file of the agent is downloaded as the viewer", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("administrator");
  const ref = await findDevice(session);
  const { software } = await session.get(
    `/api/devices/${encodeURIComponent(ref)}/software`,
    DeviceSoftwareResult,
  );
  await signIn("administrator");
  await page.goto(addressOf(ref, "software"));
  await settle(page);
  const name = firstTitle(software);
  await page.getByRole("searchbox", { name: "Filter the software" }).fill(name);
  await expect(page.getByRole("region", { name: "Installed software" })).toContainText(name);
  await page.goto(addressOf(ref, "files"));
  const files = page.getByRole("region", { name: "Files from its agent" });
  const download = page.waitForEvent("download");
  await files.getByRole("link").first().click();
  expect((await download).suggestedFilename()).not.toBe("");
});

test("who sees KACE alone finds nothing of SysAid on the page or in its timeline", async ({
  page,
  signIn,
  as,
}) => {
  const inKace = await (await as("kaceOnly")).listAll("/api/devices", ListDevicesResult);
  const inBoth = await (
    await as("administrator")
  ).listAll("/api/devices", ListDevicesResult, { coverage: "both" });
  const known = new Set(inBoth.rows.flatMap(({ records }) => records));
  const twins = inKace.rows.filter(({ ref }) => known.has(ref));
  expect(twins.length).toBeGreaterThan(0);
  await signIn("kaceOnly");
  await page.goto(addressOf(twins[0]?.ref ?? "", "timeline"));
  await settle(page);
  const timeline = page.getByRole("region", { name: "Timeline" });
  await expect(timeline).toBeVisible();
  await expect(timeline).not.toContainText("SysAid");
});

test("an unknown device is told as such", async ({ page, signIn, pageFaults }) => {
  pageFaults.allow(/404/);
  await signIn("agent");
  const answer = await page.goto(addressOf("kace:machine:99999999"));
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing here");
});
