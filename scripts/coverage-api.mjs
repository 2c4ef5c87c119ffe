import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatTable } from "./bench/figures.mjs";
import { countCoverage } from "./api-coverage/count.mjs";
import { ensureInstalled } from "./parts/install.mjs";
import { ROOT } from "./parts/root.mjs";

// Calls every operation of both catalogues, through the clients and through the proxy, and prints which of them are
// answered as their rows say. Ends with 1 unless all are.

const CONTRACTS = [
  "lib/server/kace/operations/contract.test.ts",
  "lib/server/sysaid/operations/contract.test.ts",
  "lib/server/proxy/contract.test.ts",
];
const HEADINGS = ["system", "group", "operations", "through the client", "through the proxy"];

ensureInstalled();
const operations = readOperations();
console.log(
  `Calling ${operations.length} operations, through the clients and through the proxy …\n`,
);
const { files, isClean } = runContracts();
const { groups, gaps, others, covered, total } = countCoverage(operations, files);
printGroups(groups);
if (gaps.length > 0) {
  console.log("\nNot answered as their rows say:\n");
  const rows = gaps.map(({ operation: { source, id }, way, reason }) => [
    `${source}.${id}`,
    way,
    reason,
  ]);
  console.log(formatTable(["operation", "way", "why"], rows));
}
if (others.length > 0) console.log(`\nFailed beside them:\n\n  ${others.join("\n  ")}`);
const isWhole = gaps.length === 0 && total > 0;
console.log(
  isWhole
    ? `\n${covered} of ${total} operations are answered as their rows say, through the client and through the proxy.`
    : `\n${total - covered} of ${total} operations are not covered.`,
);
if (isWhole && !isClean) console.log("Yet the tests did not end well; see above.");
process.exit(isWhole && isClean ? 0 : 1);

/** @returns {import("./api-coverage/count.mjs").Operation[]} */
function readOperations() {
  const program = join(ROOT, "scripts", "api-coverage", "list-operations.ts");
  // Under this condition the marker of server code lets itself be read.
  const args = ["--conditions=react-server", "--import", "tsx", program];
  const done = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  if (done.status === 0) return JSON.parse(done.stdout);
  console.error(`The catalogues cannot be read:\n${done.stderr}`);
  return process.exit(1);
}

/** Runs the contract tests. A run that leaves no report has covered nothing. */
function runContracts() {
  const folder = mkdtempSync(join(tmpdir(), "sightline-coverage-"));
  const path = join(folder, "report.json");
  try {
    const done = spawnSync(
      process.execPath,
      [
        join(ROOT, "node_modules", "vitest", "vitest.mjs"),
        "run",
        ...CONTRACTS,
        "--reporter=json",
        `--outputFile=${path}`,
      ],
      { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] },
    );
    /** @type {{ testResults: import("./api-coverage/count.mjs").ReportedFile[] }} */
    const report = JSON.parse(readFileSync(path, "utf8"));
    return { files: report.testResults, isClean: done.status === 0 };
  } catch (error) {
    console.error(`The tests left no report: ${error instanceof Error ? error.message : error}`);
    return { files: [], isClean: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {readonly import("./api-coverage/count.mjs").GroupCount[]} groups */
function printGroups(groups) {
  const systems = [...new Set(groups.map(({ source }) => source))];
  const rows = systems.flatMap((system) => {
    const own = groups.filter(({ source }) => source === system);
    const sum = (/** @type {"operations" | "client" | "proxy"} */ name) =>
      own.reduce((total, group) => total + group[name], 0);
    const all = { source: system, group: "all", operations: sum("operations") };
    return [...own, { ...all, client: sum("client"), proxy: sum("proxy") }].map(toRow);
  });
  console.log(formatTable(HEADINGS, rows));
}

/** @param {import("./api-coverage/count.mjs").GroupCount} count */
function toRow({ source, group, operations: count, client, proxy }) {
  return [source, group, String(count), String(client), String(proxy)];
}
