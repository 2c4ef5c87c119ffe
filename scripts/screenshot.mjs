import { chmodSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import { signIn } from "./bench/session.mjs";
import { ensureBrowser } from "./parts/browser.mjs";
import { ensureBuilt } from "./parts/build.mjs";
import { ensureInstalled } from "./parts/install.mjs";
import { ROOT } from "./parts/root.mjs";
import { freePort, startStack } from "./parts/stack.mjs";

// Takes the picture of the README: the administrator's page of the demo's company.
// node scripts/screenshot.mjs [path] [file]

const [path = "/", file = join(ROOT, "docs", "screenshot.png")] = process.argv.slice(2);
const SIZE = { width: 1440, height: 900 };
const HOUR_MS = 3_600_000;

ensureInstalled();
await ensureBuilt();
const dataDir = mkdtempSync(join(tmpdir(), "sightline-screenshot-"));
// The embedded database runs as a user of its own when this runs as root.
chmodSync(dataDir, 0o755);
/** @type {Awaited<ReturnType<typeof startStack>> | undefined} */
let stack;
try {
  stack = await startStack({
    dataDir,
    port: await freePort(),
    fleet: {
      devices: 2000,
      tickets: 6000,
      cis: 600,
      now: Math.floor(Date.now() / HOUR_MS) * HOUR_MS,
    },
  });
  await waitUntilFilled(stack.url);
  const truth = await (await fetch(`${stack.kaceUrl}/__simulator/truth`)).json();
  const administrator = truth.accounts.find(
    (/** @type {any} */ one) => one.role === "administrator",
  );
  const session = await signIn(stack.url, administrator);
  await shoot(stack.url, session.cookie);
  await session.close();
  console.log(`${file}: ${(statSync(file).size / 1000).toFixed(0)} kB`);
} finally {
  await stack?.processes.endAll();
  rmSync(dataDir, { recursive: true, force: true });
}

/** @param {string} url */
async function waitUntilFilled(url) {
  for (;;) {
    const { sync } = await (await fetch(`${url}/api/health`)).json();
    if (sync.ready) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** @param {string} url @param {string} cookie */
async function shoot(url, cookie) {
  const browser = await chromium.launch({ executablePath: await ensureBrowser() });
  try {
    const context = await browser.newContext({ viewport: SIZE, reducedMotion: "reduce" });
    const cookies = cookie.split("; ").map((pair) => {
      const at = pair.indexOf("=");
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
    });
    await context.addCookies(cookies);
    const page = await context.newPage();
    await page.goto(new URL(path, url).href);
    await page.locator("main").waitFor();
    // Charts are drawn after the page: wait until the picture stands still.
    let last = "";
    for (let isStill = false; !isStill;) {
      await page.waitForTimeout(1000);
      const next = (await page.screenshot()).toString("base64");
      isStill = next === last;
      last = next;
    }
    await page.screenshot({ path: file });
  } finally {
    await browser.close();
  }
}
