import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt } from "./parts/build.mjs";
import { ensureInstalled } from "./parts/install.mjs";
import { showProgress } from "./parts/progress.mjs";
import { ROOT } from "./parts/root.mjs";
import { isPortFree, startStack } from "./parts/stack.mjs";

// The product with a simulated company: both appliances, the server, a filled index, demo accounts.

/** A company older than this is made anew, so that "today" has tickets in it. */
const COMPANY_AGE_MAX_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

const { devices, tickets, cis, fresh } = readOptions();
const port = Number(process.env.PORT || 3000);
// A folder of its own: a real installation in the same checkout keeps its data in .data itself.
const dataDir = join(ROOT, ".data", "demo");

await refuseToCollide();
ensureInstalled();
await ensureBuilt();
const fleet = chooseFleet();

console.log(`Starting KACE, SysAid and Sightline (${devices} devices, ${tickets} tickets) …`);
const startedAt = Date.now();
/** @type {string[]} */
const serverLines = [];
/** @type {Awaited<ReturnType<typeof startStack>> | undefined} */
let stack;
let ending = false;
process.on("SIGINT", () => void end(0));
process.on("SIGTERM", () => void end(0));

try {
  stack = await startStack({
    dataDir,
    port,
    fleet,
    onServerLine: (line) => keepLine(line),
  });
} catch (error) {
  console.error(serverLines.slice(-20).join("\n"));
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
stack.processes.onUnexpectedEnd = (name, code) => {
  if (ending) return;
  if (name !== "server") {
    console.error(`The ${name} simulator ended (${code}). Sightline goes on with saved data.`);
    return;
  }
  console.error(serverLines.slice(-20).join("\n"));
  console.error(`The server ended (${code}).`);
  void end(1);
};
await showProgress(`${stack.url}/api/health`, startedAt);
printAccounts(stack.url, await readAccounts(stack.kaceUrl));

function readOptions() {
  const { values } = parseArgs({
    options: {
      devices: { type: "string", default: "2000" },
      tickets: { type: "string", default: "6000" },
      cis: { type: "string", default: "600" },
      fresh: { type: "boolean", default: false },
    },
  });
  const numberOf = (/** @type {"devices" | "tickets" | "cis"} */ name) => {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number >= 50 && number <= 2_000_000) return number;
    console.error(`--${name} must be a whole number from 50 to 2000000, not ${values[name]}`);
    return process.exit(1);
  };
  return {
    devices: numberOf("devices"),
    tickets: numberOf("tickets"),
    cis: numberOf("cis"),
    fresh: values.fresh,
  };
}

/** Ends with a plain message where the address is taken: the other server would answer in this one's place. */
async function refuseToCollide() {
  if (Number.isInteger(port) && port > 0 && port <= 65_535 && (await isPortFree(port))) return;
  console.error(
    `Port ${process.env.PORT || port} is in use or none. Name another, such as PORT=3100 npm run demo.`,
  );
  process.exit(1);
}

/** Ends before the folder of a demo that still runs, perhaps on another port, would be emptied. */
function refuseToEmptyInUse() {
  const lock = join(dataDir, "postgres.lock");
  if (!existsSync(lock)) return;
  const { pid } = JSON.parse(readFileSync(lock, "utf8"));
  try {
    process.kill(pid, 0);
  } catch {
    // Left by a demo that was killed.
    return;
  }
  console.error(
    `Another demo (process ${pid}) works in ${dataDir}, and this start would empty it. End that one first.`,
  );
  process.exit(1);
}

/** The company of the last start when it still fits, else a new one with an empty index. */
function chooseFleet() {
  const path = join(dataDir, "demo.json");
  const wanted = { seed: 1, devices, tickets, cis };
  if (!fresh && existsSync(path)) {
    const { now, ...last } = JSON.parse(readFileSync(path, "utf8"));
    const isYoung = Date.now() - now < COMPANY_AGE_MAX_MS;
    if (isYoung && JSON.stringify(last) === JSON.stringify(wanted)) return { ...wanted, now };
    console.log(
      isYoung ? "Another size: beginning anew." : "The demo company is a day old: beginning anew.",
    );
  }
  refuseToEmptyInUse();
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  const now = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  writeFileSync(path, JSON.stringify({ ...wanted, now }));
  return { ...wanted, now };
}

/** @param {string} line */
function keepLine(line) {
  serverLines.push(line);
  if (serverLines.length > 500) serverLines.shift();
  if (process.env.LOG_LEVEL) console.log(line);
}

/** @param {string} kaceUrl */
async function readAccounts(kaceUrl) {
  const truth = await (await fetch(`${kaceUrl}/__simulator/truth`)).json();
  return truth.accounts;
}

/**
 * @param {string} url
 * @param {{ role: string, kace?: { userName: string, password: string, secondFactorCode?: string }, sysaid?: { userName: string, password: string } }[]} accounts
 */
function printAccounts(url, accounts) {
  const shown = {
    administrator: "administrator",
    agent: "agent",
    manager: "manager",
    user: "standard user",
    secondFactor: "second factor",
    kaceOnly: "KACE alone",
  };
  console.log(`\n  Sightline runs at ${url}\n`);
  for (const [role, label] of Object.entries(shown)) {
    const account = accounts.find((one) => one.role === role);
    const login = account?.kace ?? account?.sysaid;
    if (!account || !login) continue;
    const code = account.kace?.secondFactorCode;
    const names = [account.kace?.userName, account.sysaid?.userName].filter(Boolean);
    const name = new Set(names).size > 1 ? `KACE ${names[0]}, SysAid ${names[1]}` : names[0];
    console.log(
      `  ${label.padEnd(15)} ${String(name).padEnd(12)} ${login.password}${code ? `   code ${code}` : ""}`,
    );
  }
  console.log("\n  Ctrl-C ends it. What it stored lies in .data/demo\n");
}

/** @param {number} code */
async function end(code) {
  if (ending) return;
  ending = true;
  console.log("\nEnding …");
  await stack?.processes.endAll();
  process.exit(code);
}
