import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.mjs";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const DOWNLOAD_TIMEOUT_MS = 300_000;

/**
 * The path of a Chromium or Chrome for the journeys: an installed one, else Playwright's own, else the
 * distribution's package. Ends the program with a plain message when none can be had.
 */
export async function ensureBrowser() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (existsSync(asked)) return asked;
    return giveUp(`CHROMIUM_PATH names ${asked}, which is not there.`);
  }
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed) return installed;
  const { chromium } = await import("playwright");
  if (existsSync(chromium.executablePath())) return chromium.executablePath();

  console.log("Installing a browser (Playwright's Chromium) …");
  const cli = join(ROOT, "node_modules", "playwright", "cli.js");
  const own = spawnSync(process.execPath, [cli, "install", "chromium"], {
    stdio: "ignore",
    timeout: DOWNLOAD_TIMEOUT_MS,
  });
  if (own.status === 0 && existsSync(chromium.executablePath())) return chromium.executablePath();

  console.log("Installing a browser (the distribution's package chromium) …");
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  for (const step of [
    ["apt-get", "update", "-qq"],
    ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
  ]) {
    const [command = "", ...args] = [...asRoot, ...step];
    spawnSync(command, args, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  }
  const packaged = INSTALLED.find((path) => existsSync(path));
  if (packaged) return packaged;
  return giveUp("No browser could be installed for the journeys.");
}

/** @param {string} reason @returns {never} */
function giveUp(reason) {
  console.error(`${reason} Install Chromium or Chrome, or name one in CHROMIUM_PATH.`);
  process.exit(1);
}
