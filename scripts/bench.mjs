import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ACT_HEADINGS, measureActs, toActRows } from "./bench/acts.mjs";
import {
  SCROLL_HEADINGS,
  TYPING_HEADINGS,
  measureScroll,
  measureTyping,
  openBrowser,
  toScrollRow,
  toTypingRow,
} from "./bench/browser.mjs";
import { openDatabase, readSizes } from "./bench/database.mjs";
import {
  formatCount,
  formatKb,
  formatMb,
  formatTable,
  median,
  percentile,
} from "./bench/figures.mjs";
import { watchFill } from "./bench/fill.mjs";
import { PAGE_HEADINGS, timePage, toPageRow } from "./bench/first-content.mjs";
import { IDENTITY_HEADINGS, measureIdentity } from "./bench/identity.mjs";
import { ciPages, devicePages, readExamples, ticketPages } from "./bench/list-pages.mjs";
import { measureLive, toLiveRow } from "./bench/live.mjs";
import { watchMemory } from "./bench/memory.mjs";
import { otherPages } from "./bench/other-pages.mjs";
import { FILE_HEADINGS, PROXY_HEADINGS, carryFile, raceProxy } from "./bench/proxy.mjs";
import { RACE_HEADINGS, loadPage, racePages, toRow } from "./bench/race.mjs";
import { weighScreens } from "./bench/screens.mjs";
import { Session, signIn } from "./bench/session.mjs";
import { readOwn } from "./bench/viewers.mjs";
import { ensureBrowser } from "./parts/browser.mjs";
import { ensureBuilt } from "./parts/build.mjs";
import { ensureInstalled } from "./parts/install.mjs";
import { freePort, startStack } from "./parts/stack.mjs";

// Measures a stack of its own at a size, and prints what it measured. Nothing here passes or fails.

/** How somebody goes through a grid: by the wheel, and from one end to the other by the scroll bar. */
const PACES = [
  { pace: "wheel, 3,000 px/s", pxPerS: 3_000, seconds: 6 },
  { pace: "end to end in 20 s", pxPerS: null, seconds: 20 },
];
const HOUR_MS = 3_600_000;
const options = readOptions();
ensureInstalled();
await ensureBuilt();
const dataDir = mkdtempSync(join(tmpdir(), "sightline-bench-"));
// The embedded database runs as a user of its own when this runs as root.
chmodSync(dataDir, 0o755);
const memory = watchMemory();
/** @type {string[]} */
const serverLines = [];
/** @type {Awaited<ReturnType<typeof startStack>> | undefined} */
let stack;
process.on("SIGINT", () => void end(130));
process.on("SIGTERM", () => void end(143));
try {
  await measure();
  await end(0);
} catch (error) {
  console.error(serverLines.slice(-20).join("\n"));
  console.error(error);
  await end(1);
}

async function measure() {
  const [cpu] = cpus();
  say(
    `Sightline bench: ${formatCount(options.devices)} devices, ${formatCount(options.tickets)} tickets, ${formatCount(options.cis)} CIs`,
  );
  say(
    `${cpus().length} × ${cpu?.model.trim()}, ${formatMb(totalmem())} memory, Node ${process.versions.node}`,
  );
  const running = await fill();
  let database = openDatabase(dataDir);
  const people = await openSessions(running);
  await measurePages(database, people, {
    heading: "While the background still reads",
    tries: 60,
    few: true,
  });
  await printLive(database, people);
  await printActs(running, people);
  printSizes(await readSizes(database));
  await database.end();

  // The same index behind a server that only serves: the reading in the background is over, as it is on
  // every day but the first.
  await running.processes.end("server");
  await running.startServer({ SYNC_ENABLED: "false" });
  database = openDatabase(dataDir);
  await database.query("analyze");
  await measurePages(database, people, { heading: "At rest", tries: options.tries, few: false });
  heading("Which records are one device: everything matched from the start");
  say(formatTable(IDENTITY_HEADINGS, [await measureIdentity(database)]));
  await printProxy(running, people);
  await printLoad(running.url, people);
  await printScreens(running.url, people);
  await printSeen(running.url, people, await readExamples(database));
  printMemory();
  await database.end();
}

async function fill() {
  heading("The first fill");
  const startedAt = Date.now();
  const fleet = {
    devices: options.devices,
    tickets: options.tickets,
    cis: options.cis,
    now: Math.floor(startedAt / HOUR_MS) * HOUR_MS,
  };
  let serverAt = 0;
  stack = await startStack({
    dataDir,
    port: await freePort(),
    fleet,
    onServerLine: (line) => {
      serverAt ||= Date.now();
      serverLines.push(line);
      if (serverLines.length > 500) serverLines.shift();
    },
  });
  const database = openDatabase(dataDir);
  const { readyAt, lists } = await watchFill(database, stack.url, say);
  await database.end();
  const seconds = (/** @type {number} */ from) => ((readyAt - from) / 1000).toFixed(1);
  say(
    `First full picture: ${seconds(startedAt)} s after the simulators' start, ${seconds(serverAt)} s after the server's\n`,
  );
  const rows = lists.map(({ source, entity, rows: count, seconds: took }) => [
    source,
    entity,
    formatCount(count),
    took.toFixed(1),
    formatCount(count / took),
  ]);
  say(formatTable(["source", "list", "rows", "s", "rows/s"], rows));
  return stack;
}

