import autocannon from "autocannon";
import { formatCount, formatMs, median, percentile } from "./figures.mjs";

/**
 * How one page did: milliseconds of each try through the route and as bare SQL.
 * @typedef {{ page: import("./list-pages.mjs").BenchPage, total: number | null, agrees: boolean, bytes: number, route: number[], bare: number[] }} Race
 */

const WARM_UP = 15;

/**
 * Asks for every page in turn, through its route and as bare SQL one after the other, so that whatever else
 * the machine does hits both alike.
 * @param {import("./database.mjs").Database} database
 * @param {import("./session.mjs").Session} session
 * @param {import("./list-pages.mjs").BenchPage[]} pages
 * @param {number} tries
 * @returns {Promise<Race[]>}
 */
export async function racePages(database, session, pages, tries) {
  const races = [];
  for (const page of pages) races.push(await compare(database, session, page));
  for (let round = -WARM_UP; round < tries; round += 1) {
    for (const race of races) {
      const route = () => askRoute(session, race.page.path);
      const bare = () => race.page.bare(database);
      const isRouteFirst = round % 2 === 0;
      const first = await timed(isRouteFirst ? route : bare);
      const second = await timed(isRouteFirst ? bare : route);
      if (round < 0) continue;
      race.route.push(isRouteFirst ? first : second);
      race.bare.push(isRouteFirst ? second : first);
    }
  }
  return races;
}

/**
 * Whether both give the same rows and total.
 * @param {import("./database.mjs").Database} database
 * @param {import("./session.mjs").Session} session
 * @param {import("./list-pages.mjs").BenchPage} page
 * @returns {Promise<Race>}
 */
async function compare(database, session, page) {
  const answer = await session.get(page.path);
  const { bytes } = await session.send(page.path);
  const bare = await page.bare(database);
  const rows = Array.isArray(answer.rows)
    ? answer.rows.map((/** @type {any} */ row) => row.ref)
    : [];
  const agrees =
    bare === null || (bare.total === answer.total && bare.refs.join("\n") === rows.join("\n"));
  const total = typeof answer.total === "number" ? answer.total : null;
  return { page, total, agrees, bytes: bytes.length, route: [], bare: [] };
}

/** @param {import("./session.mjs").Session} session @param {string} path */
async function askRoute(session, path) {
  const { status } = await session.send(path);
  if (status !== 200) throw new Error(`${path} answered ${status}.`);
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Rows of a table. @param {Race} race */
export function toRow({ page, total, agrees, route, bare, bytes }) {
  const ratio = median(route) / median(bare);
  return [
    agrees ? page.name : `${page.name} (ROWS DIFFER)`,
    total === null ? "–" : formatCount(total),
    formatMs(median(route)),
    formatMs(percentile(route, 0.99)),
    formatMs(median(bare)),
    formatMs(percentile(bare, 0.99)),
    `×${ratio.toFixed(1)}`,
    `${(bytes / 1000).toFixed(1)}`,
  ];
}

export const RACE_HEADINGS = [
  "page",
  "rows in all",
  "route ms",
  "99 %",
  "SQL ms",
  "99 %",
  "ratio",
  "kB gz",
];

/**
 * The same page asked for by several people at once.
 * @param {string} url
 * @param {import("./session.mjs").Session} session
 * @param {{ path: string, connections: number, seconds: number }} load
 */
export async function loadPage(url, session, { path, connections, seconds }) {
  const result = await autocannon({
    url: `${url}${path}`,
    connections,
    duration: seconds,
    headers: { cookie: session.cookie, "accept-encoding": "gzip" },
  });
  return {
    perSecond: result.requests.average,
    medianMs: result.latency.p50,
    slowMs: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}
