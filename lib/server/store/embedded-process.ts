import "server-only";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readlinkSync } from "node:fs";
import { readFile, realpath, rm, writeFile, chown } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client, escapeIdentifier } from "pg";
import { log } from "@/lib/server/log";
import { isErrno, isRunning } from "./embedded-lock";
import { EmbeddedStoreError, type Binaries, type RunAs } from "./embedded-places";

// The processes of an embedded server: creating a cluster, starting and stopping it. Started by our own
// hand and not through the package's class, which hands our whole environment (with its passwords) to the
// server, ends this process by itself on a signal, and knows no server that an earlier process left behind.

export interface Cluster {
  /** Holds the data folder and the server's log. */
  home: string;
  data: string;
  binaries: Binaries;
  runAs: RunAs;
  /** The superuser that Sightline signs in as. */
  user: string;
}

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 30_000;

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  random_page_cost: "1.1",
  jit: "off",
  synchronous_commit: "on",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "2GB",
  // Containers often have 64 MB of shared memory, which parallel hash joins overrun.
  enable_parallel_hash: "off",
  idle_in_transaction_session_timeout: "5min",
  // Statements hold personal data; the log must not.
  log_min_error_statement: "panic",
  log_min_messages: "warning",
};

// Only what the server needs: our own environment holds the upstreams' passwords.
function bareEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8", TZ: "UTC" };
}

/** Creates an empty cluster in `cluster.data`, which must exist, be empty and belong to the run user. */
export async function createCluster(cluster: Cluster, password: string): Promise<void> {
  const passwordFile = join(cluster.home, "postgres.password");
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  const { uid, gid } = cluster.runAs;
  if (uid !== undefined && gid !== undefined) await chown(passwordFile, uid, gid);
  const args = [
    `--pgdata=${cluster.data}`,
    `--username=${cluster.user}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    `--locale=${process.platform === "darwin" ? "en_US.UTF-8" : process.platform === "win32" ? "C" : "C.UTF-8"}`,
  ];
  try {
    const child = spawn(cluster.binaries.initdb, args, {
      ...cluster.runAs,
      cwd: cluster.data,
      env: bareEnvironment(),
      stdio: ["ignore", "ignore", "pipe"],
    });
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
    const code = await exitOf(child);
    if (code !== 0)
      throw new EmbeddedStoreError(
        `PostgreSQL could not create ${cluster.data}: ${complaint.trim()}`,
      );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  try {
    await once(child, "close");
  } catch (cause) {
    throw new EmbeddedStoreError(`PostgreSQL's ${child.spawnfile} cannot be run.`, { cause });
  }
  return child.exitCode;
}