/** @typedef {Awaited<ReturnType<typeof openSessions>>} People */

/** @param {NonNullable<typeof stack>} running */
async function openSessions(running) {
  const truth = await (await fetch(`${running.kaceUrl}/__simulator/truth`)).json();
  const account = (/** @type {string} */ role) =>
    truth.accounts.find((/** @type {any} */ one) => one.role === role);
  return {
    administrator: await signIn(running.url, account("administrator")),
    agent: await signIn(running.url, account("agent")),
    user: await signIn(running.url, account("user")),
    userAccount: account("user"),
    administratorAccount: account("administrator"),
  };
}

/**
 * @param {import("./bench/database.mjs").Database} database
 * @param {People} people
 * @param {{ heading: string, tries: number, few: boolean }} how
 */
async function measurePages(database, people, how) {
  const examples = await readExamples(database);
  const viewers = [
    { name: "the administrator", session: people.administrator, own: null },
    {
      name: "a standard user",
      session: people.user,
      own: await readOwn(database, people.userAccount),
    },
  ];
  /** @type {import("./bench/race.mjs").Race[]} */
  const all = [];
  for (const viewer of viewers) {
    const lists = [
      ...ticketPages(viewer, examples),
      ...devicePages(viewer, examples),
      ...ciPages(viewer),
    ];
    const pages = [...lists, ...otherPages(viewer, examples)];
    const chosen = how.few
      ? [pages[0], lists.find((page) => page.name.startsWith("devices"))]
      : pages;
    const wanted = chosen.filter((page) => page !== undefined);
    const races = await racePages(database, viewer.session, wanted, how.tries);
    all.push(...races);
    heading(`${how.heading}: pages of ${viewer.name}`);
    say(formatTable(RACE_HEADINGS, races.map(toRow)));
  }
  const grids = all.filter((race) => race.total !== null);
  const within = grids.filter((race) => median(race.route) <= 2 * median(race.bare)).length;
  const quick = all.filter((race) => percentile(race.route, 0.99) < 150).length;
  say(
    `\n  Grid pages within twice the SQL: ${within} of ${grids.length}. Under 150 ms at 99 %: ${quick} of ${all.length}.`,
  );
}

/** @param {import("./bench/database.mjs").Database} database @param {People} people */
async function printLive(database, people) {
  heading("From one person's write to another's open page, ms");
  const rows = [];
  for (const source of /** @type {const} */ (["kace", "sysaid"])) {
    const { agent: writer, administrator: reader } = people;
    const live = await measureLive({ writer, reader, database, source, writes: options.writes });
    rows.push(toLiveRow(source, live));
  }
  const headings = [
    "system",
    "writes",
    "answered",
    "99 %",
    "told",
    "99 %",
    "index → told",
    "99 %",
    "lost",
  ];
  say(formatTable(headings, rows));
}

/** @param {NonNullable<typeof stack>} running @param {People} people */
async function printActs({ url, kaceUrl, sysaidUrl }, { agent: writer, administrator: reader }) {
  heading("From a click to the list that shows it, ms, in two browsers");
  const executablePath = await ensureBrowser();
  const rows = [];
  for (const [source, applianceUrl] of /** @type {const} */ ([
    ["kace", kaceUrl],
    ["sysaid", sysaidUrl],
  ])) {
    const how = { executablePath, url, applianceUrl, writer, reader, source };
    rows.push(...toActRows(source, await measureActs({ ...how, acts: options.acts })));
  }
  say(formatTable(ACT_HEADINGS, rows));
}

/** @param {NonNullable<typeof stack>} running @param {People} people */
async function printProxy({ url, kaceUrl, sysaidUrl }, { administrator, administratorAccount }) {
  heading("One small call through the proxy, and straight to the system");
  const urls = { kace: kaceUrl, sysaid: sysaidUrl };
  const calls = await raceProxy(administrator, urls, administratorAccount, options.tries);
  say(formatTable(PROXY_HEADINGS, calls));
  heading("A file of 100 MB through the proxy");
  say(formatTable(FILE_HEADINGS, await carryFile(url, administrator, 100)));
}

