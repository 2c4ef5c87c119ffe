import "server-only";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { z } from "zod";
import { StoreInUseError, isErrno, takeLock } from "./embedded-lock";
import { EmbeddedStoreError, findBinaries, findHome, findRunAs } from "./embedded-places";
import { createCluster, startPostgres, stopOrphan, type Cluster } from "./embedded-process";

export { EmbeddedStoreError, StoreInUseError };

const USER = "sightline";
const DATABASE = "sightline";

/** A running PostgreSQL that belongs to this process. */
export interface EmbeddedServer {
  /** Its address, password included: secret. */
  databaseUrl: string;
  /** Stops the server cleanly and gives the data folder free. */
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** Further settings of the server, such as `{ fsync: "off" }` for tests that lose nothing by it. */
  settings?: Record<string, string>;
}

/** Kept in the data folder: the generated password and the port of the last start. */
const Secret = z.object({ password: z.string().min(20), port: z.number().int().nullable() });
type Secret = z.infer<typeof Secret>;

/**
 * Starts the PostgreSQL that comes with Sightline on a loopback port, with its data in `<dataDir>/postgres`.
 * The first start creates the cluster. A server left behind by a killed process is stopped cleanly first.
 * Throws {@link StoreInUseError} while another live process has the folder, {@link EmbeddedStoreError} otherwise.
 */
export async function startEmbedded({
  dataDir,
  settings = {},
}: EmbeddedOptions): Promise<EmbeddedServer> {
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true });
  const release = takeLock(join(folder, "postgres.lock"));
  try {
    const runAs = await findRunAs();
    const [binaries, home] = [await findBinaries(runAs), await findHome(folder, runAs)];
    const secret = await loadSecret(folder, home);
    const cluster: Cluster = { home, data: join(home, "postgres"), binaries, runAs, user: USER };
    await ensureCluster(cluster, secret.password);
    await stopOrphan(cluster);
    const port = await choosePort(secret.port);
    const server = await startPostgres(cluster, { port, password: secret.password, settings });
    await saveSecret(folder, { ...secret, port });
    await server.ensureDatabase(DATABASE);
    return {
      databaseUrl: `postgres://${USER}:${secret.password}@127.0.0.1:${port}/${DATABASE}`,
      close: async () => {
        await server.stop();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function loadSecret(folder: string, home: string): Promise<Secret> {
  const path = join(folder, "postgres.json");
  try {
    return Secret.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (!isErrno(error, "ENOENT"))
      throw new EmbeddedStoreError(`${path} is damaged; it holds the index's password.`, {
        cause: error,
      });
  }
  const data = join(home, "postgres");
  if (existsSync(data)) {
    if (home === folder)
      throw new EmbeddedStoreError(
        `${data} is there but its password (${path}) is not. Put the file back, or remove ${data}: ` +
          `the index fills itself again from both systems.`,
      );
    // The data folder was thrown away; what lies in the shelter was its part and opens for nobody.
    await rm(data, { recursive: true, force: true });
  }
  const secret: Secret = { password: randomBytes(24).toString("hex"), port: null };
  await saveSecret(folder, secret);
  return secret;
}

async function saveSecret(folder: string, secret: Secret): Promise<void> {
  const path = join(folder, "postgres.json");
  await writeFile(`${path}.new`, JSON.stringify(secret), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

// Created beside and moved into place, so that a start killed half-way leaves no half cluster.
async function ensureCluster(cluster: Cluster, password: string): Promise<void> {
  if (existsSync(cluster.data)) {
    await checkVersion(cluster);
    return;
  }
  const draft = `${cluster.data}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await chmod(draft, 0o700);
  if (cluster.runAs.uid !== undefined && cluster.runAs.gid !== undefined)
    await chown(draft, cluster.runAs.uid, cluster.runAs.gid);
  await createCluster({ ...cluster, data: draft }, password);
  await rename(draft, cluster.data);
}

async function checkVersion({ data, binaries }: Cluster): Promise<void> {
  const made = (await readFile(join(data, "PG_VERSION"), "utf8")).trim();
  const share = join(binaries.postgres, "..", "..", "share", "postgresql", "postgres.bki");
  const first = existsSync(share) ? (await readFile(share, "utf8")).split("\n", 1)[0] : undefined;
  const brought = first === undefined ? undefined : /PostgreSQL (\d+)/.exec(first)?.[1];
  if (brought !== undefined && brought !== made)
    throw new EmbeddedStoreError(
      `${data} was made by PostgreSQL ${made}; this release brings ${brought}. Go back to the release that ` +
        `made it, or move the folder away: the index fills itself again from both systems.`,
    );
}

/** The remembered port while it is free, else one that the system picks. */
async function choosePort(remembered: number | null): Promise<number> {
  if (remembered !== null && (await tryPort(remembered)) !== null) return remembered;
  const port = await tryPort(0);
  if (port === null) throw new EmbeddedStoreError("No loopback port is free for PostgreSQL.");
  return port;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", () => done(null));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" ? (address?.port ?? null) : null));
    });
  });
}
