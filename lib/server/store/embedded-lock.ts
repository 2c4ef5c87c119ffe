import "server-only";
import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";

// Two servers on one data folder would destroy it. The lock is a file that only one start can create;
// it names its owner, so that a lock left by a killed process does not bar the next start. A pid alone
// does not name a process: in a container every server is pid 1. Where the kernel tells when a process
// began, that is part of the name.

/** Another live process holds the folder. The message says which and what to do. */
export class StoreInUseError extends Error {
  constructor(path: string, pid: number) {
    super(
      `The data folder is in use by process ${pid} (${path}). Stop that server first, or give this one ` +
        `another DATA_DIR. Several instances share one index through DATABASE_URL.`,
    );
    this.name = "StoreInUseError";
  }
}

const Owner = z.object({ pid: z.number().int().positive(), began: z.string().nullable() });
type Owner = z.infer<typeof Owner>;

/** Takes the lock file and returns its release. Throws {@link StoreInUseError} when a live process has it. */
export function takeLock(path: string): () => void {
  const owner: Owner = { pid: process.pid, began: readProcessStart(process.pid) };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (placeFile(path, JSON.stringify(owner))) return () => rmSync(path, { force: true });
    const holder = readOwner(path);
    if (holder && isAlive(holder)) throw new StoreInUseError(path, holder.pid);
    removeDeadLock(path);
  }
  throw new Error(`The lock file ${path} cannot be taken: other starts keep taking it.`);
}

/** Creates the file whole or not at all, and only where none stands (the promise of O_EXCL, with content). */
function placeFile(path: string, content: string): boolean {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isErrno(error, "EEXIST")) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

// Moved aside before it is judged again: another start may have replaced the dead lock by its own meanwhile.
function removeDeadLock(path: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return;
    throw error;
  }
  const holder = readOwner(aside);
  const taken = holder && isAlive(holder) ? holder : null;
  if (taken) placeFile(path, JSON.stringify(taken));
  rmSync(aside, { force: true });
  if (taken) throw new StoreInUseError(path, taken.pid);
}

function readOwner(path: string): Owner | null {
  try {
    return Owner.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (isErrno(error, "ENOENT") || error instanceof SyntaxError || error instanceof z.ZodError)
      return null;
    throw error;
  }
}

function isAlive(owner: Owner): boolean {
  if (!isRunning(owner.pid)) return false;
  const began = readProcessStart(owner.pid);
  return began === null || owner.began === null || began === owner.began;
}

/**
 * Whether a process of this id runs, whoever owns it. One that has ended and only waits for its parent to
 * notice does not: under a first process that is slow to notice, a killed server stays listed for seconds.
 */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isErrno(error, "EPERM");
  }
  return !ENDED.has(readStat(pid)?.[0] ?? "");
}

/** The states of a process that has ended: zombie, dead (proc_pid_stat(5)). */
const ENDED: ReadonlySet<string> = new Set(["Z", "X", "x"]);

/** When a process began, in the kernel's own ticks and boot; `null` where the system does not tell. */
export function readProcessStart(pid: number): string | null {
  // The start is field 22.
  const start = readStat(pid)?.[19];
  if (start === undefined) return null;
  return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${start}`;
}

/** What the kernel tells of a process from its state, field 3, on; `null` where it does not tell. */
function readStat(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command's name stands in parentheses and may hold spaces.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Whether an error is the system's, with this code. */
export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