export interface RunningPostgres {
  ensureDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the server and waits until it takes queries; recovery after a crash may take a while. */
export async function startPostgres(
  cluster: Cluster,
  options: { port: number; password: string; settings: Record<string, string> },
): Promise<RunningPostgres> {
  const deadline = Date.now() + START_LIMIT_MS;
  const connect = (database: string) =>
    new Client({
      host: "127.0.0.1",
      port: options.port,
      user: cluster.user,
      password: options.password,
      database,
    });
  for (;;) {
    const child = launch(cluster, options);
    const ready = await waitUntilReady(child, connect, deadline);
    if (ready) return runningServer(cluster, child, connect);
    const complaint = await readLogEnd(cluster);
    // Back ends of a killed server hold its memory for a moment longer than itself.
    const mayPass = /shared memory|lock file/i.test(complaint) && Date.now() < deadline;
    if (!mayPass)
      throw new EmbeddedStoreError(`PostgreSQL did not start in ${cluster.data}: ${complaint}`);
    await pause(300);
  }
}

function launch(
  cluster: Cluster,
  { port, settings }: { port: number; settings: Record<string, string> },
): ChildProcess {
  const all = { ...SETTINGS, ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const logFile = openSync(logPath(cluster), "w", 0o600);
  try {
    // Its own process group: Ctrl-C in a terminal must reach us first, so that we close in order.
    const child = spawn(
      cluster.binaries.postgres,
      ["-D", cluster.data, "-p", String(port), ...flags],
      {
        ...cluster.runAs,
        cwd: cluster.data,
        detached: true,
        env: bareEnvironment(),
        stdio: ["ignore", logFile, logFile],
      },
    );
    child.unref();
    return child;
  } finally {
    closeSync(logFile);
  }
}

const logPath = (cluster: Cluster) => join(cluster.home, "postgres.log");

async function readLogEnd(cluster: Cluster): Promise<string> {
  const text = await readFile(logPath(cluster), "utf8");
  return text.trim().split("\n").slice(-5).join("\n") || "it said nothing";
}

async function waitUntilReady(
  child: ChildProcess,
  connect: (database: string) => Client,
  deadline: number,
): Promise<boolean> {
  let failed = false;
  child.once("error", () => (failed = true));
  while (Date.now() < deadline && !failed && child.exitCode === null && child.signalCode === null) {
    const client = connect("postgres");
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      // Refused until it listens, and told to wait while it recovers (57P03).
      if (
        !isErrno(error, "ECONNREFUSED") &&
        !isErrno(error, "57P03") &&
        !isErrno(error, "ECONNRESET")
      )
        throw error;
    }
    await pause(25);
  }
  if (child.exitCode === null && child.pid !== undefined) process.kill(child.pid, "SIGQUIT");
  return false;
}

function runningServer(
  cluster: Cluster,
  child: ChildProcess,
  connect: (database: string) => Client,
): RunningPostgres {
  let stopping = false;
  const stopAtExit = () => {
    if (child.pid !== undefined) process.kill(child.pid, "SIGINT");
  };
  process.once("exit", stopAtExit);
  child.once("exit", (code) => {
    process.removeListener("exit", stopAtExit);
    if (!stopping) log.error({ code }, "embedded PostgreSQL ended by itself");
  });
  return {
    async ensureDatabase(name) {
      const client = connect("postgres");
      await client.connect();
      try {
        const known = await client.query("select 1 from pg_database where datname = $1", [name]);
        if (known.rowCount === 0) await client.query(`create database ${escapeIdentifier(name)}`);
      } finally {
        await client.end();
      }
    },
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      await stopProcess(cluster, child.pid);
    },
  };
}

/** Stops a server that an earlier process of ours left running on this data folder. */
export async function stopOrphan(cluster: Cluster): Promise<void> {
  const pidFile = join(cluster.data, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number((await readFile(pidFile, "utf8")).split("\n", 1)[0]);
  if (Number.isSafeInteger(pid) && pid > 1 && isRunning(pid) && (await serves(pid, cluster.data))) {
    log.warn({ pid }, "stopping the PostgreSQL that an earlier process left behind");
    await stopProcess(cluster, pid);
  }
  // Left by a crash: the number may belong to a stranger by now, which PostgreSQL would take for a server.
  await rm(pidFile, { force: true });
}

/** Whether the process is a server on this folder: a server's working directory is its data folder. */
async function serves(pid: number, data: string): Promise<boolean> {
  if (!existsSync("/proc/self/cwd")) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === (await realpath(data));
  } catch (error) {
    if (isErrno(error, "ENOENT") || isErrno(error, "EACCES")) return false;
    throw error;
  }
}

async function stopProcess({ binaries, data, runAs }: Cluster, pid: number): Promise<void> {
  if (process.platform === "win32") {
    const args = ["stop", "-D", data, "-m", "fast"];
    await exitOf(spawn(binaries.pgCtl, args, { ...runAs, stdio: "ignore" }));
    return;
  }
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (isRunning(pid)) process.kill(pid, signal);
    const deadline = Date.now() + STOP_LIMIT_MS;
    while (isRunning(pid) && Date.now() < deadline) await pause(20);
    if (!isRunning(pid)) return;
  }
  throw new EmbeddedStoreError(`PostgreSQL (process ${pid}) does not stop.`);
}
