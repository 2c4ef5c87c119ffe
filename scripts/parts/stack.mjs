import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Processes } from "./processes.mjs";
import { ROOT } from "./root.mjs";

/**
 * The whole product on one machine: both simulated appliances and the production server. The demo,
 * the journeys and the bench start it this way and no other.
 *
 * @typedef {{ seed?: number, devices: number, tickets: number, cis: number, now: number }} FleetSize
 * @typedef {{ dataDir: string, port: number, host?: string, fleet: FleetSize, env?: Record<string, string>, onServerLine?: (line: string) => void }} StackOptions
 */

/** @param {StackOptions} options */
export async function startStack(options) {
  const processes = new Processes();
  mkdirSync(options.dataDir, { recursive: true });
  const host = options.host ?? "127.0.0.1";
  const fleetEnv = {
    FLEET_SEED: String(options.fleet.seed ?? 1),
    FLEET_DEVICES: String(options.fleet.devices),
    FLEET_TICKETS: String(options.fleet.tickets),
    FLEET_CIS: String(options.fleet.cis),
    FLEET_NOW: String(options.fleet.now),
  };
  const startKace = (port = 0) => startSimulator(processes, "kace", port, fleetEnv);
  const startSysaid = (port = 0) => startSimulator(processes, "sysaid", port, fleetEnv);
  const [kaceUrl, sysaidUrl] = await Promise.all([startKace(), startSysaid()]);
  const url = `http://${host}:${options.port}`;

  const serverEnv = {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(options.port),
    HOST: host,
    DATA_DIR: options.dataDir,
    AUTH_SECRET: readSecret(options.dataDir),
    AUTH_URL: url,
    KACE_URL: kaceUrl,
    KACE_SERVICE_USER: "service",
    KACE_SERVICE_PASSWORD: "service-secret",
    SYSAID_URL: sysaidUrl,
    SYSAID_SERVICE_USER: "service",
    SYSAID_SERVICE_PASSWORD: "service-secret",
    ...options.env,
  };
  /** Starts the server, also anew after its end; `env` overrides settings for this start. @param {Record<string, string>} [env] */
  const startServer = async (env = {}) => {
    let ended = false;
    const server = processes.start(
      "server",
      [join(ROOT, "scripts", "start.mjs"), "--exit-with-parent", "--no-build"],
      {
        env: { ...serverEnv, ...env },
        onLine: options.onServerLine,
        onErrorLine: options.onServerLine,
      },
    );
    server.once("exit", () => (ended = true));
    await waitForAnswer(`${url}/api/health`, () => ended);
  };
  await startServer();
  return { url, kaceUrl, sysaidUrl, processes, startServer, startKace, startSysaid };
}

/**
 * @param {Processes} processes
 * @param {"kace" | "sysaid"} name
 * @param {number} port 0 for any free one
 * @param {Record<string, string>} env
 * @returns {Promise<string>} its address
 */
function startSimulator(processes, name, port, env) {
  return new Promise((resolve, reject) => {
    const child = processes.start(
      name,
      [
        "--import",
        "tsx",
        join(ROOT, "simulators", name, "main.ts"),
        "--port",
        String(port),
        "--exit-with-parent",
      ],
      {
        env,
        onLine: (line) => {
          const ready = /^ready (http:\/\/\S+)/.exec(line);
          if (ready?.[1]) resolve(ready[1]);
        },
      },
    );
    child.once("exit", (code) => reject(new Error(`The ${name} simulator ended (${code}).`)));
  });
}

/** The secret that seals sessions, made once per data folder. @param {string} dataDir */
function readSecret(dataDir) {
  const path = join(dataDir, "auth-secret");
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString("hex"), { mode: 0o600 });
  return readFileSync(path, "utf8");
}

/** @param {string} url @param {() => boolean} isOver */
async function waitForAnswer(url, isOver) {
  for (;;) {
    if (isOver()) throw new Error("The server ended before it answered; its messages stand above.");
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
      if (answer.ok) return;
    } catch {
      // Not listening yet: the next round asks again.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Whether nobody listens there yet. @param {number} port @param {string} [host] @returns {Promise<boolean>} */
export function isPortFree(port, host = "127.0.0.1") {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** A port that nobody listens on. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
