import { mkdtemp, rm, chmod } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbedded, type EmbeddedServer } from "@/lib/server/store/embedded";

declare module "vitest" {
  export interface ProvidedContext {
    /** Answers the address of the PostgreSQL that this run of tests shares. */
    testDatabaseDesk: string;
  }
}

// One PostgreSQL per run of tests, started when the first test asks for it: most runs of single files
// need none. `TEST_DATABASE_URL` names a server of one's own instead; its user must be able to create databases.

/** Opens the desk before the tests and closes it, and the server, after them. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  let running: Promise<Running> | undefined;
  const desk = createServer((_, response) => {
    running ??= startServer();
    running.then(
      ({ url }) => response.end(url),
      (error: unknown) => refuse(response, error),
    );
  });
  await new Promise<void>((done) => desk.listen(0, "127.0.0.1", done));
  const address = desk.address();
  if (address === null || typeof address === "string") throw new Error("The desk has no port");
  project.provide("testDatabaseDesk", `http://127.0.0.1:${address.port}`);
  return async () => {
    desk.close();
    desk.closeAllConnections();
    if (running !== undefined) await (await running).stop();
  };
}

interface Running {
  url: string;
  stop(): Promise<void>;
}

async function startServer(): Promise<Running> {
  const own = process.env.TEST_DATABASE_URL;
  if (own) return { url: own, stop: () => Promise.resolve() };
  const dataDir = await mkdtemp(join(tmpdir(), "sightline-test-"));
  await chmod(dataDir, 0o755);
  const settings = { fsync: "off", synchronous_commit: "off", shared_buffers: "128MB" };
  const server: EmbeddedServer = await startEmbedded({ dataDir, settings });
  return {
    url: server.databaseUrl,
    stop: async () => {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function refuse(response: ServerResponse, error: unknown): void {
  response.statusCode = 500;
  response.end(error instanceof Error ? error.message : String(error));
}
