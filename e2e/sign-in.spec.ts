import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

async function typeSharedPair(
  page: Page,
  pair: { userName: string; password: string } | undefined,
) {
  await page.getByLabel("User name").fill(pair?.userName ?? "");
  await page.getByLabel("Password").fill(pair?.password ?? "");
}

/** Fills the pair of one system after "Different sign-ins" was chosen. */
async function typePairOf(
  page: Page,
  system: "KACE" | "SysAid",
  pair: { userName: string; password: string } | undefined,
) {
  const group = page.getByRole("group", { name: system, exact: true });
  await group.getByLabel("User name").fill(pair?.userName ?? "");
  await group.getByLabel("Password").fill(pair?.password ?? "");
}

const systemLine = (page: Page, system: string) =>
  page
    .getByRole("list", { name: "What the systems said" })
    .getByRole("listitem")
    .filter({ hasText: system });

test("one user and password sign in to both systems, and lead to where one came from", async ({
  page,
  account,
}) => {
  await page.goto("/devices?q=a");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await typeSharedPair(page, account("agent").kace);
  await button(page, "Sign in").click();
  await expect(page).toHaveURL(/\/devices\?q=a$/);
  await page.getByRole("button", { name: /^Account of/ }).click();
  const menu = page.getByRole("dialog", { name: "Account" });
  await expect(menu.getByRole("button", { name: "Disconnect KACE" })).toBeVisible();
  await expect(menu.getByRole("button", { name: "Disconnect SysAid" })).toBeVisible();
});

test("one system that refuses does not keep the other from going on, and may be asked again", async ({
  page,
  account,
}) => {
  await page.goto("/sign-in");
  await page.getByLabel("Different sign-ins for KACE and SysAid").check();
  await typePairOf(page, "KACE", account("kaceOnly").kace);
  await typePairOf(page, "SysAid", { userName: "nobody.refused", password: "wrong" });
  await button(page, "Sign in").click();
  await expect(systemLine(page, "KACE")).toContainText("Connected");
  await expect(systemLine(page, "SysAid")).toContainText("Refused");
  await expect(button(page, "Sign in to SysAid")).toBeVisible();
  await button(page, "Go on with KACE").click();
  await expect(page.getByRole("region", { name: "Connections" })).toContainText(
    "You are signed in to KACE alone.",
  );
});

test("SysAid out of sign-ins says until when, and KACE goes on meanwhile", async ({
  page,
  account,
  stranger,
}) => {
  const waiting = { userName: "nobody.waiting", password: "wrong" };
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    await stranger.api.post("/api/account/sign-in", { data: { sysaid: waiting } });
  }
  await page.goto("/sign-in");
  await page.getByLabel("Different sign-ins for KACE and SysAid").check();
  await typePairOf(page, "KACE", account("kaceOnly").kace);
  await typePairOf(page, "SysAid", waiting);
  await button(page, "Sign in").click();
  await expect(systemLine(page, "SysAid")).toContainText(/takes no more sign-ins until \d\d:\d\d/);
  await button(page, "Go on with KACE").click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
});

test("a system that does not answer is named, and the other goes on", async ({
  page,
  account,
  sysaid,
}) => {
  await sysaid.order({ path: "/api/v1/login", fault: { kind: "reset" } });
  await page.goto("/sign-in");
  await page.getByLabel("Different sign-ins for KACE and SysAid").check();
  await typePairOf(page, "KACE", account("kaceOnly").kace);
  await typePairOf(page, "SysAid", { userName: "nobody.unanswered", password: "any" });
  await button(page, "Sign in").click();
  await expect(systemLine(page, "SysAid")).toContainText("Not available");
  await expect(button(page, "Try SysAid again")).toBeVisible();
  await button(page, "Go on with KACE").click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
});

test("the second factor is asked for after the password; a wrong code may be corrected", async ({
  page,
  account,
}) => {
  const { kace } = account("secondFactor");
  await page.goto("/sign-in");
  await typeSharedPair(page, kace);
  await button(page, "Sign in").click();
  const code = page.getByLabel("Code for KACE");
  await expect(code).toBeFocused();
  await expect(code).toHaveAttribute("autocomplete", "one-time-code");
  await code.fill("000000");
  await button(page, "Confirm").click();
  await expect(page.getByText(/^KACE does not accept this code/)).toBeVisible();
  await code.fill(kace?.secondFactorCode ?? "");
  await button(page, "Confirm").click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
});

test("a wrong password and an unknown user are told in the same words, and the user name stays", async ({
  page,
  account,
  stranger,
}) => {
  await page.goto("/sign-in");
  await page.getByLabel("SysAid", { exact: true }).uncheck();
  const said: string[] = [];
  for (const userName of ["nobody.at.all", account("manager").kace?.userName ?? ""]) {
    await typeSharedPair(page, { userName, password: "wrong" });
    const answered = page.waitForResponse("**/api/account/sign-in");
    await button(page, "Sign in").click();
    await answered;
    await expect(systemLine(page, "KACE")).toContainText("Refused");
    said.push(await systemLine(page, "KACE").innerText());
    await expect(page.getByLabel("User name")).toHaveValue(userName);
    await expect(page.getByLabel("Password")).toBeFocused();
    await expect(page.getByLabel("Password")).toHaveValue("");
  }
  expect(said[0]).toBe(said[1]);
  const me = await stranger.refusalOf("GET", "/api/account/me");
  expect(me.code).toBe("not_signed_in");
});

test("repeated wrong tries must wait, and the form says how long", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("SysAid", { exact: true }).uncheck();
  // Each wrong try makes the wait longer, so that sooner or later it outlasts any typist.
  await expect(async () => {
    await typeSharedPair(page, { userName: "nobody.guessing", password: "wrong" });
    const answered = page.waitForResponse("**/api/account/sign-in");
    await button(page, "Sign in").click();
    await answered;
    await expect(systemLine(page, "KACE")).toContainText(/too many wrong tries/i, { timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await expect(systemLine(page, "KACE")).toContainText(/\d+ s/);
});

for (const wanted of [
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
]) {
  test(`after signing in nobody is sent to another site: ${wanted}`, async ({
    page,
    account,
    baseURL,
  }) => {
    await page.goto(`/sign-in?${new URLSearchParams({ callbackUrl: wanted })}`);
    await page.getByLabel("SysAid", { exact: true }).uncheck();
    await typeSharedPair(page, account("kaceOnly").kace);
    await button(page, "Sign in").click();
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
    expect(new URL(page.url()).origin).toBe(baseURL);
    expect(new URL(page.url()).pathname).toBe("/");
  });
}

test("signing in, going round and signing out need no mouse", async ({ page, account }) => {
  await page.goto("/sign-in");
  const user = account("user");
  await expect(page.getByLabel("User name")).toBeFocused();
  await page.keyboard.type(user.kace?.userName ?? "");
  await page.keyboard.press("Tab");
  await page.keyboard.type(user.kace?.password ?? "");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page).toHaveURL(/\/devices$/);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: /keyboard/i })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Account of/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Sign out of both systems" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/devices");
  await expect(page).toHaveURL(/\/sign-in/);
});
