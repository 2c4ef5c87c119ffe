import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { ConflictFacetsResult, ListConflictsResult } from "@/lib/contracts/conflicts";
import { DeviceDetailResult } from "@/lib/contracts/devices";
import { PrecedenceResult } from "@/lib/contracts/rules";
import { expect, test } from "./fixtures";
import { focusList } from "./focus-list";
import type { Session } from "./session";

const PATH = "/api/devices/conflicts";
const grid = (page: Page) => page.getByRole("grid", { name: "Conflicts" });
const pane = (page: Page) => page.getByRole("complementary", { name: "The open conflict" });

const listOn = (session: Session, attribute: string, state = "open") =>
  session.get(`${PATH}?attribute=${attribute}&state=${state}&sort=device`, ListConflictsResult);

test("taking KACE's value shows the exact request, writes SysAid's CI, and the conflict leaves the list", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const before = await listOn(session, "status");
  const { facets } = await session.get(`${PATH}/facets`, ConflictFacetsResult);
  expect(facets["attribute"]?.find(({ value }) => value === "status")?.count).toBe(before.total);
  // The first one whose SysAid side is a CI with a word of KACE's own; the others say why not.
  const row = before.rows.find(
    ({ kace, sysaid }) => sysaid.ref.startsWith("sysaid:ci:") && kace.text === "Active",
  );
  expect(row).toBeDefined();

  await signIn("agent");
  await page.goto("/devices/conflicts?sort=device");
  await page.getByRole("button", { name: /^Status/ }).click();
  await expect(page).toHaveURL(/attribute=status/);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(before.total + 1));
  await grid(page)
    .getByRole("row")
    .filter({ hasText: row?.deviceName ?? "" })
    .first()
    .click();
  await expect(pane(page)).toContainText(row?.sysaid.text ?? "");
  await page.keyboard.press("1");
  const dialog = page.getByRole("dialog", { name: "Take KACE’s status" });
  const request = dialog.getByLabel(/^The request about/);
  await expect(request).toContainText(/^PUT \/api\/v1\/ci\/\d+/);
  await expect(request).toContainText('"key": "status"');
  expect((await listOn(session, "status")).total).toBe(before.total);
  await dialog.getByRole("button", { name: "Send 1 request" }).click();
  await expect(dialog.getByText("Written", { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect.poll(async () => (await listOn(session, "status")).total).toBe(before.total - 1);
  const { device } = await session.get(
    `/api/devices/${encodeURIComponent(row?.deviceRef ?? "")}`,
    DeviceDetailResult,
  );
  const status = device.groups.flatMap(({ values }) => values).find((v) => v.label === "Status");
  expect(status?.values.find(({ ref }) => ref === row?.sysaid.ref)?.text).toBe("Active");
});

test("a conflict is ignored by one key, waits among the ignored, and is asked about again", async ({
  page,
  signIn,
  as,
}) => {
  const session = await as("agent");
  const before = await listOn(session, "name");
  const [first] = before.rows;
  await signIn("agent");
  await page.goto("/devices/conflicts?attribute=name&sort=device");
  await focusList(grid(page));
  await page.keyboard.press("ArrowDown");
  await expect(pane(page).getByRole("heading")).toHaveText(first?.deviceName ?? "");
  // KACE's name of a machine comes from the machine itself, and the pane says so.
  await expect(pane(page)).toContainText("own inventory");
  await page.keyboard.press("i");
  await expect
    .poll(async () => (await listOn(session, "name", "ignored")).rows.map(({ id }) => id))
    .toContain(first?.id);
  await page.goto("/devices/conflicts?attribute=name&state=ignored&sort=device");
  await grid(page)
    .getByRole("row")
    .filter({ hasText: first?.deviceName ?? "" })
    .first()
    .click();
  await pane(page).getByRole("button", { name: "Ask about it again" }).click();
  await expect.poll(async () => (await listOn(session, "name")).total).toBe(before.total);
});

test("a rule that an administrator sets is followed by every device, and the usual one comes back", async ({
  page,
  signIn,
  as,
}) => {
  await signIn("administrator");
  await page.goto("/devices/rules");
  const table = page.getByRole("region", { name: "Rules by attribute" });
  const row = table.getByRole("row").filter({ hasText: "Last user" });
  await row.getByRole("combobox").selectOption("sysaid");
  await row.getByRole("textbox").fill("soon");
  await expect(row.getByRole("alert")).toContainText("days");
  await row.getByRole("textbox").fill("30");
  await page.getByRole("button", { name: "Save 1 change" }).click();
  await expect(row.getByText("Set", { exact: true })).toBeVisible();
  const session = await as("administrator");
  const read = () => session.get("/api/devices/rules/precedence", PrecedenceResult);
  await expect.poll(async () => (await read()).writing?.endedAt ?? null).not.toBeNull();
  const { writing } = await read();
  expect(writing).toMatchObject({ failed: false, done: writing?.total });
  await page.getByRole("button", { name: "Set all to the usual" }).click();
  await page.getByRole("button", { name: "Save 1 change" }).click();
  await expect(row.getByText("Set", { exact: true })).toBeHidden();
  await expect(row.getByRole("combobox")).toHaveValue("kace");
});

test("people who see one system, or only their own, find a calm word and no conflict", async ({
  page,
  signIn,
  as,
}) => {
  for (const role of ["user", "kaceOnly"] as const) {
    const answer = await (await as(role)).api.get(PATH);
    expect(answer.status()).toBe(403);
    expect(await answer.text()).not.toContain("rows");
  }
  await signIn("user");
  await page.goto("/devices/conflicts");
  await expect(page.getByRole("main")).toContainText("people who see all devices of both systems");
  await page.goto("/devices/rules");
  await expect(page.getByRole("main")).toContainText("administrators of KACE or SysAid");
});

test("the work list and the rules have no barrier in either theme", async ({
  page,
  signIn,
  as,
}) => {
  const [first] = (await listOn(await as("administrator"), "status")).rows;
  await signIn("administrator");
  const open = `/devices/conflicts?attribute=status&open=${first?.id ?? ""}`;
  for (const path of [open, "/devices/rules"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await expect(page.getByRole("main").locator('[aria-busy="true"]')).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)])).toEqual([]);
    }
  }
});
