import { openBrowser } from "./browser.mjs";
import { formatMs, percentile } from "./figures.mjs";

// How soon an act on a ticket is seen: by whoever does it, in the list that they have before them, and by a colleague
// with the same list open in another browser. Both are read in the pages, frame by frame; all clocks are one machine's.

/** Aims in ms: seen in one's own list from the click on; in another browser from the system's answer on. */
export const OWN_AIM_MS = 100;
export const OTHER_AIM_MS = 2_000;
const OPEN_TIMEOUT_MS = 60_000;
const GIVE_UP_MS = 15_000;

/** @typedef {import("playwright").Page} Page */
/** @typedef {{ own: number[], other: number[], lost: number }} Acts ms of each act; `lost`: never seen by the colleague */

/**
 * Sets one ticket's priority over and over, as one person would in a list, while another has the list open.
 * @param {{ executablePath: string, url: string, applianceUrl: string, writer: import("./session.mjs").Session, reader: import("./session.mjs").Session, source: "kace" | "sysaid", acts: number }} how
 * @returns {Promise<Acts>}
 */
export async function measureActs({
  executablePath,
  url,
  applianceUrl,
  writer,
  reader,
  source,
  acts,
}) {
  const { number, choices } = await pickTicket(writer, source);
  const path = `/tickets?view=all&q=${number}&source=${source}`;
  const mine = await openBrowser(executablePath, url, writer);
  const theirs = await openBrowser(executablePath, url, reader);
  /** @type {Acts} */
  const result = { own: [], other: [], lost: 0 };
  try {
    for (const { page } of [theirs, mine]) await openList(page, path);
    await mine.page.locator('[role="grid"]').focus();
    await mine.page.keyboard.press("ArrowDown");
    const [first, second] = choices;
    for (let done = 0; done < acts; done += 1) {
      const choice = done % 2 === 0 ? first : second;
      if (choice === undefined) continue;
      await theirs.page.evaluate(watchRow, { number, label: choice.label, isClick: false });
      const own = await setPriority(mine.page, number, choice);
      const seen = await theirs.page.evaluate(readWatch);
      const heardAt = await lastWriteAt(applianceUrl);
      if (own !== null) result.own.push(own.at - own.from);
      if (seen === null) result.lost += 1;
      else result.other.push(Math.max(0, seen.at - heardAt));
    }
  } finally {
    await Promise.all([mine.close(), theirs.close()]);
  }
  return result;
}

/** @typedef {{ ref: string, number: string, choices: { id: string, label: string }[] }} Wanted a ticket, and two priorities */

/**
 * An open ticket with priorities to choose from.
 * @param {import("./session.mjs").Session} session @param {"kace" | "sysaid"} source @returns {Promise<Wanted>}
 */
async function pickTicket(session, source) {
  const { rows } = await session.get(
    `/api/tickets?source=${source}&flag=open&sort=-number&limit=10`,
  );
  for (const { ref, number } of rows) {
    const { ticket } = await session.get(`/api/tickets/${encodeURIComponent(ref)}`);
    const others = ticket.priorityChoices.filter(
      (/** @type {{ id: string }} */ one) => one.id !== ticket.priorityId,
    );
    if (others.length > 1) return { ref, number, choices: others.slice(0, 2) };
  }
  throw new Error(`No open ticket of ${source} takes another priority.`);
}

/** Opens the list narrowed to one ticket. @param {Page} page @param {string} path */
async function openList(page, path) {
  await page.goto(path, { timeout: OPEN_TIMEOUT_MS });
  const row = page.locator('[role="grid"] [role="row"][aria-rowindex="2"]:not([aria-busy])');
  await row.waitFor({ timeout: OPEN_TIMEOUT_MS });
}

/**
 * Chooses a priority in the box that its key opens.
 * @param {Page} page @param {string} number @param {Wanted["choices"][number]} choice
 */