/** @param {string} url @param {People} people */
async function printLoad(url, people) {
  heading("Eight people at once, ten seconds");
  const rows = [];
  for (const path of ["/api/tickets?flag=open&limit=50", "/api/devices?sort=name&limit=50"]) {
    const load = await loadPage(url, people.administrator, { path, connections: 8, seconds: 10 });
    const { perSecond, medianMs, slowMs, failed } = load;
    rows.push([path, perSecond.toFixed(0), String(medianMs), String(slowMs), String(failed)]);
  }
  say(formatTable(["route", "answers/s", "median ms", "99 %", "failed"], rows));
}

/**
 * What one person sees, alone on the machine.
 * @param {string} url
 * @param {People} people
 * @param {import("./bench/list-pages.mjs").Examples} examples
 */
async function printSeen(url, { administrator }, examples) {
  heading("A device's page, its first content from the index");
  const path = `/devices/${encodeURIComponent(examples.device)}`;
  const times = await timePage(url, administrator, path, options.tries);
  say(formatTable(PAGE_HEADINGS, [toPageRow("a device", times)]));

  const { page, close } = await openBrowser(await ensureBrowser(), url, administrator);
  try {
    heading("From a key in a grid's filter to its rows, in a browser");
    const rounds = options.writes / 10;
    const typed = [
      {
        name: "devices, a name",
        path: "/devices",
        route: "/api/devices",
        text: examples.deviceName.slice(0, 9).toLowerCase(),
      },
      {
        name: "tickets, a word",
        path: "/tickets?view=all",
        route: "/api/tickets",
        text: "printer",
      },
    ];
    const keys = [];
    for (const { name, ...how } of typed) {
      keys.push(toTypingRow(name, await measureTyping(page, administrator, { ...how, rounds })));
    }
    say(formatTable(TYPING_HEADINGS, keys));

    heading("Scrolling, in a browser");
    const flights = [];
    for (const { name, path: grid } of [
      { name: "devices", path: "/devices" },
      { name: "tickets", path: "/tickets?view=all&sort=-updatedAt" },
    ]) {
      for (const { pace, pxPerS, seconds } of PACES) {
        const flight = await measureScroll(page, { path: grid, pxPerS, seconds });
        flights.push(toScrollRow(name, pace, flight));
      }
    }
    say(formatTable(SCROLL_HEADINGS, flights));
    say(
      "\n  Longest stretch of frames. Blank: a row's place in view holds nothing. Unread: a row in view shows only its\n  number and grey bars, as its page is on the way; in a flight too fast for pages to arrive that is meant.",
    );
  } finally {
    await close();
  }
}

/** @param {string} url @param {People} people */
async function printScreens(url, people) {
  heading("Script of a screen's first load, compressed");
  const stranger = new Session(url);
  const screens = await weighScreens(people.administrator, stranger);
  await stranger.close();
  const rows = screens.map(({ screen, files, bytes, page }) => [
    screen,
    String(files),
    formatKb(bytes),
    formatKb(page),
  ]);
  say(formatTable(["screen", "files", "script", "page"], rows));
}

/** @param {Awaited<ReturnType<typeof readSizes>>} sizes */
function printSizes({ bytes, tables }) {
  heading(`Size of the index: ${formatMb(bytes)}`);
  const rows = tables.map((table) => [
    table.name,
    formatCount(table.rows),
    formatMb(table.bytes),
    formatMb(table.indexBytes),
  ]);
  say(formatTable(["table", "rows", "size", "of it indexes"], rows));
}

function printMemory() {
  heading("Peak memory");
  const rows = [...memory.read()].map(([part, bytes]) => [part, formatMb(bytes)]);
  say(rows.length === 0 ? "  not told by this system" : formatTable(["part", "peak"], rows));
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      devices: { type: "string" },
      tickets: { type: "string" },
      cis: { type: "string" },
      quick: { type: "boolean", default: false },
    },
  });
  const share = values.quick ? 0.1 : 1;
  const numberOf = (
    /** @type {"devices" | "tickets" | "cis"} */ name,
    /** @type {number} */ usual,
  ) => {
    const number = Number(values[name] ?? usual * share);
    if (Number.isInteger(number) && number >= 50 && number <= 2_000_000) return number;
    console.error(`--${name} must be a whole number from 50 to 2000000, not ${values[name]}`);
    return process.exit(1);
  };
  return {
    devices: numberOf("devices", 20_000),
    tickets: numberOf("tickets", 100_000),
    cis: numberOf("cis", 6_000),
    tries: values.quick ? 100 : 200,
    writes: values.quick ? 10 : 30,
    acts: values.quick ? 20 : 40,
  };
}

/** @param {string} text */
function heading(text) {
  say(`\n${text}\n`);
}

/** @param {string} line */
function say(line) {
  console.log(line);
}

/** @param {number} code */
async function end(code) {
  memory.stop();
  await stack?.processes.endAll();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(code);
}
