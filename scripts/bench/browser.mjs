import { chromium } from "playwright";
import { formatCount, formatMs, median, percentile } from "./figures.mjs";

// What somebody sees while they type into a grid's filter and scroll through a long grid, frame by frame in a
// browser.

/** @typedef {import("playwright").Page} Page */

const SIZE = { width: 1440, height: 900 };
const LOAD_TIMEOUT_MS = 60_000;

/**
 * A browser's page, signed in as somebody.
 * @param {string} executablePath
 * @param {string} url
 * @param {import("./session.mjs").Session} session
 */
export async function openBrowser(executablePath, url, session) {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const context = await browser.newContext({ viewport: SIZE, baseURL: url });
  await context.addCookies(
    session.cookie.split("; ").map((pair) => {
      const at = pair.indexOf("=");
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
    }),
  );
  return { page: await context.newPage(), close: () => browser.close() };
}

/**
 * Opens a grid and waits until its first rows stand.
 * @param {Page} page
 * @param {string} path
 */
async function openGrid(page, path) {
  await page.goto(path, { timeout: LOAD_TIMEOUT_MS });
  const row = page.locator('[role="grid"] [role="row"][aria-rowindex="2"]:not([aria-busy])');
  await row.waitFor({ timeout: LOAD_TIMEOUT_MS });
}

/**
 * Types a text key by key into a grid's filter, several times over. Each time counts from the key's own event to the
 * first frame whose rows answer the text so far. Keys that leave the total as it is tell nothing and are left out.
 * @param {Page} page
 * @param {import("./session.mjs").Session} session
 * @param {{ path: string, route: string, text: string, rounds: number }} how
 * @returns {Promise<number[]>} ms
 */
export async function measureTyping(page, session, { path, route, text, rounds }) {
  const prefixes = [...text].map((_, at) => text.slice(0, at + 1));
  const totals = [];
  for (const prefix of ["", ...prefixes]) {
    const answer = await session.get(`${route}?limit=1&q=${encodeURIComponent(prefix)}`);
    totals.push(Number(answer.total));
  }
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    await openGrid(page, path);
    await page.locator('[role="search"] input[type="search"]').focus();
    for (const [at, key] of [...text].entries()) {
      const total = totals[at + 1] ?? 0;
      // The watch must stand before the key comes, so it is begun first and asked for afterwards.
      await page.evaluate(watchRows, { total, isTold: total !== totals[at] });
      await page.keyboard.press(key);
      const took = await page.evaluate(readWatch);
      if (took !== null) times.push(took);
      // Somebody who reads what came before the next key.
      await page.waitForTimeout(150);
    }
  }
  return times;
}

/**
 * In the page: what {@link watchRows} came to.
 * @returns {Promise<number | null>}
 */
function readWatch() {
  return Reflect.get(window, "watchedRows");
}

/**
 * In the page: begins to measure the ms from the next key to the frame in which the grid has so many rows and shows
 * the first of them; `null` for a key that changes nothing.
 * @param {{ total: number, isTold: boolean }} expected
 */
