import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.mjs";

const MARK = join(ROOT, ".next", "sightline-built");
const FOLDERS = ["app", "components", "lib", "drizzle"];
const FILES = [
  "instrumentation.ts",
  "proxy.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

/** Builds for production when the sources changed since the last build. Returns whether it built. Throws when the build fails. */
export async function ensureBuilt() {
  const wanted = hashSources();
  if (existsSync(MARK) && readFileSync(MARK, "utf8") === wanted) return false;
  console.log("Building Sightline …");
  await import("../copy-browser-parts.mjs");
  const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
  const done = spawnSync(process.execPath, [next, "build"], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (done.status !== 0) {
    throw new Error(`${done.stdout}\n${done.stderr}\nThe build failed; its messages stand above.`);
  }
  writeFileSync(MARK, wanted);
  return true;
}

function hashSources() {
  const hash = createHash("sha256");
  for (const path of [...FOLDERS.flatMap(filesBelow), ...FILES].sort()) {
    const full = join(ROOT, path);
    if (existsSync(full)) hash.update(path).update("\0").update(readFileSync(full)).update("\0");
  }
  return hash.digest("hex");
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}
