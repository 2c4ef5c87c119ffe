import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ListDevicesResult, type DeviceRow } from "@/lib/contracts/devices";
import { RunPlanResult } from "@/lib/contracts/runs";
import { expect, test } from "./fixtures";
import type { Session } from "./session";

const dialog = (page: Page, name: string) => page.getByRole("dialog", { name });
const aboutRun = (page: Page) => page.getByRole("group", { name: "About this run" });

/** Devices that KACE can act on, as the person's own plan says. */
async function actable(session: Session, count: number): Promise<DeviceRow[]> {
  const { rows } = await session.get("/api/devices?source=kace&limit=60", ListDevicesResult);
  const answer = await session.api.post("/api/device-runs/plan", {
    data: { kind: "forceInventory", refs: rows.map(({ ref }) => ref) },
  });
  const plan = RunPlanResult.parse(await answer.json());
  const targets = new Set(plan.targets.map(({ ref }) => ref));
  const found = rows.filter(({ records }) => records.some((ref) => targets.has(ref)));
  expect(found.length).toBeGreaterThanOrEqual(count);
  return found.slice(0, count);
}

/** Opens the list and picks its first rows. */
async function pick(page: Page, count: number): Promise<void> {
  await page.goto("/devices?source=kace");
  const boxes = page.getByRole("grid", { name: "Devices" }).getByRole("checkbox");
  for (let at = 0; at < count; at += 1) await boxes.nth(at).check();
  await expect(page.getByRole("group", { name: "Picked devices" })).toContainText(
    `${count} devices picked`,
  );
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [colorScheme, id, nodes[0]?.html])).toEqual([]);
  }
}

test("a script is run on picked devices, followed device by device, left and followed again", async ({
  page,
  signIn,
}) => {
  await signIn("administrator");
  await pick(page, 4);
  await page.getByRole("button", { name: "Run a script…" }).click();
  const box = dialog(page, "Run a script");
  await box.getByRole("option", { name: /Force agent check-in/ }).click();
  await expect(box.getByRole("heading", { name: /will do this/ })).toBeVisible();
  await expectAccessible(page);
  await box.getByRole("button", { name: /^Run it on \d+ device/ }).click();
  await page.getByRole("button", { name: "See how far it is" }).click();
  await expect(page).toHaveURL(/\/devices\/runs\?open=/);
  const table = page.getByRole("region", { name: "Devices of Force agent check-in" });
  await expect(table.getByText(/Running|Done|Failed/).first()).toBeVisible();
  await aboutRun(page).getByRole("button", { name: "Stop watching" }).click();
  await expect(page.getByText("Nobody watches it.")).toBeVisible();
  await expectAccessible(page);
  await aboutRun(page).getByRole("button", { name: "Watch again" }).click();
  await expect(aboutRun(page).getByRole("button", { name: "Stop watching" })).toBeVisible();
  const address = page.url();
  await page.reload();
  expect(page.url()).toBe(address);
  await expect(table).toBeVisible();
});

test("of a half-done act the rows that failed are told in KACE's words, and only they are tried again", async ({
  page,
  kace,
  signIn,
  as,
}) => {
  const [first] = await actable(await as("administrator"), 1);
  const machine = first?.records.find((ref) => ref.startsWith("kace:machine:"));
  await signIn("administrator");
  await kace.order({
    ...{
      method: "POST",
      path: `/api/inventory/machines/${machine?.split(":")[2]}/force`,
      times: 1,
    },
    fault: { kind: "status", status: 400, body: { errorDescription: "The agent is busy." } },
  });
  await page.goto(`/devices/${encodeURIComponent(first?.ref ?? "")}`);
  await page.getByRole("button", { name: "Act", exact: true }).click();
  await page.getByRole("menuitem", { name: "Force inventory" }).click();
  await dialog(page, "Force inventory")
    .getByRole("button", { name: "Force inventory on 1 device" })
    .click();
  await page.getByRole("button", { name: "See how far it is" }).click();
  await expect(page.getByText("The agent is busy.")).toBeVisible();
  await aboutRun(page).getByRole("button", { name: "Try 1 device again" }).click();
  await dialog(page, "Force inventory")
    .getByRole("button", { name: "Force inventory on 1 device" })
    .click();
  await page.getByRole("button", { name: "See how far it is" }).last().click();
  await expect(page.getByText("Asked; the inventory comes when its agent answers.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Tries an earlier run again" })).toBeVisible();
});

test("above ten devices nothing starts before their number is typed, whoever asks", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("administrator");
  const refs = (await actable(session, 11)).map(({ ref }) => ref);
  const refused = await session.refusalOf("POST", "/api/device-runs", {
    ...{ id: crypto.randomUUID(), kind: "forceInventory", refs, confirmation: 1 },
  });
  expect(refused.code).toBe("conflict");
  await signIn("administrator");
  await pick(page, 14);
  await page.getByRole("button", { name: "Force inventory" }).click();
  const box = dialog(page, "Force inventory");
  const start = box.getByRole("button", { name: /^Force inventory on \d+ devices/ });
  await expect(start).toHaveAttribute("aria-disabled", "true");
  const count = /on (\d+) devices/.exec(await start.innerText())?.[1] ?? "";
  await box.getByLabel(`Type ${count} to confirm`).fill(count);
  await expect(start).not.toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await expect(box).toHaveCount(0);
});

test("who only asks for help is told why they act on no machine, and the server agrees", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("user");
  const { rows } = await session.get("/api/devices?limit=1", ListDevicesResult);
  const ref = rows[0]?.ref ?? "";
  const body = {
    id: crypto.randomUUID(),
    kind: "forceInventory",
    refs: [ref],
    confirmation: 1,
  };
  expect((await session.refusalOf("POST", "/api/device-runs", body)).code).toBe("forbidden");
  await signIn("user");
  await page.goto(`/devices/${encodeURIComponent(ref)}`);
  await page.getByRole("button", { name: "Act", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: /^Force inventory/ })).toContainText(
    /lets only its agents|does not have this device/,
  );
});