function watchRows({ total, isTold }) {
  const GIVE_UP_MS = 10_000;
  /** @type {Promise<number | null>} */
  const watched = new Promise((resolve) => {
    const begin = (/** @type {KeyboardEvent} */ event) => {
      const startedAt = event.timeStamp;
      if (!isTold) return resolve(null);
      const look = (/** @type {number} */ now) => {
        const grid = document.querySelector('[role="grid"]');
        const isThere =
          grid?.getAttribute("aria-rowcount") === String(total + 1) &&
          (total === 0 || grid.querySelector('[aria-rowindex="2"]:not([aria-busy])') !== null);
        if (isThere || now - startedAt > GIVE_UP_MS) resolve(now - startedAt);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    document.addEventListener("keydown", begin, { capture: true, once: true });
  });
  Reflect.set(window, "watchedRows", watched);
}

/**
 * @typedef {{ rows: number, frames: number, longestFrameMs: number, longestBlankMs: number, longestUnreadMs: number, restMs: number }} Flight
 * A frame is blank where a row's place in view holds nothing at all. It is unread where a row in view shows only its
 * number and grey bars, since its page is still on the way. `restMs`: from the last move until all rows in view are read.
 */

/**
 * Scrolls a grid and looks at each frame as the page draws it.
 * @param {Page} page
 * @param {{ path: string, pxPerS: number | null, seconds: number }} how `pxPerS` null: from end to end in that time
 * @returns {Promise<Flight>}
 */
export async function measureScroll(page, { path, pxPerS, seconds }) {
  await openGrid(page, path);
  return page.evaluate(flyOver, { pxPerS, seconds });
}

/**
 * In the page.
 * @param {{ pxPerS: number | null, seconds: number }} how
 * @returns {Promise<Flight>}
 */
function flyOver({ pxPerS, seconds }) {
  const STEP_MS = 4;
  const REST_MAX_MS = 10_000;
  const grid = /** @type {HTMLElement} */ (document.querySelector('[role="grid"]'));
  const end = grid.scrollHeight - grid.clientHeight;
  const distance = pxPerS === null ? end : Math.min(end, pxPerS * seconds);
  const spans = { blank: { since: -1, longest: 0 }, unread: { since: -1, longest: 0 } };
  let frames = 0;
  let longestFrameMs = 0;

  const look = () => {
    const view = grid.getBoundingClientRect();
    const head = grid.querySelector('[role="row"]')?.getBoundingClientRect().height ?? 0;
    const boxes = [...grid.querySelectorAll('[role="rowgroup"] [role="row"][aria-rowindex]')]
      .filter((row) => row.getAttribute("aria-rowindex") !== "1")
      .map((row) => ({ box: row.getBoundingClientRect(), isUnread: row.hasAttribute("aria-busy") }))
      .filter(({ box }) => box.bottom > view.top + head && box.top < view.bottom)
      .sort((a, b) => a.box.top - b.box.top);
    // A gap of half a row is a row that is missing; less is rounding.
    let covered = view.top + head;
    let isBlank = boxes.length === 0;
    for (const { box } of boxes) {
      if (box.top - covered > box.height / 2) isBlank = true;
      covered = Math.max(covered, box.bottom);
    }
    const last = grid.scrollTop >= end - 1;
    if (!last && view.bottom - covered > (boxes[0]?.box.height ?? 0) / 2) isBlank = true;
    return { isBlank, isUnread: boxes.some((row) => row.isUnread) };
  };
  const note = (
    /** @type {"blank" | "unread"} */ name,
    /** @type {boolean} */ holds,
    /** @type {number} */ now,
  ) => {
    const span = spans[name];
    if (holds && span.since < 0) span.since = now;
    if (span.since >= 0) span.longest = Math.max(span.longest, now - span.since);
    if (!holds) span.since = -1;
  };

  return new Promise((resolve) => {
    const startedAt = performance.now();
    // Moves come between frames, as those of a wheel do: the page hears of them before it draws.
    const moving = setInterval(() => {
      const share = Math.min(1, (performance.now() - startedAt) / (seconds * 1000));
      grid.scrollTop = share * distance;
      if (share === 1) clearInterval(moving);
    }, STEP_MS);
    let before = startedAt;
    const frame = (/** @type {number} */ now) => {
      frames += 1;
      longestFrameMs = Math.max(longestFrameMs, now - before);
      before = now;
      const { isBlank, isUnread } = look();
      note("blank", isBlank, now);
      note("unread", isUnread, now);
      const restMs = now - startedAt - seconds * 1000;
      if (restMs <= 0 || ((isBlank || isUnread) && restMs < REST_MAX_MS)) {
        requestAnimationFrame(frame);
        return;
      }
      clearInterval(moving);
      resolve({
        rows: Number(grid.getAttribute("aria-rowcount")) - 1,
        frames,
        longestFrameMs,
        longestBlankMs: spans.blank.longest,
        longestUnreadMs: spans.unread.longest,
        restMs: Math.max(0, restMs),
      });
    };
    requestAnimationFrame(frame);
  });
}

export const TYPING_HEADINGS = ["filter", "keys", "key → rows ms", "99 %", "slowest"];

/** @param {string} name @param {readonly number[]} times */
export const toTypingRow = (name, times) => [
  name,
  formatCount(times.length),
  formatMs(median(times)),
  formatMs(percentile(times, 0.99)),
  formatMs(Math.max(...times)),
];

export const SCROLL_HEADINGS = [
  "grid",
  "rows",
  "pace",
  "frames",
  "longest frame ms",
  "blank ms",
  "unread ms",
  "read after ms",
];

/** @param {string} name @param {string} pace @param {Flight} flight */
export const toScrollRow = (name, pace, flight) => [
  name,
  formatCount(flight.rows),
  pace,
  formatCount(flight.frames),
  formatMs(flight.longestFrameMs),
  formatMs(flight.longestBlankMs),
  formatMs(flight.longestUnreadMs),
  formatMs(flight.restMs),
];
