import { parseArgs } from "node:util";
import { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import type { ApplianceEnv } from "./environment";

/** Starts an app on `host` (default 127.0.0.1) and `port` (0: any free one). `close` also drops open connections. */
export async function startAppliance(options: {
  app: Hono<ApplianceEnv>;
  port?: number;
  host?: string;
}): Promise<{ url: string; port: number; close(): Promise<void> }> {
  // The adaptor's own Request and Response would replace the process's, under the feet of tests.
  const server = createAdaptorServer({ fetch: options.app.fetch, overrideGlobalObjects: false });
  if (!(server instanceof Server)) throw new Error("expected a plain HTTP/1 server");
  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close((error) => (error ? reject(error) : resolve()));
      server.closeAllConnections();
    });
  return { url: `http://${host}:${address.port}`, port: address.port, close };
}

/**
 * Runs an appliance as a program: `--port N`, `--parent-pid N` (end when that process is gone),
 * `--exit-with-parent` (end when stdin closes). Prints `ready http://127.0.0.1:PORT` once it
 * answers, and ends cleanly on SIGTERM and SIGINT. Other options belong to `createApp`.
 */
export async function runAppliance(
  createApp: (argv: string[]) => Hono<ApplianceEnv>,
  argv = process.argv.slice(2),
): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    strict: false,
    options: {
      port: { type: "string", default: "0" },
      "parent-pid": { type: "string" },
      "exit-with-parent": { type: "boolean" },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port)) throw new Error(`--port ${String(values.port)} is no port number`);
  const running = await startAppliance({ app: createApp(argv), port });
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  if (values["exit-with-parent"] === true) process.stdin.once("close", end).resume();
  if (values["parent-pid"] !== undefined) endWithProcess(Number(values["parent-pid"]), end);
  console.log(`ready ${running.url}`);
}

function endWithProcess(pid: number, end: () => void): void {
  setInterval(() => {
    if (!isAlive(pid)) end();
  }, 1_000).unref();
}

/** True while a process of that number runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
