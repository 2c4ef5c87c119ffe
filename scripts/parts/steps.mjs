import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./root.mjs";

/** @typedef {{ name: string, passed: number, failed: number, seconds: number }} StepResult */

const bin = (/** @type {string[]} */ ...path) => join(ROOT, "node_modules", ...path);

/** The quick steps: format, lint, types, unit and integration tests. */
export const QUICK_STEPS = [
  () =>
    plain("format", [bin("prettier", "bin", "prettier.cjs"), "--check", "--log-level=warn", "."]),
  () => plain("lint", [bin("eslint", "bin", "eslint.js"), ".", "--max-warnings", "0"]),
  () => plain("routes", [bin("next", "dist", "bin", "next"), "typegen"]),
  () => plain("types", [bin("typescript", "bin", "tsc"), "--noEmit"]),
  () =>
    counted("unit and integration tests", readVitest, (report) => [
      bin("vitest", "vitest.mjs"),
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ]),
];

/** The journeys in a real browser. @param {string} chromiumPath */
export const journeys = (chromiumPath) => () =>
  counted(
    "journeys",
    readPlaywright,
    () => [bin("@playwright", "test", "cli.js"), "test", "--reporter=list,json"],
    (report) => ({ CHROMIUM_PATH: chromiumPath, PLAYWRIGHT_JSON_OUTPUT_NAME: report }),
  );

/**
 * Runs steps one after another, goes on after a failed one, and ends with one line that counts.
 * @param {(() => StepResult)[]} steps
 */
export function runSteps(steps) {
  /** @type {StepResult[]} */
  const results = [];
  for (const step of steps) {
    const result = step();
    results.push(result);
    const verdict = result.failed === 0 ? "passed" : "FAILED";
    console.log(`\n— ${result.name}: ${verdict} (${result.seconds.toFixed(0)} s)\n`);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

/** A step that passes or fails as a whole. @param {string} name @param {string[]} args @returns {StepResult} */
export function plain(name, args) {
  const { ok, seconds } = run(name, args);
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, seconds };
}

/**
 * A step whose report counts its tests. A runner that fails without a failed test counts as one.
 * @param {string} name
 * @param {(report: unknown) => { passed: number, failed: number }} read
 * @param {(reportPath: string) => string[]} argsOf
 * @param {(reportPath: string) => Record<string, string>} [envOf]
 * @returns {StepResult}
 */
function counted(name, read, argsOf, envOf = () => ({})) {
  const folder = mkdtempSync(join(tmpdir(), "sightline-report-"));
  const path = join(folder, "report.json");
  try {
    const { ok, seconds } = run(name, argsOf(path), envOf(path));
    let counts = { passed: 0, failed: 0 };
    try {
      counts = read(JSON.parse(readFileSync(path, "utf8")));
    } catch (error) {
      console.error(`${name} left no report: ${error instanceof Error ? error.message : error}`);
    }
    const failed = ok && counts.passed > 0 ? counts.failed : Math.max(1, counts.failed);
    return { name, passed: counts.passed, failed, seconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} name @param {string[]} args @param {Record<string, string>} [env] */
function run(name, args, env = {}) {
  console.log(`— ${name}`);
  const startedAt = Date.now();
  const done = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  return { ok: done.status === 0, seconds: (Date.now() - startedAt) / 1000 };
}

/** @param {any} report */
function readVitest(report) {
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

/** @param {any} report */
function readPlaywright(report) {
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky };
}
