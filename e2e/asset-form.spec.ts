import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { FormResult } from "@/lib/contracts/record-form";
import { ListDevicesResult } from "@/lib/contracts/devices";
import type { Account } from "./appliance";
import { expect, test } from "./fixtures";
import type { Session } from "./session";

const panel = (page: Page) => page.getByRole("region", { name: "Device in KACE" });
const editor = (page: Page) => page.getByRole("form", { name: /^Edit / });
const hrefOf = (ref: string, tab = "") => `/devices/${encodeURIComponent(ref)}${tab}`;

/** A device with a KACE asset that no other journey writes: each takes its own place from the list's end. */
async function takeAsset(session: Session, place: number) {
  const { rows } = await session.get(
    "/api/devices?source=kace&sort=-name&limit=60",
    ListDevicesResult,
  );
  const held = rows.flatMap(({ ref, records }) => {
    const record = records.find((one) => one.startsWith("kace:asset:"));
    return record === undefined ? [] : [{ ref, record }];
  });
  const one = held[place];
  if (!one) throw new Error(`There is no device ${place} with an asset.`);
  return one;
}

async function valueOf(
  session: Session,
  { ref, record }: { ref: string; record: string },
  key: string,
) {
  const search = new URLSearchParams({ record });
  const { form } = await session.get(`/api${hrefOf(ref)}/form?${search}`, FormResult);
  return form.fields.find((field) => field.key === key)?.value;
}

function kaceOf({ kace }: Account) {
  if (!kace) throw new Error("this account is none of KACE's");
  return kace;
}

async function openEditor(page: Page, ref: string): Promise<void> {
  await page.goto(hrefOf(ref));
  await panel(page).getByRole("button", { name: "Edit" }).click();
  await expect(editor(page)).toBeVisible();
}

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [colorScheme, id, nodes[0]?.html])).toEqual([]);
  }
}

test("an asset is edited by its own form: changes survive a reload, are shown as sent, and arrive in KACE", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("administrator");
  const asset = await takeAsset(session, 0);
  const text = "Handle with care 👀 ‏עברית";
  await signIn("administrator");
  await openEditor(page, asset.ref);
  await editor(page).getByLabel("Handling Notes").fill(text);
  await editor(page).getByLabel("Warranty Ends").fill("2031-05-17");
  await expectAccessible(page);

  page.once("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(panel(page).getByText(/unsaved changes/)).toBeVisible();
  await panel(page).getByRole("button", { name: "Edit" }).click();
  await expect(editor(page).getByLabel("Handling Notes")).toHaveValue(text);

  await editor(page).getByRole("button", { name: "What will be sent" }).click();
  const request = editor(page).getByLabel("The request");
  await expect(request).toContainText(/^PUT \/api\/asset\/assets\/\d+/);
  await expect(request).toContainText("2031-05-17");
  await editor(page).getByRole("button", { name: "Save" }).click();
  await expect(editor(page)).toHaveCount(0);
  await expect(panel(page)).toContainText(text);
  expect(await valueOf(session, asset, "field_10006")).toBe(text);
});

test("a field that KACE refuses keeps what was typed and says why, and the others stay as they were", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("administrator");
  const asset = await takeAsset(session, 1);
  const before = await valueOf(session, asset, "field_10001");
  await signIn("administrator");
  await openEditor(page, asset.ref);
  await editor(page).getByLabel("Invoice Number").fill("INV-REFUSED");
  await editor(page).getByLabel("Condition").fill("Shiny");
  await page.keyboard.press("Control+Enter");
  const summary = editor(page).getByRole("alert").first();
  await expect(summary).toContainText("KACE refused the change");
  await expect(summary).toBeFocused();
  await expectAccessible(page);
  await summary.getByRole("button", { name: /^Condition/ }).click();
  await expect(editor(page).getByLabel("Condition")).toBeFocused();
  await expect(editor(page).getByLabel("Condition")).toHaveValue("Shiny");
  await expect(editor(page).getByLabel("Condition")).toHaveAttribute("aria-invalid", "true");
  expect(await valueOf(session, asset, "field_10001")).toBe(before);

  await page.keyboard.press("Escape");
  const question = page.getByRole("dialog", { name: "Throw your changes away?" });
  await question.getByRole("button", { name: "Throw away" }).click();
  await expect(editor(page)).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`${encodeURIComponent(asset.ref)}$`));
});

test("what a colleague changed meanwhile is shown before anything is written over it", async ({
  page,
  signIn,
  as,
  kace,
  account,
}) => {
  const session = await as("administrator");
  const asset = await takeAsset(session, 2);
  const id = asset.record.split(":")[2] ?? "";
  await signIn("administrator");
  await openEditor(page, asset.ref);
  await editor(page).getByLabel("Supplier Page").fill("https://mine.example/");
  const colleague = await kace.signIn(kaceOf(account("administrator")));
  await colleague.put(`/api/asset/assets/${id}`, {
    Assets: [{ field_10019: "https://theirs.example/" }],
  });
  await editor(page).getByRole("button", { name: "Save" }).click();
  const note = editor(page).getByRole("group", { name: "Supplier Page was changed meanwhile" });
  await expect(note).toContainText("https://theirs.example/");
  expect(await valueOf(session, asset, "field_10019")).toBe("https://theirs.example/");
  await note.getByRole("button", { name: "Keep mine" }).click();
  await editor(page).getByRole("button", { name: "Save" }).click();
  await expect(editor(page)).toHaveCount(0);
  expect(await valueOf(session, asset, "field_10019")).toBe("https://mine.example/");
});

test("a file is put into an asset's field, fetched again and removed", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("administrator");
  const asset = await takeAsset(session, 3);
  await signIn("administrator");
  await page.goto(hrefOf(asset.ref, "?tab=files"));
  const files = page.getByRole("region", { name: "Attachments in KACE" });
  const photo = files.getByRole("listitem", { name: "Photo" });
  const bytes = Buffer.from([137, 80, 78, 71, 0, 255, 13, 10]);
  await photo
    .locator('input[type="file"]')
    .setInputFiles({ name: "desk.png", mimeType: "image/png", buffer: bytes });
  await expect(photo.getByRole("link", { name: /Download/ })).toBeVisible();
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    photo.getByRole("link", { name: /Download/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("desk.png");
  await photo.getByRole("button", { name: "Remove desk.png" }).click();
  const question = page.getByRole("dialog", { name: "Remove desk.png?" });
  await question.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(photo.getByText("No file yet")).toBeVisible();
});