async function setPriority(page, number, { id, label }) {
  const box = page.getByRole("dialog", { name: "Priority" });
  for (let tries = 0; tries < 20 && !(await box.isVisible()); tries += 1) {
    await page.locator('[role="grid"]').focus();
    await page.keyboard.press("p");
    await box.waitFor({ timeout: 1_000 }).catch(() => undefined);
  }
  const option = box.locator(`[role="option"][data-value="${id}"]`);
  await option.waitFor({ timeout: OPEN_TIMEOUT_MS });
  // The watch must stand before the click comes, so it is begun first and asked for afterwards.
  await page.evaluate(watchRow, { number, label, isClick: true });
  const answered = page.waitForResponse((one) => one.url().endsWith("/writes"));
  await option.click();
  const own = await page.evaluate(readWatch);
  await answered;
  return own;
}

/**
 * In the page: what {@link watchRow} came to.
 * @returns {Promise<{ from: number, at: number } | null>}
 */
function readWatch() {
  return Reflect.get(window, "watchedRow");
}

/**
 * In the page: begins to wait for the frame in which a ticket's row tells a priority, from the next click or from now.
 * Moments are epoch ms; `null` when it never comes.
 * @param {{ number: string, label: string, isClick: boolean }} wanted
 */
function watchRow({ number, label, isClick }) {
  const LIMIT_MS = 15_000;
  const grid = document.querySelector('[role="grid"]');
  const column = [...(grid?.querySelectorAll('[role="columnheader"]') ?? [])]
    .find((one) => one.textContent.includes("Priority"))
    ?.getAttribute("aria-colindex");
  const tells = () =>
    [...(grid?.querySelectorAll('[role="row"]') ?? [])].some((row) => {
      const cells = [...row.querySelectorAll('[role="gridcell"]')];
      const isIt = cells.slice(0, 2).some((cell) => cell.textContent.trim().endsWith(number));
      const cell = row.querySelector(`[role="gridcell"][aria-colindex="${column}"]`);
      const word = cell?.textContent.trim();
      return isIt && (word === label || word?.startsWith(`${label}(`));
    });
  /** @type {Promise<{ from: number, at: number } | null>} */
  const watched = new Promise((resolve) => {
    const begin = (/** @type {number} */ from) => {
      const look = () => {
        const now = performance.now();
        if (tells()) {
          resolve({ from: performance.timeOrigin + from, at: performance.timeOrigin + now });
        } else if (now - from > LIMIT_MS) resolve(null);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    if (!isClick) return begin(performance.now());
    const options = { capture: true, once: true };
    document.addEventListener("click", (event) => begin(event.timeStamp), options);
  });
  Reflect.set(window, "watchedRow", watched);
}

/**
 * When the system heard the last write, epoch ms. It answers within milliseconds; counting from here leaves nothing
 * out of what a colleague waits for.
 * @param {string} url
 */
async function lastWriteAt(url) {
  const answer = await fetch(`${url}/__simulator/requests`, {
    signal: AbortSignal.timeout(GIVE_UP_MS),
  });
  /** @type {{ at: number, method: string }[]} */
  const heard = await answer.json();
  return heard.findLast(({ method }) => method === "PUT")?.at ?? Number.NaN;
}

export const ACT_HEADINGS = [
  "an act is seen",
  "acts",
  "median",
  "95 %",
  "slowest",
  "aim",
  "within",
  "",
];

/**
 * Rows of a table, one for each aim. @param {string} source @param {Acts} measured
 * @returns {string[][]}
 */
export function toActRows(source, { own, other, lost }) {
  return [
    toRow(`${source}: in its own list`, own, { aim: OWN_AIM_MS, lost: 0 }),
    toRow(`${source}: in another browser, from the system's answer`, other, {
      aim: OTHER_AIM_MS,
      lost,
    }),
  ];
}

/** @param {string} name @param {number[]} times @param {{ aim: number, lost: number }} how */
function toRow(name, times, { aim, lost }) {
  const within = times.filter((ms) => ms <= aim).length;
  const count = times.length + lost;
  const figures =
    times.length === 0
      ? ["–", "–", "–"]
      : [percentile(times, 0.5), percentile(times, 0.95), Math.max(...times)].map(formatMs);
  const isMet = count > 0 && within === count;
  return [name, String(count), ...figures, String(aim), String(within), isMet ? "met" : "NOT MET"];
}
