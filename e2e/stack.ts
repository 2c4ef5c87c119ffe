import { chmod, mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HealthResult } from "@/lib/contracts/metrics";
import { freePort, startStack } from "../scripts/parts/stack.mjs";
import { createAppliance, type Appliance } from "./appliance";

const HOUR_MS = 3_600_000;
const READY_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 250;

export interface StackSize {
  devices: number;
  tickets: number;
  cis: number;
}

/** A whole product with a data folder of its own, which goes with it. */
export interface Stack {
  url: string;
  kace: Appliance;
  sysaid: Appliance;
  dataDir: string;
  readHealth(): Promise<HealthResult>;
  /** Ends the server and its database at once, without a chance to tidy up. */
  killServer(): Promise<void>;
  startServer(): Promise<void>;
  end(): Promise<void>;
}

/** Starts simulators and server and returns as soon as the server answers; the index may still be filling. */
export async function openStack(size: StackSize): Promise<Stack> {
  const dataDir = await mkdtemp(join(tmpdir(), "sightline-journeys-"));
  // The embedded database runs as a user of its own when the tests run as root.
  await chmod(dataDir, 0o755);
  const lines: string[] = [];
  const tell = (error: unknown): never => {
    console.error(lines.join("\n"));
    throw error;
  };
  const running = await startStack({
    dataDir,
    port: await freePort(),
    fleet: { seed: 1, ...size, now: Math.floor(Date.now() / HOUR_MS) * HOUR_MS },
    env: { SIGHTLINE_GALLERY: "1" },
    onServerLine: (line: string) => {
      lines.push(line);
      if (lines.length > 400) lines.shift();
      if (process.env.LOG_LEVEL) console.log(line);
    },
  }).catch(tell);
  const kace = createAppliance(running.kaceUrl);
  const sysaid = createAppliance(running.sysaidUrl);
  // Journeys sign in more often than a person does; what the limit does has journeys of its own.
  await sysaid.set({ loginLimit: 10_000, requestLimit: 1_000_000 });
  return {
    url: running.url,
    kace,
    sysaid,
    dataDir,
    readHealth: () => readHealth(running.url),
    killServer: async () => {
      await running.processes.kill("server");
      while (await isListening(running.url)) await pause(50);
    },
    startServer: () => running.startServer().catch(tell),
    end: async () => {
      await running.processes.endAll();
      // The database may still be writing its last words.
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether anybody still holds the address: a killed process lets go of it a moment later. */
function isListening(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    socket.once("connect", () => socket.destroy());
    socket.once("error", () => resolve(false));
    socket.once("close", (failed) => resolve(!failed));
  });
}

export async function readHealth(url: string): Promise<HealthResult> {
  const answer = await fetch(`${url}/api/health`);
  if (!answer.ok) throw new Error(`The server's health answered ${answer.status}.`);
  return HealthResult.parse(await answer.json());
}

/** Waits until the first full picture stands. */
export async function waitUntilFilled(stack: Pick<Stack, "readHealth">): Promise<HealthResult> {
  const endsAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const health = await stack.readHealth();
    if (health.sync.ready) return health;
    if (Date.now() > endsAt) {
      throw new Error(`The index was not filled: ${JSON.stringify(health.sync.steps)}`);
    }
    await pause(LOOK_EVERY_MS);
  }
}
