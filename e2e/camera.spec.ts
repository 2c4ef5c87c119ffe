import config from "../playwright.config";
import { filmQrCode } from "./fake-camera";
import { expect, test } from "./fixtures";

const CODE = "kace:machine:999999";
const usual = config.use?.launchOptions ?? {};

test.use({
  permissions: ["camera"],
  launchOptions: {
    ...usual,
    args: [
      ...(usual.args ?? []),
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${filmQrCode(CODE)}`,
    ],
  },
});

test("the camera reads a label in a worker of its own policy, and no page allows WebAssembly", async ({
  page,
  signIn,
  stranger,
}) => {
  await signIn("agent");
  // By a key, as people come: the policy that holds is that of the page that was opened first.
  const first = await page.goto("/devices");
  expect(first?.headers()["content-security-policy"]).not.toContain("wasm-unsafe-eval");
  await expect(page.getByRole("grid", { name: "Devices" }).getByRole("row").nth(2)).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await page.getByRole("button", { name: "Use the camera" }).click();
  await expect(page.getByRole("heading", { name: `Code ${CODE}` })).toBeVisible();
  await expect(page.getByText(/No device that you may see has this code/)).toBeVisible();
  await page.getByRole("button", { name: "Stop the camera" }).click();
  await expect(page.getByRole("button", { name: "Use the camera" })).toBeVisible();
  const worker = await stranger.api.get("/scan-worker.js");
  expect(worker.headers()["content-security-policy"]).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
  );
});
