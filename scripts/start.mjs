import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureBuilt } from "./parts/build.mjs";
import { ensureInstalled } from "./parts/install.mjs";
import { ROOT } from "./parts/root.mjs";

// The server alone, against the systems of the settings (README, "Pointing it at real systems").

const flags = new Set(process.argv.slice(2));
const port = process.env.PORT || "3000";
const host = process.env.HOST || "127.0.0.1";
if (!/^\d+$/.test(port) || Number(port) > 65_535) {
  console.error(`Sightline cannot start:\n  - PORT must be a number up to 65535, not ${port}`);
  process.exit(78);
}

if (!flags.has("--no-build")) {
  ensureInstalled();
  await ensureBuilt();
}

const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
// Answers are many small short-lived objects: a larger nursery spares the collector most of its work.
const server = spawn(
  process.execPath,
  ["--max-semi-space-size=32", next, "start", "-p", port, "-H", host],
  {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      // next-auth reads its own names.
      NEXTAUTH_URL: process.env.AUTH_URL || `http://${host}:${port}`,
      NEXTAUTH_SECRET: process.env.AUTH_SECRET,
    },
  },
);
server.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGTERM" ? 0 : 1)));
const end = () => server.kill("SIGTERM");
process.on("SIGTERM", end);
process.on("SIGINT", end);
if (flags.has("--exit-with-parent")) {
  process.stdin.on("end", end);
  process.stdin.on("error", end);
  process.stdin.resume();
}
