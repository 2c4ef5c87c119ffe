import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureInstalled } from "./parts/install.mjs";
import { ROOT } from "./parts/root.mjs";

// The server with hot reload, against whatever the settings name. For people who change Sightline.

ensureInstalled();
await import("./copy-browser-parts.mjs");
const port = process.env.PORT || "3000";
const host = process.env.HOST || "127.0.0.1";
const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
const server = spawn(process.execPath, [next, "dev", "-p", port, "-H", host], {
  cwd: ROOT,
  stdio: "inherit",
  env: {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: "1",
    SIGHTLINE_GALLERY: "1",
    NEXTAUTH_URL: process.env.AUTH_URL || `http://${host}:${port}`,
  },
});
server.on("exit", (code) => process.exit(code ?? 0));
process.on("SIGINT", () => undefined);
